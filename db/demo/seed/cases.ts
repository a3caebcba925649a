import { sql } from 'kysely'
import { trackingToken } from '#modules/cases/index.ts'
import { areaAt, mercator } from '#modules/geo/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { authorities, decide } from '#modules/responsibility/index.ts'
import { searchVector } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { appendToFeed } from '#platform/events/feed.ts'
import { idFrom, type Uuid } from '#platform/ids.ts'
import { hashToken } from '#platform/secret.ts'
import type { Report } from '../reports/types.ts'
import { outcomeOf, tellHistory } from './history.ts'
import { reportId, type StoredPhotos } from './photos.ts'

type Rows = Record<string, unknown>[]

const priorities = { low: 0, normal: 1, high: 2 }

/** Writes the past: cases with people, messages, closures and chained events, a statement a table and a thousand rows. */
export async function seedCases(ctx: Ctx, reports: readonly Report[], photos: StoredPhotos): Promise<void> {
  const tenant_id = ctx.tenant.id
  const [org, others, { byCode }] = await Promise.all([organisation(ctx), authorities(ctx), catalogue(ctx)])
  const byEmail = new Map([...org.staff.values()].map((p) => [p.email, p.id]))
  const ids = reports.map((r) => reportId(ctx.tenant, r))
  const t: Record<
    'case' | 'words' | 'message' | 'report' | 'party' | 'link' | 'tracking' | 'closure' | 'event' | 'file',
    Rows
  > = {
    case: [],
    words: [],
    message: [],
    report: [],
    party: [],
    link: [],
    tracking: [],
    closure: [],
    event: [],
    file: [],
  }
  const running = new Map<number, number>()
  for (const [i, report] of reports.entries()) {
    const id = ids[i]!
    const category = byCode.get(report.category)!
    const unit = org.byCode.get(report.unit)?.id ?? category.unitId
    const year = new Date(report.createdAt).getUTCFullYear()
    const n = (running.get(year) ?? 0) + 1
    running.set(year, n)
    const place = { lat: report.place.lat, lon: report.place.lon }
    const [{ district }, decision] = await Promise.all([
      areaAt(ctx, place),
      decide(ctx, { category: category.code, categoryUnit: category.unitId, place }),
    ])
    const authority = (code: string | undefined): Uuid | null =>
      others.find((a) => a.code === code)?.id ?? null
    const partyId = report.reporter ? idFrom('demo party', id) : null
    const message = idFrom('demo message', id)
    const last = report.history.at(-1)!
    const closed = report.history.findLast((s) => s.type === 'closed')
    const handed = report.history.findLast((s) => s.authority)
    const scheduled = report.history.findLast((s) => s.type === 'scheduled')
    const number = `${year}-${n}`
    const { x, y } = mercator(place)
    t.case.push({
      tenant_id,
      id,
      number,
      kind: 'report',
      type: category.code,
      title: category.name.de,
      title_en: category.name.en,
      status: report.status,
      outcome: report.status === 'closed' ? outcomeOf(report.outcome) : null,
      priority: priorities[report.priority],
      channel: report.channel,
      public: category.public,
      unit_id: unit,
      authority_id: authority(handed?.authority),
      assignee_id: report.assignee ? (byEmail.get(report.assignee) ?? null) : null,
      area_id: district?.id ?? null,
      ...place,
      place: `(${x},${y})`,
      address: report.place.address,
      opened_at: report.createdAt,
      due_at: report.dueAt,
      scheduled_for: scheduled?.scheduledFor ?? null,
      closed_at: report.status === 'closed' ? closed?.at : null,
      updated_at: last.at,
      version: report.history.length,
    })
    t.words.push({
      tenant_id,
      case_id: id,
      words: searchVector([number, report.place.address, report.text, category.name.de, category.name.en]),
    })
    t.report.push({
      tenant_id,
      case_id: id,
      message_id: message,
      answers: report.answers,
      placed_by: report.photos.length ? 'photo' : 'map',
      device: null,
    })
    if (report.reporter) {
      const { name, email, phone } = report.reporter
      t.party.push({
        tenant_id,
        id: partyId,
        kind: 'person',
        name,
        email: email ?? null,
        phone: phone ?? null,
        lang: report.language,
        created_at: report.createdAt,
        erased_at: null,
      })
      t.link.push({
        tenant_id,
        case_id: id,
        party_id: partyId,
        role: 'reporter',
        stopped_at: null,
        since: report.createdAt,
      })
    }
    t.tracking.push({
      tenant_id,
      token_hash: `\\x${hashToken(await trackingToken(ctx, id, partyId)).toString('hex')}`,
      case_id: id,
      party_id: partyId,
      created_at: report.createdAt,
      expires_at: null,
      revoked_at: null,
    })
    const why = decision.unitId === unit ? decision.why : { code: 'default', params: {} }
    const told = tellHistory(
      ctx,
      report,
      id,
      partyId,
      {
        message,
        payload: {
          kind: 'report',
          type: category.code,
          channel: report.channel,
          unit,
          authority: null,
          why: why.code,
          why_params: why.params,
          public: category.public,
        },
      },
      {
        account: (email) => (email ? (byEmail.get(email) ?? null) : null),
        authority,
        caseId: (index) => (index === undefined ? null : (ids[index] ?? null)),
        unit,
        skill: category.skill,
      },
    )
    t.event.push(...told.events)
    t.message.push(...told.messages)
    t.closure.push(...told.closures)
    t.file.push(...(photos.get(id) ?? []))
  }
  await insert(ctx, 'cases.case', t.case)
  await insert(ctx, 'cases.words', t.words)
  await insert(ctx, 'cases.message', t.message)
  await insert(ctx, 'reports.report', t.report)
  await insert(ctx, 'parties.party', t.party)
  await insert(ctx, 'cases.party', t.link)
  await insert(ctx, 'cases.tracking', t.tracking)
  await insert(ctx, 'cases.closure', t.closure)
  await insert(ctx, 'platform.event', t.event)
  await insert(ctx, 'files.file', t.file)
  await insert(
    ctx,
    'cases.counter',
    [...running].map(([year, n]) => ({ tenant_id, year, next: n + 1 })),
  )
  await replay(ctx, t.event)
}

/**
 * A few days' news goes through the outbox like any other: dispatch proposes, letters are written. What is older has
 * its number in the order of all events already.
 */
async function replay(ctx: Ctx, events: Rows): Promise<void> {
  const since = ctx.now.getTime() - 2 * 86_400_000
  const [recent = [], old = []] = [true, false].map((is) =>
    events.filter((e) => (e.at as Date).getTime() > since === is),
  )
  old.sort((a, b) => (a.at as Date).getTime() - (b.at as Date).getTime() || Number(a.seq) - Number(b.seq))
  await appendToFeed(
    ctx,
    old.map((e) => e.id as Uuid),
  )
  await insert(
    ctx,
    'platform.outbox',
    recent.map((e) => ({ tenant_id: e.tenant_id, event_id: e.id, type: e.type, at: e.at })),
  )
}

async function insert(ctx: Ctx, table: string, rows: Rows): Promise<void> {
  if (rows.length === 0) return
  const [schema = '', name = ''] = table.split('.')
  const into = sql.table(table)
  const shape = sql`${sql.ref(schema)}.${sql.ref(name)}`
  // Only what the rows say; whatever else the table has takes its default.
  const columns = sql.join([...new Set(rows.flatMap((row) => Object.keys(row)))].map((c) => sql.ref(c)))
  for (let from = 0; from < rows.length; from += 1000)
    await sql`insert into ${into} (${columns}) select ${columns}
      from json_populate_recordset(null::${shape}, ${JSON.stringify(rows.slice(from, from + 1000))}::json)
      returning tenant_id`.execute(ctx.db)
}
