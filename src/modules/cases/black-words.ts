import { sha256 } from '#platform/blobs/seal.ts'

/** What stands where words were blacked out: always as long, because the length of a name tells of the name. */
export const BLACK = '███'

export interface Part {
  text: string
  start: number
  end: number
  /** Blacked out already. */
  black: boolean
}

export interface Range {
  start: number
  end: number
}

/** Up to here a text is offered word by word, above sentence by sentence. */
const MOST_WORDS = 300

/** The pieces of a text that can be blacked out one by one, in its order. */
export function partsOf(text: string): Part[] {
  const words = [...text.matchAll(/\S+/g)].map(toPart)
  return words.length <= MOST_WORDS ? words : [...text.matchAll(/\S[^.!?\n]*[.!?]*/g)].map(toPart)
}

const toPart = (match: RegExpExecArray): Part => {
  const text = match[0].trimEnd()
  return { text, start: match.index, end: match.index + text.length, black: text.includes(BLACK) }
}

/** The text without these pieces; neighbours become one. All that can be done to a text this way is to take from it. */
export function blackOutWords(text: string, ranges: readonly Range[]): string {
  const sorted = [...ranges].sort((a, b) => a.start - b.start)
  const merged: Range[] = []
  for (const { start, end } of sorted) {
    const last = merged.at(-1)
    if (last && (start <= last.end || /^\s*$/.test(text.slice(last.end, start))))
      last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  let out = ''
  let at = 0
  for (const { start, end } of merged) {
    out += text.slice(at, start) + BLACK
    at = end
  }
  return out + text.slice(at)
}

/** Short for a text, so that nobody blacks out words of another one than they have seen. */
export const stampOf = (text: string): string => sha256(Buffer.from(text)).toString('hex').slice(0, 16)
