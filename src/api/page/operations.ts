import type { OpenApi } from '../v1/routes.ts'

/** What the page shows of one call, taken out of the OpenAPI document. */
export interface Operation {
  method: string
  path: string
  summary: string
  description: string | null
  keyed: boolean
  inputs: { name: string; where: string; type: string; required: boolean; description: string }[]
  answers: { status: string; description: string; schema: string | null }[]
}

export interface OperationGroup {
  name: string
  description: string
  operations: Operation[]
}

// The document is our own, made from our schemas; these are the parts of it that are shown.
interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  description?: string
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  format?: string
}
type Media = Record<string, { schema?: Schema }>
interface Described {
  tags?: string[]
  summary?: string
  description?: string
  security?: unknown[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[]
  requestBody?: { content?: Media }
  responses?: Record<string, { description?: string; content?: Media }>
}

export function operationGroups(document: OpenApi): OperationGroup[] {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>
  const all = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Described>).map(([method, o]) => ({
      tag: o.tags?.[0] ?? '',
      operation: operation(method, path, o, schemas),
    })),
  )
  return (document.tags ?? []).map((tag) => ({
    name: tag.name,
    description: tag.description ?? '',
    operations: all.filter((o) => o.tag === tag.name).map((o) => o.operation),
  }))
}

function operation(method: string, path: string, o: Described, schemas: Record<string, Schema>): Operation {
  const body = resolved(Object.values(o.requestBody?.content ?? {})[0]?.schema, schemas)
  return {
    method: method.toUpperCase(),
    path,
    summary: o.summary ?? '',
    description: o.description ?? null,
    keyed: (o.security ?? []).length > 0,
    inputs: [
      ...(o.parameters ?? []).map((p) => ({
        name: p.name,
        where: p.in,
        type: typeOf(p.schema),
        required: p.required ?? false,
        description: p.description ?? p.schema?.description ?? '',
      })),
      ...Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
        name,
        where: 'body',
        type: typeOf(schema),
        required: body?.required?.includes(name) ?? false,
        description: schema.description ?? '',
      })),
    ],
    answers: Object.entries(o.responses ?? {}).map(([status, r]) => ({
      status,
      description: r.description ?? '',
      schema: nameOf(Object.values(r.content ?? {})[0]?.schema),
    })),
  }
}

const resolved = (schema: Schema | undefined, schemas: Record<string, Schema>): Schema | undefined =>
  schema?.$ref ? schemas[schema.$ref.split('/').at(-1)!] : schema

const nameOf = (schema: Schema | undefined): string | null =>
  schema?.$ref?.split('/').at(-1) ?? (schema?.items?.$ref ? `${nameOf(schema.items)}[]` : null)

function typeOf(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.$ref) return nameOf(schema) ?? ''
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ')
  if (schema.items) return `${typeOf(schema.items)}[]`
  return [schema.type].flat().join(' | ') + (schema.format ? ` (${schema.format})` : '')
}
