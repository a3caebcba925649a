// Only what draws. No script, style, foreignObject, image, a, animate or use, and no attribute that
// acts (on…), styles (style) or fetches (href): a logo is put into our pages as it is.
const elements = new Set(
  'svg g path rect circle ellipse line polyline polygon title desc defs linearGradient radialGradient stop clipPath'.split(
    ' ',
  ),
)
const attributes = new Set(
  `xmlns version viewBox width height x y x1 x2 y1 y2 cx cy r rx ry fx fy d points fill fill-rule fill-opacity
   stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-opacity opacity
   transform id offset stop-color stop-opacity gradientUnits gradientTransform clip-path clip-rule
   preserveAspectRatio role aria-hidden aria-label focusable`.split(/\s+/),
)
const tag = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z][\w-]*="[^"<>&]*")*)\s*(\/?)>/g
const attribute = /([A-Za-z][\w-]*)="([^"]*)"/g

/** Is this a picture and nothing but a picture? Strict on purpose: what it does not know, it refuses. */
export function isPlainSvg(text: string): boolean {
  if (text.length > 60_000 || !/^<svg[\s>]/.test(text) || !text.endsWith('</svg>')) return false
  const open: string[] = []
  let ends = 0
  for (const match of text.matchAll(tag)) {
    const [whole, closing, name = '', list = '', empty] = match
    if (ends > 0 || !elements.has(name)) return false
    for (const [, key = '', value = ''] of list.matchAll(attribute)) {
      if (!attributes.has(key) || !harmless(key, value)) return false
    }
    if (closing) {
      if (open.pop() !== name) return false
      if (open.length === 0) ends = match.index + whole.length
    } else if (!empty) open.push(name)
  }
  // Everything that is left when the known tags are gone must be text.
  return ends === text.length && !/[<>&]/.test(text.replace(tag, ''))
}

function harmless(key: string, value: string): boolean {
  if (key === 'xmlns') return value === 'http://www.w3.org/2000/svg'
  if (/url\s*\(/i.test(value)) return /^url\(#[\w-]+\)$/.test(value)
  return !/[\\@]|:\/\/|javascript/i.test(value)
}
