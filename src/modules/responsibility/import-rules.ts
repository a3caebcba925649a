import { districts, winds } from '#modules/geo/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { idFrom } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv, writeImport } from '#platform/import.ts'
import { authorities } from './authority.ts'

const types = {
  category: 'text',
  area_id: 'uuid',
  owner: 'text',
  from_day: 'text',
  until_day: 'text',
  unit_id: 'uuid',
  authority_id: 'uuid',
  note: 'text',
}

const words: Record<string, string> = {
  nord: 'n',
  north: 'n',
  nordost: 'ne',
  no: 'ne',
  northeast: 'ne',
  ost: 'e',
  o: 'e',
  east: 'e',
  südost: 'se',
  suedost: 'se',
  so: 'se',
  southeast: 'se',
  süd: 's',
  sued: 's',
  south: 's',
  südwest: 'sw',
  suedwest: 'sw',
  southwest: 'sw',
  west: 'w',
  nordwest: 'nw',
  northwest: 'nw',
  stadt: 'town',
  land: 'state',
  bahn: 'rail',
  ausserhalb: 'outside',
  außerhalb: 'outside',
}

/**
 * Rules from CSV: kategorie;gebiet;eigentuemer;von;bis;amt;behoerde;hinweis. Empty means any; area, unit and
 * authority are named by their codes. A rule is known by its conditions, so that naming another target changes it.
 */
export async function importRules(
  ctx: Ctx,
  text: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const complaints = new Complaints(ctx.t)
  const rows = readCsv(
    text,
    {
      category: { names: ['kategorie', 'category'] },
      area: { names: ['gebiet', 'area'] },
      owner: { names: ['eigentuemer', 'eigentümer', 'owner'] },
      from: { names: ['von', 'from'] },
      until: { names: ['bis', 'until'] },
      unit: { names: ['amt', 'unit'] },
      authority: { names: ['behoerde', 'behörde', 'authority'] },
      note: { names: ['hinweis', 'note'] },
    },
    complaints,
  )
  const [{ byCode }, others, areas] = await Promise.all([organisation(ctx), authorities(ctx), districts(ctx)])
  const lines = new Map<string, number>()
  const incoming = rows.map(({ line, values: v }) => {
    const area = areas.find((a) => a.code === v.area || a.name === v.area)
    const unit = byCode.get(v.unit)
    const authority = others.find((a) => a.code === v.authority)
    const owner = ownerFrom(v.owner)
    if (v.area && !area) complaints.add(line, 'unknown', { value: v.area }, 'gebiet')
    if (v.unit && !unit) complaints.add(line, 'unknown', { value: v.unit }, 'amt')
    if (v.authority && !authority) complaints.add(line, 'unknown', { value: v.authority }, 'behoerde')
    if (!v.unit === !v.authority) complaints.add(line, 'one_target', {}, 'amt')
    if (owner === undefined) {
      const allowed = 'town, state, rail, state:CODE, outside, outside:n|ne|e|se|s|sw|w|nw'
      complaints.add(line, 'value', { value: v.owner, allowed }, 'eigentuemer')
    }
    const [from, until] = [momentFrom(v.from), momentFrom(v.until)]
    if (from === undefined) complaints.add(line, 'day', { value: v.from }, 'von')
    if (until === undefined) complaints.add(line, 'day', { value: v.until }, 'bis')
    if ((from?.[2] ?? '') !== (until?.[2] ?? '')) complaints.add(line, 'both_days', {}, 'bis')
    const key = JSON.stringify([
      v.category,
      area?.id ?? v.area,
      owner ?? v.owner,
      from ?? v.from,
      until ?? v.until,
    ])
    const before = lines.get(key)
    if (before) complaints.add(line, 'twice', { line: before })
    lines.set(key, line)
    return {
      id: idFrom(ctx.tenant.id, 'responsibility.rule', key),
      category: v.category || null,
      area_id: area?.id ?? null,
      owner: owner ?? null,
      from_day: from ?? null,
      until_day: until ?? null,
      unit_id: unit?.id ?? null,
      authority_id: authority?.id ?? null,
      note: v.note || null,
    }
  })
  const stored = await ctx.db
    .selectFrom('responsibility.rule')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const existing = new Map(stored.map((row) => [row.id, row]))
  return writeImport(ctx, 'responsibility.rule', types, incoming, existing, complaints, options)
}

/** "Land" is "state", "outside:north" is "outside:n"; null for any, undefined for nonsense. */
export function ownerFrom(text: string): string | null | undefined {
  if (text === '') return null
  const [first = '', second] = text.toLowerCase().split(':')
  const owner = words[first] ?? first
  if (!/^[a-z][a-z0-9_-]{0,39}$/.test(owner)) return undefined
  if (second === undefined) return owner
  if (owner !== 'outside') return /^[a-z0-9][a-z0-9_-]{0,49}$/.test(second) ? `${owner}:${second}` : undefined
  const wind = words[second] ?? second
  return (winds as readonly string[]).includes(wind) ? `outside:${wind}` : undefined
}

/** "11-01" or "1.11." as a day of any year, "20:00" as a time; null for none, undefined for nonsense. */
export function momentFrom(text: string): string | null | undefined {
  if (text === '') return null
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text
  const german = /^(\d{1,2})\.(\d{1,2})\.?$/.exec(text)
  const iso = /^(\d{2})-(\d{2})$/.exec(text)
  const [month, day] = german ? [german[2], german[1]] : [iso?.[1], iso?.[2]]
  try {
    // 2024 has a 29th of February.
    return Temporal.PlainDate.from(
      { year: 2024, month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
      .toString()
      .slice(5)
  } catch {
    return undefined
  }
}
