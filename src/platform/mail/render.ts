/** A letter in the two forms that mails carry: plain text, and simple HTML without anything remote. */
export interface Letter {
  town: string
  greeting: string
  paragraphs: readonly string[]
  /** Below the paragraphs, each a link of its own. */
  items?: readonly { label: string; url: string }[]
  /** The one thing to click. */
  link?: { label: string; url: string }
  /** The other answer, where the letter asks something that is answered in one click. */
  second?: { label: string; url: string }
  closing: string
  footer: readonly string[]
  stop?: { label: string; url: string }
  lang: string
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c]!)

export function letterText(letter: Letter): string {
  return [
    letter.greeting,
    ...letter.paragraphs,
    ...(letter.items ?? []).map(({ label, url }) => `- ${label}\n  ${url}`),
    ...(letter.link ? [`${letter.link.label}:\n${letter.link.url}`] : []),
    ...(letter.second ? [`${letter.second.label}:\n${letter.second.url}`] : []),
    letter.closing,
    `-- \n${letter.footer.join('\n')}`,
    ...(letter.stop ? [`${letter.stop.label}:\n${letter.stop.url}`] : []),
  ].join('\n\n')
}

export function letterHtml(letter: Letter): string {
  const p = (text: string) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`
  const button = ({ label, url }: { label: string; url: string }) =>
    `<p><a href="${escaped(url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#171a2b;color:#fff;text-decoration:none;font-weight:600">${escaped(label)}</a></p>`
  const link = [letter.link, letter.second].map((one) => (one ? button(one) : '')).join('')
  const list = letter.items?.length
    ? `<ul style="padding-left:20px">${letter.items.map(({ label, url }) => `<li style="margin-bottom:8px"><a href="${escaped(url)}" style="color:#171a2b">${escaped(label)}</a></li>`).join('')}</ul>`
    : ''
  const stop = letter.stop
    ? `<p><a href="${escaped(letter.stop.url)}" style="color:#555">${escaped(letter.stop.label)}</a></p>`
    : ''
  return `<!doctype html><html lang="${letter.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(letter.town)}</title></head><body style="margin:0;background:#f3f4f8;font-family:'Fira Sans',Arial,sans-serif;color:#171a2b;font-size:16px;line-height:1.5"><div style="max-width:600px;margin:0 auto;padding:24px"><p style="font-weight:700;font-size:18px">${escaped(letter.town)}</p><div style="background:#fff;border-radius:8px;padding:24px">${p(letter.greeting)}${letter.paragraphs.map(p).join('')}${list}${link}${p(letter.closing)}</div><div style="font-size:13px;color:#555;padding-top:12px">${letter.footer.map(p).join('')}${stop}</div></div></body></html>`
}
