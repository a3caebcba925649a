import type { InBoth } from '#modules/forms/index.ts'
import { mercator } from '#modules/geo/index.ts'
import { type Contact, createParty } from '#modules/parties/index.ts'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { nextNumber } from './numbers.ts'
import { keepTracking, trackingToken } from './tracking.ts'

export interface NewCase {
  id: Uuid
  kind: string
  type: string
  title: InBoth
  channel: string
  public: boolean
  priority: number
  unitId: Uuid
  /** Set when somebody else is responsible: the case is then passed on to them. */
  authorityId: Uuid | null
  /** Why it landed there: a code with parameters, told in plain words by the history. */
  why: { code: string; params: EventPayload }
  areaId: Uuid | null
  place: { lat: number; lon: number } | null
  address: string | null
  dueAt: Date | null
  reporter: Contact | null
  /** Who it comes from, where the town knows them already: an account's or an organisation's own party. */
  reporterParty?: Uuid | null
  /** The first message, in the reporter's own words. */
  words: string
}

export interface OpenedCase {
  id: Uuid
  number: string
  messageId: Uuid
  /** Null for who gave no way to be reached. */
  reporterId: Uuid | null
  trackingToken: string
}

/** Opens a case: case, first message, reporter, tracking link and event, in one round trip with the commit. */
export async function openCase(ctx: Ctx, input: NewCase): Promise<OpenedCase> {
  const number = await nextNumber(ctx)
  const messageId = newId()
  const point = input.place ? mercator(input.place) : null
  ctx.send(
    `insert into cases.case
       (tenant_id, id, number, kind, type, title, title_en, status, priority, channel, public, unit_id, authority_id, area_id,
        lat, lon, place, address, opened_at, due_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $18)`,
    [
      ctx.tenant.id,
      input.id,
      number,
      input.kind,
      input.type,
      input.title.de,
      input.title.en,
      input.priority,
      input.channel,
      input.public,
      input.unitId,
      input.authorityId,
      input.areaId,
      input.place?.lat ?? null,
      input.place?.lon ?? null,
      point ? `(${point.x},${point.y})` : null,
      input.address,
      ctx.now,
      input.dueAt,
    ],
  )
  const hasReporter = input.reporter && (input.reporter.name || input.reporter.email || input.reporter.phone)
  const partyId = input.reporterParty ?? (hasReporter ? createParty(ctx, input.reporter!) : null)
  ctx.send(
    `insert into cases.message
       (tenant_id, id, case_id, channel, direction, visibility, author_kind, author_id, body, lang, at)
     values ($1, $2, $3, $4, 'in', $5, 'party', $6, $7, $8, $9)`,
    [
      ctx.tenant.id,
      messageId,
      input.id,
      input.channel,
      input.public ? 'public' : 'parties',
      partyId,
      input.words,
      input.reporter?.lang ?? ctx.lang,
      ctx.now,
    ],
  )
  if (partyId)
    ctx.send(
      `insert into cases.party (tenant_id, case_id, party_id, role, since) values ($1, $2, $3, 'reporter', $4)`,
      [ctx.tenant.id, input.id, partyId, ctx.now],
    )
  const token = await trackingToken(ctx, input.id, partyId)
  keepTracking(ctx, input.id, partyId, token)
  ctx.emit(
    'case.opened',
    {
      case: input.id,
      kind: input.kind,
      type: input.type,
      channel: input.channel,
      unit: input.unitId,
      authority: input.authorityId,
      why: input.why.code,
      why_params: input.why.params,
    },
    { first: true },
  )
  return { id: input.id, number, messageId, reporterId: partyId, trackingToken: token }
}
