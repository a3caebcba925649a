import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { photoMarks, redactPhoto } from '#modules/files/index.ts'
import { type Draft, draftByToken } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { Box } from '#platform/images/boxes.ts'
import { PhotoPage } from '#portal/own-words/photo-page.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { readBoxes } from '#ui/redaction/box-choice.tsx'
import { draftToken } from './draft-cookie.ts'
import { Given, journeyOf } from './journey.ts'
import { withDraft } from './open-draft.ts'

const limits = new RateLimit(10 * 60_000)

/** A photo of the open draft, to be blacked out before anything is sent. */
export async function showPhotoEdit(c: Req, error?: string): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const found = await withDraft(c, async (ctx, draft) => {
    const j = await journeyOf(c, ctx, draft)
    const photo = j.photos.find((one) => one.id === id)
    if (!photo) throw new NotFound()
    const marks = (await photoMarks(ctx, [photo])).of(photo.id)
    return (
      <PhotoPage
        view={j.view}
        photo={photo}
        marks={marks}
        src={paths.photo(photo.id, 'gross')}
        action={paths.reportPhoto(photo.id)}
        back={paths.reportStep('fotos')}
        error={error}
      >
        {marks.boxes.length > 0 && (
          <Form action={paths.reportPhoto(photo.id)} class="sd-plainform">
            <Button kind="secondary" name="aktion" value="zurueck">
              {ctx.t('own.photo.restore')}
            </Button>
          </Form>
        )}
      </PhotoPage>
    )
  })
  if (found instanceof Response) return found
  c.header('Cache-Control', 'no-store')
  return page(c, found, error ? 422 : 200)
}

export async function takePhotoEdit(c: Req): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const given = new Given(await c.req.parseBody({ all: true }))
  const draft = await withDraft(c, async (_ctx, found) => found)
  if (draft instanceof Response) return draft
  const seen = await seenIn(c, id)
  const add = [
    ...given.all('gefunden').flatMap((i) => seen[Number(i)] ?? []),
    ...readBoxes(given.all('feld'), given.text('rechtecke')),
  ]
  try {
    await blackOutDraft(c, draft, id, { add, restore: given.text('aktion') === 'zurueck' })
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return showPhotoEdit(c, await c.get('tx')(async (ctx) => ctx.t(`error.${error.code}`, error.params)))
  }
  return c.redirect(paths.reportStep('fotos'), 303)
}

/** One press on the photos page: "<photo> <which>", or "alle". Nothing that is not there is blacked out. */
export async function blackOutSeen(c: Req, draft: Draft, asked: string): Promise<void> {
  const [id = '', which = ''] = asked.split(' ')
  const seen = await seenIn(c, id)
  const add = which === 'alle' ? seen : seen.slice(Number(which), Number(which) + 1)
  if (add.length > 0) await blackOutDraft(c, draft, id, { add })
}

const seenIn = (c: Req, id: string): Promise<readonly Box[]> =>
  isUuid(id) ? c.get('tx')(async (ctx) => (await photoMarks(ctx, [{ id }])).of(id).seen) : Promise.resolve([])

/** Only photos of this draft, and only while it is one: afterwards the case's own rules hold. */
async function blackOutDraft(
  c: Req,
  draft: Draft,
  id: Uuid,
  change: { add: readonly Box[]; restore?: boolean },
): Promise<void> {
  limit(c, limits, 'report.photos.black', 120)
  if (!isUuid(id)) throw new NotFound()
  const allowed = async (ctx: Ctx, photo: { folder: Uuid }): Promise<void> => {
    const token = draftToken(c)
    const open = token ? await draftByToken(ctx, token) : null
    if (!open || open.submitted || open.id !== draft.id || photo.folder !== open.id) throw new NotFound()
  }
  await redactPhoto(c.get('platform'), c.get('who'), id, change, allowed)
}
