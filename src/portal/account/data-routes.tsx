import { Hono } from 'hono'
import { citizenOnly } from '#http/citizen-session.ts'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { readingsOf } from '#modules/audit/index.ts'
import { exportedFile, exportOfParties, ownCases } from '#modules/cases/index.ts'
import { citizenOf } from '#modules/citizens/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { subscriptionSections } from '#modules/news/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { openRequest, ownErasureAsked } from '#modules/privacy/index.ts'
import { reportAnswers } from '#modules/reports/index.ts'
import { voiceSections } from '#modules/voice/index.ts'
import { workSections } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { DataPage, type Looked, ReadingsPage } from './data-pages.tsx'
import { accountSections } from './export-sections.ts'
import { Sent } from './form.ts'
import { meOf } from './me.ts'

const limits = new RateLimit(10 * 60_000)
/** Drawing a PDF takes a while. */
const EXPORTS = 20

/**
 * Who has looked at the citizen's cases, photos and details, newest first: once a day, office and thing ("Am 3. Mai hat
 * das Tiefbauamt Ihren Vorgang 2026-17 angesehen").
 */
async function looksOf(ctx: Ctx): Promise<Looked[]> {
  const cases = await ownCases(ctx)
  const numbers = new Map(cases.map((c) => [c.id, c.number]))
  const files = await photosOf(ctx, [...numbers.keys()])
  const caseOf = new Map([...numbers, ...files.map((f) => [f.id, numbers.get(f.folder) ?? ''] as const)])
  const found = await readingsOf(ctx, [...citizenOf(ctx).parties, ...caseOf.keys()], 500)
  const { units } = await organisation(ctx)
  const { formatDate } = formatter(ctx.lang, ctx.tenant.timeZone)
  const once = new Map<string, Looked>()
  for (const { at, what, subject, unit, actorKind } of found) {
    if (actorKind !== 'staff' && actorKind !== 'machine') continue
    const office = units.get(unit ?? '')
    const number = caseOf.get(subject) || null
    const kind = /^file/.test(what)
      ? 'file'
      : /^case/.test(what)
        ? 'case'
        : /^person/.test(what)
          ? 'person'
          : 'other'
    const day = formatDate(at)
    const sentence = ctx.t(`account.readings.${actorKind === 'machine' ? 'machine' : kind}`, {
      day,
      office: office ? unitName(office, ctx.lang) : ctx.t('account.readings.town'),
      number: number ?? '',
    })
    if (!once.has(sentence)) once.set(sentence, { day, sentence, number })
  }
  return [...once.values()]
}

const show = (c: Req, error?: string): Promise<Response> =>
  c.get('tx')(async (ctx) =>
    page(
      c,
      <DataPage me={await meOf(c, ctx)} asked={await ownErasureAsked(ctx)} error={error && ctx.t(error)} />,
      error ? 422 : 200,
    ),
  )

/** For themselves: who acts for an organisation puts that aside first. */
const isSelf = (c: Req): boolean => {
  const actor = c.get('actor')
  return actor.kind === 'citizen' && !actor.organisation
}
const partiesOf = (c: Req): readonly string[] => {
  const actor = c.get('actor')
  return actor.kind === 'citizen' ? actor.parties : []
}

async function made(c: Req) {
  limit(c, limits, 'account-export', EXPORTS)
  return exportOfParties(c.get('platform'), c.get('who'), partiesOf(c), {
    answers: reportAnswers,
    sections: async (ctx) => [
      ...(await accountSections(ctx)),
      ...(await voiceSections(ctx, partiesOf(c))),
      ...(await subscriptionSections(ctx, partiesOf(c))),
      ...(await workSections(ctx, partiesOf(c))),
    ],
    fileUrl: (file) => c.get('tenant').publicUrl + paths.accountDataFile(file.id),
  })
}

const attachment = (c: Req, type: string, name: string, body: Buffer | string): Response =>
  c.body(typeof body === 'string' ? body : new Uint8Array(body), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  })

/** What is kept of the citizen: who looked at it, all of it to take along, and the wish to be forgotten. */
export const dataRoutes = new Hono<Env>()
  .use('/konto/zugriffe', citizenOnly)
  .use('/konto/daten', citizenOnly)
  .use('/konto/daten/*', citizenOnly)
  .get('/konto/zugriffe', (c) =>
    c.get('tx')(async (ctx) => page(c, <ReadingsPage me={await meOf(c, ctx)} looks={await looksOf(ctx)} />)),
  )
  .get('/konto/daten', (c) => show(c))
  .get('/konto/daten/auskunft.json', async (c) =>
    isSelf(c)
      ? attachment(c, 'application/json; charset=utf-8', 'auskunft.json', (await made(c)).json())
      : c.redirect(paths.accountData, 303),
  )
  .get('/konto/daten/auskunft.pdf', async (c) =>
    isSelf(c)
      ? attachment(c, 'application/pdf', 'auskunft.pdf', await (await made(c)).pdf())
      : c.redirect(paths.accountData, 303),
  )
  .get('/konto/daten/fotos/:id', async (c) => {
    const file = await exportedFile(c.get('platform'), c.get('who'), partiesOf(c), c.req.param('id'))
    return attachment(c, file.mime, `foto.${file.mime.split('/')[1] ?? 'jpg'}`, file.bytes)
  })
  .post('/konto/daten/loeschung', async (c) => {
    const sent = await Sent.of(c)
    if (!isSelf(c)) return c.redirect(paths.accountData, 303)
    if (sent.text('wort') !== 'ja') return show(c, 'account.data.eraseUnsure')
    await c.get('tx')(async (ctx) => {
      if (await ownErasureAsked(ctx)) return
      await openRequest(ctx, { kind: 'erasure', parties: citizenOf(ctx).parties, identifiedBy: 'account' })
    })
    return c.redirect(urlWith(paths.accountData, { hinweis: 'loeschung' }), 303)
  })
