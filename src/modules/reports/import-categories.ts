import type { z } from 'zod'
import { fieldsSchema } from '#modules/forms/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { canonical } from '#platform/canonical.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden } from '#platform/errors.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv } from '#platform/import.ts'
import { slug } from '#platform/slug.ts'
import { dangersSchema } from './managing.ts'

const columns = {
  code: { names: ['code', 'kuerzel'], required: true },
  group: { names: ['gruppe', 'group'], required: true },
  groupEn: { names: ['gruppe_en', 'group_en'] },
  name: { names: ['name', 'name_de', 'bezeichnung'], required: true },
  nameEn: { names: ['name_en'] },
  description: { names: ['beschreibung', 'beschreibung_de', 'description'] },
  descriptionEn: { names: ['beschreibung_en', 'description_en'] },
  keywords: { names: ['stichworte', 'stichworte_de', 'keywords'] },
  keywordsEn: { names: ['stichworte_en', 'keywords_en'] },
  icon: { names: ['symbol', 'icon'] },
  unit: { names: ['einheit', 'amt', 'unit'], required: true },
  skill: { names: ['qualifikation', 'skill'] },
  hours: { names: ['stunden', 'zielstunden', 'hours'], required: true },
  same: { names: ['gleich_im_umkreis', 'same_within'] },
  dispatch: { names: ['einsatz', 'vergabe', 'dispatch'] },
  public: { names: ['oeffentlich', 'öffentlich', 'public'] },
  priority: { names: ['prioritaet', 'priorität', 'priority'] },
  questions: { names: ['fragen', 'questions'] },
  dangers: { names: ['gefahren', 'dangers'] },
} as const satisfies Parameters<typeof readCsv>[1]

const dispatchWords: Record<string, string> = {
  zuweisen: 'assign',
  assign: 'assign',
  vorschlagen: 'propose',
  propose: 'propose',
  '': 'none',
  nein: 'none',
  none: 'none',
}
const priorityWords: Record<string, number> = {
  niedrig: 0,
  low: 0,
  '': 1,
  normal: 1,
  hoch: 2,
  high: 2,
  dringend: 3,
  urgent: 3,
}
const list = (text: string): string[] =>
  text
    .split(',')
    .map((w) => w.trim())
    .filter(Boolean)
/**
 * Categories from CSV: code;gruppe;gruppe_en;name;name_en;beschreibung;beschreibung_en;stichworte;stichworte_en;
 * symbol;einheit;qualifikation;zielstunden;gleich_im_umkreis;vergabe;oeffentlich;prioritaet;fragen;gefahren. Groups appear by being named;
 * `fragen` and `gefahren` are JSON. Known by their code; those that the file does not name stay. Throws Forbidden.
 */
export async function importCategories(
  ctx: Ctx,
  csv: string,
  { dryRun = false }: ImportOptions = {},
): Promise<ImportResult> {
  if (!may(ctx.actor, 'reports.manage')) throw new Forbidden()
  const complaints = new Complaints(ctx.t)
  const lines = readCsv(csv, columns, complaints)
  const { byCode } = await organisation(ctx)
  const seen = new Map<string, number>()
  const json = <V>(line: number, text: string, schema: z.ZodType<V>, column: string): V | null => {
    if (!text) return [] as V
    try {
      const parsed = schema.safeParse(JSON.parse(text))
      if (parsed.success) return parsed.data
      complaints.add(
        line,
        'value',
        {
          value: parsed.error.issues[0]?.path.join('.') ?? '',
          allowed: parsed.error.issues[0]?.message ?? 'JSON',
        },
        column,
      )
    } catch {
      complaints.add(line, 'value', { value: text.slice(0, 40), allowed: 'JSON' }, column)
    }
    return null
  }
  const groups = new Map<string, { name: string; name_en: string; icon: string | null; position: number }>()
  const rows = lines.map(({ line, values: v }, position) => {
    const before = seen.get(v.code)
    if (before) complaints.add(line, 'twice', { line: before }, 'code')
    seen.set(v.code, line)
    if (v.code && !/^[a-z0-9][a-z0-9_-]{0,59}$/.test(v.code))
      complaints.add(line, 'value', { value: v.code, allowed: 'a-z, 0-9, -' }, 'code')
    const unit = byCode.get(v.unit)
    if (v.unit && !unit) complaints.add(line, 'unknown', { value: v.unit }, 'einheit')
    const hours = Number(v.hours)
    if (!Number.isInteger(hours) || hours < 1 || hours > 5000)
      complaints.add(line, 'number', { value: v.hours }, 'stunden')
    const same = Number(v.same || 30)
    if (!Number.isInteger(same) || same < 0 || same > 500)
      complaints.add(line, 'number', { value: v.same }, 'gleich_im_umkreis')
    const dispatch = dispatchWords[v.dispatch.toLowerCase()]
    if (!dispatch)
      complaints.add(line, 'value', { value: v.dispatch, allowed: 'zuweisen, vorschlagen, nein' }, 'einsatz')
    const priority = priorityWords[v.priority.toLowerCase()]
    if (priority === undefined)
      complaints.add(
        line,
        'value',
        { value: v.priority, allowed: 'niedrig, normal, hoch, dringend' },
        'prioritaet',
      )
    const group = slug(v.group)
    if (!groups.has(group))
      groups.set(group, {
        name: v.group,
        name_en: v.groupEn || v.group,
        icon: v.icon || null,
        position: groups.size,
      })
    return {
      code: v.code,
      group_code: group,
      name: v.name,
      name_en: v.nameEn || v.name,
      description: v.description,
      description_en: v.descriptionEn || v.description,
      keywords: list(v.keywords),
      keywords_en: list(v.keywordsEn),
      icon: v.icon || null,
      unit_id: unit?.id ?? '',
      skill: v.skill || null,
      target_hours: hours,
      // A file that does not say it leaves it as it is.
      ...(v.same && { same_metres: same }),
      dispatch: dispatch ?? 'none',
      public: !['nein', 'no', 'false', '0'].includes(v.public.toLowerCase()),
      priority: priority ?? 1,
      questions: JSON.stringify(json(line, v.questions, fieldsSchema, 'fragen') ?? []),
      dangers: JSON.stringify(json(line, v.dangers, dangersSchema, 'gefahren') ?? []),
      position,
    }
  })
  if (complaints.any) return { added: 0, changed: 0, unchanged: 0, errors: complaints.list }
  const stored = await ctx.db
    .selectFrom('reports.category')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const known = new Map(stored.map((r) => [r.code, r]))
  const same = (row: (typeof rows)[number]): boolean => {
    const now = known.get(row.code)!
    const stable = (value: unknown) => JSON.stringify(value)
    return Object.entries(row).every(([key, value]) =>
      key === 'questions' || key === 'dangers'
        ? stable(canonical(JSON.parse(String(value)))) === stable(canonical(now[key]))
        : stable(now[key as keyof typeof now]) === stable(value),
    )
  }
  const added = rows.filter((r) => !known.has(r.code))
  const changed = rows.filter((r) => known.has(r.code) && !same(r))
  const result = {
    added: added.length,
    changed: changed.length,
    unchanged: rows.length - added.length - changed.length,
    errors: [],
  }
  if (dryRun || added.length + changed.length === 0) return result
  await changeReference(ctx)
  await ctx.db
    .insertInto('reports.category_group')
    .values([...groups].map(([code, g]) => ({ tenant_id: ctx.tenant.id, code, ...g })))
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'code'])
        .doUpdateSet((eb) => ({ name: eb.ref('excluded.name'), name_en: eb.ref('excluded.name_en') })),
    )
    .execute()
  for (const row of [...added, ...changed]) {
    const { code, ...values } = row
    await ctx.db
      .insertInto('reports.category')
      .values({ tenant_id: ctx.tenant.id, ...row })
      .onConflict((oc) => oc.columns(['tenant_id', 'code']).doUpdateSet({ ...values, active: true }))
      .execute()
  }
  return result
}
