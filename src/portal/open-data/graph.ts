/** A description as RDF, small enough to be written in every form: things with properties. */

export type Value =
  | { iri: string }
  | { text: string; lang?: 'de' | 'en' }
  | { text: string; type: string }
  /** A thing without a name of its own. */
  | { inner: Thing }

export interface Thing {
  iri?: string
  types: readonly string[]
  properties: readonly (readonly [property: string, ...values: Value[]])[]
}

export const prefixes: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dcatde: 'http://dcat-ap.de/def/dcatde/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  locn: 'http://www.w3.org/ns/locn#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** JSON-LD 1.1, with the prefixes as its context. */
export function toJsonLd(things: readonly Thing[]): string {
  return JSON.stringify({ '@context': prefixes, '@graph': things.map(jsonThing) }, null, 2)
}

const jsonThing = (thing: Thing): Record<string, unknown> => ({
  ...(thing.iri && { '@id': thing.iri }),
  '@type': thing.types.length === 1 ? thing.types[0] : thing.types,
  ...Object.fromEntries(
    thing.properties.map(([property, ...values]) => {
      const all = values.map(jsonValue)
      return [property, all.length === 1 ? all[0] : all]
    }),
  ),
})

function jsonValue(value: Value): unknown {
  if ('iri' in value) return { '@id': value.iri }
  if ('inner' in value) return jsonThing(value.inner)
  if ('type' in value) return { '@value': value.text, '@type': value.type.replace(/^<|>$/g, '') }
  return value.lang ? { '@value': value.text, '@language': value.lang } : value.text
}

/** Turtle. */
export function toTurtle(things: readonly Thing[]): string {
  const head = Object.entries(prefixes).map(([name, iri]) => `@prefix ${name}: <${iri}> .`)
  return `${[...head, '', ...things.map((t) => `${turtleIri(t.iri ?? '')}${turtleBody(t, '  ')} .\n`)].join('\n')}`
}

function turtleBody(thing: Thing, indent: string): string {
  const lines = [
    `a ${thing.types.join(', ')}`,
    ...thing.properties.map(
      ([property, ...values]) => `${property} ${values.map((v) => turtleValue(v, indent)).join(', ')}`,
    ),
  ]
  return `\n${indent}${lines.join(` ;\n${indent}`)}`
}

function turtleValue(value: Value, indent: string): string {
  if ('iri' in value) return turtleIri(value.iri)
  if ('inner' in value) return `[${turtleBody(value.inner, `${indent}  `)}\n${indent}]`
  const text = `"${value.text.replace(/[\\"\n\r\t]/g, (sign) => escapes[sign]!)}"`
  if ('type' in value) return `${text}^^${value.type}`
  return value.lang ? `${text}@${value.lang}` : text
}

const escapes: Record<string, string> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** What an IRI may not hold (RFC 3987) is written as its code. */
const turtleIri = (iri: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these may not stand in an IRI
  `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => encodeURIComponent(sign))}>`
