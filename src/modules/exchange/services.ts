import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { type Answered, askFor, type Target } from './asking.ts'
import { type Row, textOf } from './reading.ts'

/** What they ask beside the description. */
export interface Attribute {
  code: string
  label: string
  datatype: string
  required: boolean
  /** Filled by the server or never shown: nobody is asked. */
  automated: boolean
  values: readonly { key: string; name: string }[]
}

export interface Service {
  code: string
  name: string
  description: string | null
  group: string | null
  /** Null where they ask nothing further. */
  attributes: readonly Attribute[] | null
}

export interface Offer {
  services: Service[]
  /** Whom to turn to about the interface, as they say it. */
  contact: string | null
}

const MOST_SERVICES = 1000
const MOST_DEFINITIONS = 300

/** Their list of services with what each asks, and their contact. Outside of any transaction. */
export async function pullOffer(
  platform: Platform,
  target: Target,
  seams: Partial<Seams> = {},
): Promise<Offer | (Answered & { kind: 'trouble' | 'refused' })> {
  const listed = await askFor(platform, target, 'services', 'service', {}, seams)
  if (listed.kind !== 'rows') return listed
  const services: Service[] = []
  const seen = new Set<string>()
  let asked = 0
  for (const row of listed.rows.slice(0, MOST_SERVICES)) {
    const code = textOf(row.service_code, 200)
    if (code === null || seen.has(code)) continue
    seen.add(code)
    const asks = textOf(row.metadata)?.toLowerCase() === 'true' || row.metadata === true
    let attributes: Attribute[] | null = null
    if (asks && asked < MOST_DEFINITIONS) {
      asked += 1
      const defined = await askFor(
        platform,
        target,
        `services/${encodeURIComponent(code)}`,
        'service_definition',
        {},
        seams,
      )
      if (defined.kind === 'trouble') return defined
      if (defined.kind === 'rows') attributes = attributesIn(defined.rows[0])
    }
    services.push({
      code,
      name: textOf(row.service_name, 300) ?? code,
      description: textOf(row.description, 1000),
      group: textOf(row.group, 200),
      attributes,
    })
  }
  if (services.length === 0) return { kind: 'trouble', why: 'no_services', status: 200, unclear: false }
  return { services, contact: await contactOf(platform, target, seams) }
}

/** Discovery lies beside the endpoint, and not everybody has it: without it there is no contact, and no harm. */
async function contactOf(platform: Platform, target: Target, seams: Partial<Seams>): Promise<string | null> {
  const found = await askFor(platform, target, 'discovery', 'discovery', {}, seams)
  return found.kind === 'rows' ? textOf(found.rows[0]?.contact, 500) : null
}

const listIn = (value: unknown, item: string): Row[] => {
  const inside =
    typeof value === 'object' && value !== null && !Array.isArray(value) && item in value
      ? (value as Row)[item]
      : value
  return [inside].flat().filter((one): one is Row => typeof one === 'object' && one !== null)
}

const yes = (value: unknown): boolean => value === true || textOf(value)?.toLowerCase() === 'true'

function attributesIn(definition: Row | undefined): Attribute[] {
  return listIn(definition?.attributes, 'attribute')
    .slice(0, 200)
    .flatMap((row) => {
      const code = textOf(row.code, 200)
      if (code === null || (row.variable !== undefined && !yes(row.variable))) return []
      return {
        code,
        label: textOf(row.description, 500) ?? code,
        datatype: textOf(row.datatype, 40)?.toLowerCase() ?? 'string',
        required: yes(row.required),
        automated: textOf(row.automated) !== null,
        values: listIn(row.values, 'value')
          .slice(0, 500)
          .flatMap((v) => {
            const key = textOf(v.key, 200)
            return key === null ? [] : { key, name: textOf(v.name, 300) ?? key }
          }),
      }
    })
}

/** Their services as they were pulled last, in their order. */
export async function servicesOf(ctx: Ctx, endpoint: Uuid): Promise<Service[]> {
  const rows = await ctx.db
    .selectFrom('exchange.service')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint)
    .orderBy('position')
    .execute()
  return rows.map((r) => ({
    code: r.code,
    name: r.name,
    description: r.description,
    group: r.group_name,
    attributes: r.definition as unknown as Attribute[] | null,
  }))
}
