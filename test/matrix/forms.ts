/** A form as a browser would send it: where to, and each field with what may be chosen. */
export interface FoundForm {
  action: string
  method: 'GET' | 'POST'
  fields: { name: string; values: string[] }[]
}

const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag)
  return found ? decode(found[1] ?? '') : null
}
const decode = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The forms of a page. Our own pages write attributes in double quotes, always. */
export function formsOf(html: string, page: string): FoundForm[] {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([whole, inside = '']) => {
    const head = /^<form\b[^>]*>/.exec(whole)![0]
    const fields = new Map<string, string[]>()
    const add = (name: string | null, value: string | null) => {
      if (name) fields.set(name, [...(fields.get(name) ?? []), value ?? ''])
    }
    for (const [tag] of inside.matchAll(/<input\b[^>]*>/g))
      add(attribute(tag, 'name'), attribute(tag, 'value'))
    for (const [tag] of inside.matchAll(/<textarea\b[^>]*>/g)) add(attribute(tag, 'name'), '')
    for (const [tag] of inside.matchAll(/<button\b[^>]*>/g))
      add(attribute(tag, 'name'), attribute(tag, 'value'))
    for (const [, open = '', options = ''] of inside.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g))
      for (const [tag] of options.matchAll(/<option\b[^>]*>/g))
        add(attribute(open, 'name'), attribute(tag, 'value'))
    return {
      action: attribute(head, 'action') || page,
      method: attribute(head, 'method')?.toUpperCase() === 'GET' ? 'GET' : 'POST',
      fields: [...fields].map(([name, values]) => ({ name, values })),
    }
  })
}
