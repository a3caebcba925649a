import { endTakenOver, type PastCase, takeOverCases } from '#modules/cases/index.ts'
import { areaAt, districts } from '#modules/geo/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import { idFrom } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv } from '#platform/import.ts'
import { createMissing, findKinds, type Named } from './past-kinds.ts'
import { readChannel, readMoment, readOutcome, readStatus, STATUS_WORDS } from './past-words.ts'

const columns = {
  reference: {
    names: [
      'kennung',
      'aktenzeichen',
      'referenz',
      'reference',
      'id',
      'service_request_id',
      'case_enquiry_id',
    ],
    required: true,
  },
  opened: {
    names: ['eingang', 'eingegangen', 'gemeldet', 'opened', 'requested_datetime', 'open_dt'],
    required: true,
  },
  target: { names: ['frist', 'ziel', 'target', 'due', 'expected_datetime', 'target_dt'] },
  closed: { names: ['abschluss', 'abgeschlossen', 'erledigt', 'closed', 'closed_datetime', 'closed_dt'] },
  status: { names: ['status', 'stand', 'case_status'] },
  ending: { names: ['ergebnis', 'outcome', 'status_notes', 'closure_reason'] },
  category: { names: ['kategorie', 'category', 'service_name', 'type'], required: true },
  group: { names: ['gruppe', 'group', 'reason'] },
  unit: { names: ['amt', 'einheit', 'unit', 'department', 'agency_responsible'] },
  words: { names: ['beschreibung', 'text', 'description', 'case_title'] },
  address: { names: ['adresse', 'ort', 'address', 'location'] },
  district: { names: ['ortsteil', 'stadtteil', 'district', 'neighborhood'] },
  lat: { names: ['breite', 'breitengrad', 'lat', 'latitude'] },
  lon: { names: ['laenge', 'länge', 'längengrad', 'lon', 'lng', 'long', 'longitude'] },
  channel: { names: ['kanal', 'channel', 'source'] },
} as const satisfies Parameters<typeof readCsv>[1]

/**
 * Reports of the past from CSV. Each line names what it was called before (`kennung`): the case's id is made from it,
 * so a line that was read once is known again, whatever it says now; only its closing is added when it came later and
 * nobody touched the case here. Nobody is written to. All or nothing. Throws Forbidden.
 */
export async function importReports(
  ctx: Ctx,
  csv: string,
  { dryRun = false, createMissing: create = false }: ImportOptions = {},
): Promise<ImportResult> {
  if (!may(ctx.actor, 'reports.manage')) throw new Forbidden()
  const complaints = new Complaints(ctx.t)
  const lines = readCsv(csv, columns, complaints)
  const kinds = await findKinds(ctx)
  const missing: Named[] = []
  const seen = new Map<string, number>()
  const read = lines.map(({ line, values: v }) => {
    const before = v.reference && seen.get(v.reference)
    if (before) complaints.add(line, 'twice', { line: before }, columns.reference.names[0])
    seen.set(v.reference, line)
    const named: Named = { category: v.category, group: v.group, unit: v.unit }
    if (v.unit && !kinds.unit(v.unit)) {
      if (create) missing.push(named)
      else complaints.add(line, 'unknown', { value: v.unit }, columns.unit.names[0])
    }
    if (v.category && !kinds.category(v.category)) {
      if (!create) complaints.add(line, 'unknown', { value: v.category }, columns.category.names[0])
      else if (v.unit) missing.push(named)
      else complaints.add(line, 'unit_missing', { value: v.category }, columns.unit.names[0])
    }
    return { named, v, ...momentsOf(ctx, complaints, line, v), place: placeOf(complaints, line, v) }
  })
  if (complaints.any) return { added: 0, changed: 0, unchanged: 0, errors: complaints.list }

  const idOf = (reference: string) => idFrom('past report', ctx.tenant.id, reference)
  const stored = new Map(
    (
      await ctx.db
        .selectFrom('cases.case')
        .select(['id', 'status', 'version'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where((eb) => eb('id', '=', eb.fn.any(eb.val(lines.map((l) => idOf(l.values.reference))))))
        .execute()
    ).map((row) => [row.id, row]),
  )
  const isNew = (reference: string) => !stored.has(idOf(reference))
  const ends = ({ v, ending }: (typeof read)[number]): boolean => {
    const now = stored.get(idOf(v.reference))
    return ending !== null && now?.version === 1 && now.status !== 'closed'
  }
  const added = read.filter(({ v }) => isNew(v.reference))
  const changed = read.filter(ends)
  const result: ImportResult = {
    added: added.length,
    changed: changed.length,
    unchanged: read.length - added.length - changed.length,
    errors: [],
  }
  if (dryRun || added.length + changed.length === 0) return result

  const known = missing.length > 0 ? await createMissing(ctx, missing) : kinds
  const areas = new Map((await districts(ctx)).map((d) => [d.name.toLowerCase(), d.id]))
  const past = async ({
    v,
    named,
    openedAt,
    dueAt,
    status,
    ending,
    place,
  }: (typeof read)[number]): Promise<PastCase> => {
    const category = known.category(named.category)!
    const within = place ? (await areaAt(ctx, place)).district?.id : undefined
    return {
      id: idOf(v.reference),
      reference: v.reference,
      type: category.code,
      title: category.name,
      channel: readChannel(v.channel),
      public: category.public,
      priority: category.priority,
      unitId: (named.unit && known.unit(named.unit)) || category.unitId,
      areaId: within ?? areas.get(v.district.toLowerCase()) ?? null,
      place,
      address: v.address || null,
      openedAt: openedAt!,
      dueAt,
      status: status!,
      ending: ending && { at: ending, outcome: readOutcome(v.ending), note: v.ending || null },
      words: v.words || category.name[ctx.lang],
    }
  }
  const cases = await Promise.all(added.map(past))
  const messages = await takeOverCases(ctx, cases)
  for (let from = 0; from < cases.length; from += 1000)
    await ctx.db
      .insertInto('reports.report')
      .values(
        cases.slice(from, from + 1000).map(({ id, place }) => ({
          tenant_id: ctx.tenant.id,
          case_id: id,
          message_id: messages.get(id)!,
          answers: '{}',
          placed_by: place ? 'map' : 'address',
        })),
      )
      .execute()
  await endTakenOver(ctx, await Promise.all(changed.map(past)))
  return result
}

const CLOCKS_APART_MS = 5 * 60_000

type Values = Record<keyof typeof columns, string>

function momentsOf(ctx: Ctx, complaints: Complaints, line: number, v: Values) {
  const moment = (key: 'opened' | 'target' | 'closed'): Date | null => {
    if (!v[key]) return null
    const at = readMoment(v[key], ctx.tenant.timeZone)
    if (!at) complaints.add(line, 'moment', { value: v[key] }, columns[key].names[0])
    return at
  }
  const [openedAt, dueAt, closedAt] = [moment('opened'), moment('target'), moment('closed')]
  // What was done and entered at once bears the times of two clocks.
  const atOnce = openedAt && closedAt && Math.abs(openedAt.getTime() - closedAt.getTime()) < CLOCKS_APART_MS
  const ending = atOnce && closedAt < openedAt ? openedAt : closedAt
  const status = v.status ? readStatus(v.status) : v.closed ? 'closed' : 'open'
  if (!status) complaints.add(line, 'value', { value: v.status, allowed: STATUS_WORDS }, 'status')
  if (status === 'closed' && !v.closed) complaints.add(line, 'closing', {}, columns.closed.names[0])
  if (status && status !== 'closed' && v.closed) complaints.add(line, 'not_closed', {}, 'status')
  if (openedAt && openedAt > ctx.now) complaints.add(line, 'future', {}, columns.opened.names[0])
  if (ending && ending > ctx.now) complaints.add(line, 'future', {}, columns.closed.names[0])
  if (openedAt && ending && ending < openedAt) complaints.add(line, 'order', {}, columns.closed.names[0])
  return { openedAt, dueAt, status, ending }
}

function placeOf(complaints: Complaints, line: number, v: Values): { lat: number; lon: number } | null {
  if (!v.lat && !v.lon) return null
  const [lat, lon] = [v.lat, v.lon].map((text) => Number(text.replace(',', '.') || Number.NaN))
  if (!(Math.abs(lat!) <= 85)) complaints.add(line, 'number', { value: v.lat }, columns.lat.names[0])
  if (!(Math.abs(lon!) <= 180)) complaints.add(line, 'number', { value: v.lon }, columns.lon.names[0])
  return { lat: lat!, lon: lon! }
}
