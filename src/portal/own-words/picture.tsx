import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  DAYS_AFTER_END,
  photoToMark,
  redactCasePhoto,
  showCasePhoto,
  visibleCase,
} from '#modules/cases/index.ts'
import { photoMarks } from '#modules/files/index.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { readBoxes } from '#ui/redaction/box-choice.tsx'
import type { Owner } from './owner.ts'
import { PhotoPage } from './photo-page.tsx'
import { done, idOf, limitChanges, sentence, texts } from './sent.ts'

export async function showPicture(c: Req, owner: Owner, error?: unknown): Promise<Response> {
  const id = idOf(c, 'id')
  return inTx(c.get('platform'), owner.who, async (ctx) => {
    const view = await viewOf(c, ctx, 'portal')
    const photo = await photoToMark(ctx, await visibleCase(ctx, owner.id), id)
    const marks = (await photoMarks(ctx, [photo])).of(photo.id)
    return page(
      c,
      <PhotoPage
        view={view}
        trail={owner.trail}
        photo={photo}
        marks={marks}
        src={owner.links.photo(photo.id, 'gross')}
        action={owner.links.picture(photo.id)}
        back={owner.links.back}
        forgetDays={DAYS_AFTER_END}
        error={error === undefined ? undefined : sentence(ctx, error)}
      >
        {photo.visibility === 'public' && (
          <Section title={ctx.t('own.photo.withdrawTitle')}>
            <p>{ctx.t('own.photo.withdrawText')}</p>
            <Form action={owner.links.picture(photo.id)} class="sd-plainform">
              <Button kind="secondary" name="aktion" value="zurueckziehen">
                {ctx.t('own.photo.withdraw')}
              </Button>
            </Form>
          </Section>
        )}
      </PhotoPage>,
      error === undefined ? 200 : 422,
    )
  })
}

export async function takePicture(c: Req, owner: Owner): Promise<Response> {
  limitChanges(c, 'own-photos')
  const id = idOf(c, 'id')
  const body = await c.req.parseBody({ all: true })
  const { platform } = c.var
  if (texts(body, 'aktion')[0] === 'zurueckziehen') {
    await inTx(platform, owner.who, (ctx) => showCasePhoto(ctx, owner.id, id, false))
    return done(c, owner, 'zurueckgezogen')
  }
  const seen = await inTx(platform, owner.who, async (ctx) => {
    const photo = await photoToMark(ctx, await visibleCase(ctx, owner.id), id)
    return (await photoMarks(ctx, [photo])).of(photo.id).seen
  })
  const found = texts(body, 'gefunden').flatMap((i) => seen[Number(i)] ?? [])
  const add = [...found, ...readBoxes(texts(body, 'feld'), texts(body, 'rechtecke')[0] ?? '')]
  try {
    await redactCasePhoto(platform, owner.who, owner.id, id, {
      add,
      forget: texts(body, 'vergessen').includes('ja'),
    })
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    return showPicture(c, owner, error)
  }
  return done(c, owner, 'geschwaerzt')
}
