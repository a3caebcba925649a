import { expect, it } from 'vitest'
import { isPlainSvg } from './svg.ts'

const xmlns = 'xmlns="http://www.w3.org/2000/svg"'

it('takes a drawing', () => {
  const logo = `<svg ${xmlns} viewBox="0 0 24 24" role="img"><title>Wappen</title>
    <defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
    <g fill="none" stroke="#123456"><path d="M0 0L10 10"/><circle cx="5" cy="5" r="2" fill="url(#g)" /></g></svg>`
  expect(isPlainSvg(logo)).toBe(true)
})

it.each([
  '<script>alert(1)</script>',
  '<path onload="alert(1)" d=""/>',
  '<path d="" style="fill:red"/>',
  '<style>*{}</style>',
  '<a href="https://example.org"><path d=""/></a>',
  '<image href="https://example.org/x.png"/>',
  '<use href="#x"/>',
  '<foreignObject><p>x</p></foreignObject>',
  '<rect fill="url(https://example.org/#x)"/>',
  '<rect fill="URL( //example.org)"/>',
  '<path d="M0 0"',
  "<path d='M0 0'/>",
  '<g><path d=""/>',
  '</g><g>',
  '<!-- x -->',
  '<![CDATA[<script>]]>',
  '&xxe;',
  '<svg onload="alert(1)"/>',
  '<sCript/>',
])('refuses %s', (inside) => expect(isPlainSvg(`<svg ${xmlns}>${inside}</svg>`)).toBe(false))

it('refuses what stands before or after the drawing', () => {
  expect(isPlainSvg(`<?xml version="1.0"?><svg ${xmlns}></svg>`)).toBe(false)
  expect(isPlainSvg(`<svg ${xmlns}></svg><script></script>`)).toBe(false)
  expect(isPlainSvg(`<svg ${xmlns}></svg><svg ${xmlns}></svg>`)).toBe(false)
})
