import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { System } from './layer.ts'
import { systemIn } from './projection.ts'

/** A feature as a map server sent it: its middle as two figures whose order is not yet known. */
export interface RawFeature {
  id: string | null
  properties: Record<string, unknown>
  at: [number, number] | null
  srs: System | null
}

export interface Page {
  features: RawFeature[]
  /** How many there are in all, when the server says it. */
  matched: number | null
}

export type Unreadable = { why: 'html' | 'broken' | 'refused' | 'not_wfs'; detail?: string }

/** What a server answered, as features; GeoJSON or GML 3.2, whatever it calls it. */
export function readAnswer(text: string): Page | Unreadable {
  const bare = text.replace(/^\ufeff/, '').trimStart()
  if (/^<!doctype html|^<html/i.test(bare)) return { why: 'html' }
  if (bare.startsWith('{')) return readJson(bare)
  if (bare.startsWith('<')) return readXml(bare)
  return { why: 'not_wfs' }
}

interface JsonAnswer {
  type?: unknown
  features?: unknown
  numberMatched?: unknown
  totalFeatures?: unknown
  crs?: { properties?: { name?: unknown } }
}

function readJson(text: string): Page | Unreadable {
  let answer: JsonAnswer
  try {
    answer = JSON.parse(text)
  } catch {
    return { why: 'broken' }
  }
  if (answer?.type !== 'FeatureCollection' || !Array.isArray(answer.features)) return { why: 'not_wfs' }
  const named = answer.crs?.properties?.name
  const srs = typeof named === 'string' ? systemIn(named) : null
  const features = answer.features.map((raw): RawFeature => {
    const feature = (raw ?? {}) as {
      id?: unknown
      properties?: unknown
      geometry?: { coordinates?: unknown }
    }
    const figures: number[] = []
    collect(feature.geometry?.coordinates, figures)
    return {
      id: typeof feature.id === 'string' || typeof feature.id === 'number' ? String(feature.id) : null,
      properties: (typeof feature.properties === 'object' && feature.properties) || {},
      at: middle(figures, 2),
      srs,
    } as RawFeature
  })
  return { features, matched: countIn(answer.numberMatched ?? answer.totalFeatures) }
}

/** Pairs of figures out of nested positions; heights are dropped. */
function collect(value: unknown, into: number[], depth = 0): void {
  if (!Array.isArray(value) || depth > 6) return
  if (typeof value[0] === 'number' && typeof value[1] === 'number') into.push(value[0], value[1])
  else for (const inner of value) collect(inner, into, depth + 1)
}

/** The middle of what the positions take up. */
function middle(figures: readonly number[], dimension: number): [number, number] | null {
  let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i + 1 < figures.length; i += dimension) {
    const [x, y] = [figures[i]!, figures[i + 1]!]
    a = Math.min(a, x)
    b = Math.min(b, y)
    c = Math.max(c, x)
    d = Math.max(d, y)
  }
  return Number.isFinite(a + b + c + d) ? [(a + c) / 2, (b + d) / 2] : null
}

const countIn = (value: unknown): number | null =>
  /^\d{1,9}$/.test(String(value ?? '')) ? Number(value) : null

type Element = Record<string, unknown>
const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null

function readXml(text: string): Page | Unreadable {
  // Nothing that WFS answers has one; entities of its own are how XML is made to explode.
  if (/<!DOCTYPE/i.test(text)) return { why: 'not_wfs' }
  if (XMLValidator.validate(text) !== true) return { why: 'broken' }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
  })
  let document: Element
  try {
    document = parser.parse(text) as Element
  } catch {
    return { why: 'broken' }
  }
  const [name, root] = Object.entries(document).find(([key]) => !key.startsWith('?')) ?? []
  if (name === 'html') return { why: 'html' }
  if (name === 'ExceptionReport') return { why: 'refused', detail: exceptionText(root) }
  if (name !== 'FeatureCollection' || !isElement(root)) return { why: 'not_wfs' }
  const members = ['member', 'featureMember', 'featureMembers'].flatMap((key) => many(root[key]))
  const features = members.flatMap((member) =>
    isElement(member)
      ? Object.entries(member)
          .filter(([key]) => !key.startsWith('@'))
          .flatMap(([, value]) => many(value))
          .filter(isElement)
          .map(featureOf)
      : [],
  )
  return { features, matched: countIn(root['@numberMatched']) }
}

const many = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat())

function exceptionText(root: unknown): string {
  const exception = isElement(root) ? many(root.Exception)[0] : null
  const text = isElement(exception) ? many(exception.ExceptionText)[0] : exception
  return String(isElement(text) ? (text['#text'] ?? '') : (text ?? '')).slice(0, 200)
}

function featureOf(element: Element): RawFeature {
  const properties: Record<string, unknown> = {}
  let [at, srs]: [RawFeature['at'], System | null] = [null, null]
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith('@') || name === 'boundedBy') continue
    const one = many(value)[0]
    if (!isElement(one)) properties[name] = one
    else if (one['#text'] !== undefined) properties[name] = one['#text']
    else {
      const geometry: Geometry = { figures: [], dimension: 2, srs: null }
      positions(one, geometry)
      at ??= middle(geometry.figures, geometry.dimension)
      srs ??= geometry.srs
    }
  }
  const id = element['@id']
  return { id: typeof id === 'string' ? id : null, properties, at, srs }
}

interface Geometry {
  figures: number[]
  dimension: number
  srs: System | null
}

/** All `pos`, `posList` and `coordinates` below an element. */
function positions(element: Element, into: Geometry, depth = 0): void {
  if (depth > 8) return
  const [srs, dimension] = [element['@srsName'], element['@srsDimension']]
  if (typeof srs === 'string') into.srs ??= systemIn(srs)
  if (dimension === '3') into.dimension = 3
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith('@')) continue
    for (const one of many(value)) {
      const text = isElement(one) ? one['#text'] : one
      if (name === 'pos' || name === 'posList' || name === 'coordinates') {
        if (isElement(one) && one['@srsDimension'] === '3') into.dimension = 3
        const figures = String(text ?? '')
          .trim()
          .split(/[\s,]+/)
          .map(Number)
        if (name === 'pos' && figures.length === 3) into.dimension = 3
        // One by one: an outline of hundreds of thousands of points is no list of arguments.
        for (const figure of figures) into.figures.push(figure)
      } else if (isElement(one)) positions(one, into, depth + 1)
    }
  }
}
