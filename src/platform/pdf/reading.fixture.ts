import { inflateSync } from 'node:zlib'

/** The text of a PDF of ours, page after page, as a reader would copy it: glyphs by way of each font's ToUnicode table. */
export function textOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of objects.values())
    for (const [, name, ref] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(ref!)?.head ?? '')
      if (map) fonts.set(name!, glyphsOf(objects.get(map[1]!)!.body))
    }
  return [...objects.values()]
    .filter(({ body }) => /\bTj|TJ\b/.test(body))
    .map(({ body }) => textOfPage(body, fonts))
    .join('\n')
}

function objectsOf(pdf: Buffer): Map<string, { head: string; body: string }> {
  const raw = pdf.toString('latin1')
  const objects = new Map<string, { head: string; body: string }>()
  for (const m of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const [head = '', stream] = m[2]!.split(/stream\r?\n/)
    const bytes =
      stream === undefined ? null : Buffer.from(stream.replace(/\r?\nendstream\s*$/, ''), 'latin1')
    const packed = bytes && head.includes('/FlateDecode')
    objects.set(m[1]!, {
      head,
      body: packed ? inflateSync(bytes).toString('latin1') : (bytes?.toString('latin1') ?? ''),
    })
  }
  return objects
}

/** What each glyph stands for: pdfkit numbers them from 0 in ranges. */
function glyphsOf(cmap: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, from, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi))
    for (const [i, m] of [...list!.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      glyphs.set(
        (Number.parseInt(from!, 16) + i).toString(16).padStart(4, '0'),
        Buffer.from(m[1]!.replace(/ /g, ''), 'hex').swap16().toString('utf16le'),
      )
  return glyphs
}

function textOfPage(content: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>()
  let text = ''
  for (const m of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\b(ET)\b/g)) {
    if (m[1]) font = fonts.get(m[1]) ?? font
    else if (m[3]) text += '\n'
    else
      for (const [, hex] of m[2]!.matchAll(/<([0-9a-f]+)>/gi))
        for (const glyph of hex!.match(/.{4}/g) ?? []) text += font.get(glyph.toLowerCase()) ?? '\ufffd'
  }
  return text
}
