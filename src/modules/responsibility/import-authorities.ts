import type { Ctx } from '#platform/context/context.ts'
import { idFrom } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv, writeImport } from '#platform/import.ts'

const types = {
  code: 'text',
  name: 'text',
  name_en: 'text',
  url: 'text',
  email: 'text',
  phone: 'text',
  word: 'text',
  word_en: 'text',
}

/** Other authorities from CSV: code;name;name_en;url;email;telefon;hinweis;hinweis_en. Known by their code. */
export async function importAuthorities(
  ctx: Ctx,
  text: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const complaints = new Complaints(ctx.t)
  const rows = readCsv(
    text,
    {
      code: { names: ['code', 'kuerzel', 'kürzel'], required: true },
      name: { names: ['name', 'bezeichnung'], required: true },
      nameEn: { names: ['name_en'] },
      url: { names: ['url', 'internet'] },
      email: { names: ['email', 'e-mail'] },
      phone: { names: ['telefon', 'phone'] },
      word: { names: ['hinweis', 'word'], required: true },
      wordEn: { names: ['hinweis_en', 'word_en'] },
    },
    complaints,
  )
  const stored = await ctx.db
    .selectFrom('responsibility.authority')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const ids = new Map(stored.map((row) => [row.code, row.id]))
  const lines = new Map<string, number>()
  const incoming = rows.map(({ line, values: v }) => {
    const before = lines.get(v.code)
    if (before) complaints.add(line, 'twice', { line: before }, 'code')
    lines.set(v.code, line)
    if (v.code && !/^[a-z0-9][a-z0-9_-]{0,49}$/i.test(v.code))
      complaints.add(line, 'unknown', { value: v.code }, 'code')
    if (v.url && !/^https?:\/\/[^\s"<>]+$/.test(v.url)) complaints.add(line, 'url', { value: v.url }, 'url')
    if (v.email && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(v.email)) {
      complaints.add(line, 'email', { value: v.email }, 'email')
    }
    return {
      id: ids.get(v.code) ?? idFrom(ctx.tenant.id, 'responsibility.authority', v.code),
      code: v.code,
      name: v.name,
      name_en: v.nameEn || v.name,
      url: v.url || null,
      email: v.email || null,
      phone: v.phone || null,
      word: v.word,
      word_en: v.wordEn || v.word,
    }
  })
  const existing = new Map(stored.map((row) => [row.id, row]))
  return writeImport(ctx, 'responsibility.authority', types, incoming, existing, complaints, options)
}
