import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { addAsFollower, type Case, followAsCitizen } from '#modules/cases/index.ts'
import { ownAccount } from '#modules/citizens/index.ts'
import { addPhoto, type FileAsked, type FileInfo, readFile } from '#modules/files/index.ts'
import { isEmail } from '#modules/identity/index.ts'
import { discardDraft } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import type { Who } from '#platform/context/transaction.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { type Followed, follow } from '../following/follow.ts'
import { draftToken, forgetDraft, noteSent } from './draft-cookie.ts'
import { firstOpen } from './flow.ts'
import { Given, type Journey, journeyOf } from './journey.ts'
import { withDraft } from './open-draft.ts'
import { sameStep } from './same-step.tsx'

const limits = new RateLimit(10 * 60_000)
const JOINS = 20

/**
 * "Yes, that is the one": follows it instead of reporting it again. Words and photos of the draft go along where the
 * person ticked that; the rest is thrown away with the draft. Photos are stored before the transaction that counts.
 */
export async function followInstead(c: Req): Promise<Response> {
  limit(c, limits, 'report.same', JOINS)
  const given = new Given(await c.req.parseBody({ all: true }))
  const number = given.text('meldung')
  const email = given.text('email').trim().slice(0, 320)
  const mine = new Set(given.all('mit'))
  if (!draftToken(c)) return c.redirect(afterwards(c, number, email), 303)
  const chosen = await withDraft(c, async (ctx, draft) => {
    const j = await journeyOf(c, ctx, draft)
    const found = j.same.find((one) => one.case.number === number)
    if (found && ctx.actor.kind !== 'citizen' && email && !isEmail(email))
      return { answer: await again(c, j, given, ctx.t('error.case.follow_email')) }
    return found ? { report: found.case, photos: j.photos } : null
  })
  if (chosen instanceof Response) return c.redirect(afterwards(c, number, email), 303)
  // Closed meanwhile, or none that was offered: the flow says what comes now.
  if (!chosen) return c.redirect(paths.reportStep('gleiche'), 303)
  if (chosen.answer) return chosen.answer
  const photos = mine.has('fotos')
    ? await handOver(c, chosen.report, chosen.photos)
    : { ids: [], lost: false }
  const done = await withDraft(
    c,
    async (ctx, draft): Promise<{ how: Followed; number: string; more: boolean } | { answer: Response }> => {
      const j = await journeyOf(c, ctx, draft)
      const report = j.same.find((one) => one.case.number === number)?.case
      if (!report) return { answer: c.redirect(paths.reportStep(firstOpen(j.facts)), 303) }
      try {
        const party = ctx.actor.kind === 'citizen' ? await followAsCitizen(ctx, report) : null
        const body = mine.has('text') ? (j.answers.text ?? '') : ''
        const message = await addAsFollower(ctx, report.id, { body, photos: photos.ids, party })
        const how = await follow(c, ctx, report, email, { message, files: photos.ids })
        const more = await discardDraft(ctx, draft)
        return { how, number: report.number, more }
      } catch (error) {
        if (error instanceof Conflict)
          return { answer: c.redirect(paths.reportStep(firstOpen(j.facts)), 303) }
        throw error
      }
    },
    'for update',
  )
  // The other click was first.
  if (done instanceof Response) return c.redirect(afterwards(c, number, email), 303)
  if ('answer' in done) return done.answer
  // Other reports wait to be sent: the same cookie leads to them now.
  if (!done.more) forgetDraft(c)
  noteSent(c)
  return c.redirect(
    urlWith(paths.follow(done.number), { hinweis: done.how, fotos: photos.lost ? 'nicht' : null }),
    303,
  )
}

/** Of two clicks the second one finds the draft gone: it leads where the first one did. */
function afterwards(c: Req, number: string, email: string): string {
  if (!/^\d{4}-\d{1,15}$/.test(number)) return paths.report
  const hinweis: Followed = c.get('actor').kind === 'citizen' ? 'folgt' : email ? 'bestaetigen' : 'gezaehlt'
  return urlWith(paths.follow(number), { hinweis })
}

async function again(c: Req, j: Journey, given: Given, message: string): Promise<Response> {
  const query = new URLSearchParams({ meldung: given.text('meldung') })
  const values = { email: given.text('email'), mit: given.all('mit') }
  return page(c, await sameStep.show(j, query, { errors: { email: message }, values }), 422)
}

/** The draft's photos into the report's folder, for the town hall only: each has a key of its own folder. */
async function handOver(
  c: Req,
  report: Case,
  photos: readonly FileInfo[],
): Promise<{ ids: Uuid[]; lost: boolean }> {
  const platform = c.get('platform')
  const who = c.get('who')
  const bearer: Who = { ...who, actor: { kind: 'holder', case: report.id, party: await partyOf(c) } }
  const ids: Uuid[] = []
  for (const photo of photos) {
    const bytes = await bytesOf(c, photo.id)
    if (!bytes) continue
    const added = await addPhoto(platform, bearer, {
      folder: report.id,
      bytes,
      name: photo.name,
      stage: 'report',
      visibility: 'internal',
    })
    if (added.ok) ids.push(added.id)
  }
  return { ids, lost: ids.length < photos.length }
}

/**
 * The draft's cookie was asked for the photo a moment ago. Where its author has blacked something out, it is the picture
 * without that which goes along: what it showed was never meant for the town hall. Null when it is gone, as after the
 * other of two clicks.
 */
async function bytesOf(c: Req, id: Uuid): Promise<Buffer | null> {
  const read = (variant: 'original' | 'public', mayRead: (photo: FileAsked) => boolean) =>
    readFile(c.get('platform'), c.get('who'), id, variant, async (_, photo) => mayRead(photo)).catch(
      (error: unknown) => {
        if (error instanceof NotFound) return null
        throw error
      },
    )
  const photo = (await read('original', (asked) => !asked.redacted)) ?? (await read('public', () => true))
  return photo?.bytes ?? null
}

/** As whom a citizen adds them; nobody else has a party yet. */
async function partyOf(c: Req): Promise<Uuid | null> {
  const actor = c.get('actor')
  if (actor.kind !== 'citizen') return null
  return actor.organisation?.party ?? c.get('tx')(async (ctx) => (await ownAccount(ctx)).party.id)
}
