export interface Statement {
  text: string
  /** Line of the file on which it begins, from 1. */
  line: number
}

// What may hold a semicolon that ends nothing: strings, names, dollar-quoted bodies, comments.
const piece =
  /(?<![\w$])[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<![\w$])\$([\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*|;|\b(?:begin\s+atomic|case|end)\b/giu

/** Splits a file into its statements, without their semicolons: one statement a message (spec of distribution). */
export function splitSql(sql: string): Statement[] {
  const statements: Statement[] = []
  let from = 0
  let depth = 0 // of begin atomic … end, where semicolons belong to the body
  piece.lastIndex = 0
  for (let found = piece.exec(sql); found; found = piece.exec(sql)) {
    const word = found[0].toLowerCase()
    if (word === '/*') piece.lastIndex = endOfComment(sql, found.index)
    else if (word.startsWith('begin') || (word === 'case' && depth > 0)) depth++
    else if (word === 'end' && depth > 0) depth--
    else if (word === ';' && depth === 0) {
      add(sql.slice(from, found.index), from)
      from = found.index + 1
    }
  }
  add(sql.slice(from), from)
  return statements

  function add(text: string, at: number): void {
    const lead = leadingBlank(text)
    if (lead < text.length) {
      statements.push({ text: text.slice(lead).trimEnd(), line: sql.slice(0, at + lead).split('\n').length })
    }
  }
}

/** Comments nest (SQL standard, PostgreSQL 4.1.5). */
function endOfComment(sql: string, from: number): number {
  const mark = /\/\*|\*\//g
  mark.lastIndex = from
  let depth = 0
  for (let found = mark.exec(sql); found; found = mark.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  return sql.length
}

function leadingBlank(text: string): number {
  let at = 0
  for (;;) {
    const rest = text.slice(at)
    const blank = /^(?:\s+|--[^\n]*)/.exec(rest)
    if (blank) at += blank[0].length
    else if (rest.startsWith('/*')) at = endOfComment(text, at)
    else return at
  }
}
