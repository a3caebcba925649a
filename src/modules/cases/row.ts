import type { Selectable } from 'kysely'
import type { CasesCase } from '../../../db/types.ts'
import type { Case, CaseStatus, Outcome } from './case.ts'

/** The columns a `Case` is made of. */
export const caseColumns = [
  'id',
  'number',
  'kind',
  'type',
  'title',
  'title_en',
  'status',
  'outcome',
  'priority',
  'channel',
  'public',
  'restricted',
  'unit_id',
  'authority_id',
  'assignee_id',
  'area_id',
  'lat',
  'lon',
  'address',
  'opened_at',
  'due_at',
  'scheduled_for',
  'closed_at',
  'updated_at',
  'anonymised_at',
  'version',
] as const

export type CaseRow = Pick<Selectable<CasesCase>, (typeof caseColumns)[number]>

export const toCase = (r: CaseRow): Case => ({
  id: r.id,
  number: r.number,
  kind: r.kind,
  type: r.type,
  title: { de: r.title, en: r.title_en },
  status: r.status as CaseStatus,
  outcome: r.outcome as Outcome | null,
  priority: r.priority,
  channel: r.channel,
  public: r.public,
  restricted: r.restricted,
  unitId: r.unit_id,
  authorityId: r.authority_id,
  assigneeId: r.assignee_id,
  areaId: r.area_id,
  place: r.lat !== null && r.lon !== null ? { lat: r.lat, lon: r.lon } : null,
  address: r.address,
  openedAt: r.opened_at,
  dueAt: r.due_at,
  scheduledFor: r.scheduled_for,
  closedAt: r.closed_at,
  updatedAt: r.updated_at,
  anonymisedAt: r.anonymised_at,
  version: r.version,
})
