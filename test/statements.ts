import type { SourceFile } from './source.ts'

/** A statement, or what builds one, with the tables it names. */
export interface Statement {
  path: string
  line: number
  text: string
  tables: string[]
  /** How often it names tenant_id, or says that it is for all (see below). */
  tenants: number
}

/** All template literals of a file, whole: one that stands inside another belongs to it. */
function templates(code: string): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = []
  const skip = (from: number): number => {
    let i = from + 1
    while (i < code.length && code[i] !== '`') {
      if (code[i] === '\\') i++
      else if (code.startsWith('${', i)) i = skipHole(i + 2)
      i++
    }
    return i
  }
  const skipHole = (from: number): number => {
    let [i, depth] = [from, 1]
    for (; i < code.length; i++) {
      if (code[i] === '`') i = skip(i)
      else if (code[i] === '{') depth++
      else if (code[i] === '}' && --depth === 0) return i
    }
    return i
  }
  for (let i = 0; i < code.length; i++) {
    if (code[i] !== '`') continue
    const end = skip(i)
    found.push({ at: i, text: code.slice(i, end + 1) })
    i = end
  }
  return found
}

const tenantsIn = (text: string): number => (text.match(/tenant_id/g) ?? []).length

/** SQL written out: every mention of a table, and how often the tenant is named beside them. */
export function rawStatements({ path, code }: SourceFile, tables: ReadonlySet<string>): Statement[] {
  const quoted = [...code.matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g)].map((m) => ({
    at: m.index,
    text: m[0],
  }))
  return [...templates(code), ...quoted].flatMap(({ at, text }) => {
    const named = [...text.matchAll(/\b(?:from|join|into|update|using)\s+"?(\w+)"?\."?(\w+)"?/gi)]
      .map((m) => `${m[1]}.${m[2]}`)
      .filter((table) => tables.has(table))
    const line = code.slice(0, at).split('\n').length
    // Conditions that are gathered first stand before the statement.
    const gathered = text.includes('${sql.join(')
      ? tenantsIn(code.slice(Math.max(code.lastIndexOf('\n}\n', at), 0), at))
      : 0
    return named.length > 0 ? [{ path, line, text, tables: named, tenants: tenantsIn(text) + gathered }] : []
  })
}

/** Statements by the query builder: from its first call to the one that runs it. */
export function builtStatements({ path, code }: SourceFile, tables: ReadonlySet<string>): Statement[] {
  const begins = /\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(\s*\[?'([\w.]+)/g
  return [...code.matchAll(begins)].flatMap((m) => {
    const end = code.slice(m.index).search(/\.execute(?:TakeFirst(?:OrThrow)?)?\(|\n\}/)
    const chain = code.slice(m.index, end < 0 ? undefined : m.index + end)
    const joined = [...chain.matchAll(/Join\(\s*'([\w.]+)/g)].map((j) => j[1]!)
    const named = [m[1]!, ...joined].filter((table) => tables.has(table))
    if (named.length === 0) return []
    // What is inserted may be put together before, and `ids(ctx, row)` is tenant and id.
    const before = code.slice(Math.max(code.lastIndexOf('\n}\n', m.index), 0), m.index)
    const given = /\bids\(ctx|tenant_id/.test(m[0].includes('insertInto') ? before + chain : chain) ? 1 : 0
    const line = code.slice(0, m.index).split('\n').length
    return [{ path, line, text: chain, tables: named, tenants: Math.max(tenantsIn(chain), given) }]
  })
}
