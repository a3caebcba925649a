import type { Req } from '#http/env.ts'
import { trackingToken } from '#modules/cases/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inOneTrip, inTx, type Who } from '#platform/context/transaction.ts'
import { formatter } from '#platform/format.ts'
import { fingerprint, once } from '#platform/idempotency.ts'
import { paths } from '../../paths.ts'
import { Faulty, faultsOf } from '../faults.ts'
import { idempotencyKey } from '../idempotency-key.ts'
import { keyOf, machineFor } from '../machine.ts'
import { addMedia } from '../media.ts'
import { type RawReport, reportInput } from '../report-input.ts'
import { type Receipt, send } from '../sending.ts'
import { answer } from './answer.ts'
import { readBody, type Sent } from './body.ts'
import { langOf } from './language.ts'

/** `POST requests`: one transaction, in which the key is looked up too, and photos after it. */
export async function postRequest(c: Req): Promise<Response> {
  const sent = await readBody(c)
  const params = byName(sent.params)
  const key = keyOf(c, params.get('api_key')?.[0])
  const who: Who = {
    tenant: c.get('tenant'),
    actor: anonymous,
    lang: langOf(c),
    identify: (ctx) => machineFor(ctx, key, 'send'),
  }
  const platform = c.get('platform')
  const accepted = await inOneTrip(platform, who, async (ctx) => {
    const parsed = reportInput.safeParse(toInput(params))
    if (!parsed.success) throw new Faulty(faultsOf(parsed.error, ctx.t))
    const repeated = idempotencyKey(c)
    const receipt =
      repeated === null
        ? await send(ctx, parsed.data, 'open311')
        : (
            await once(
              ctx,
              { scope: `open311 ${actorOf(ctx)}`, key: repeated, fingerprint: printOf(sent) },
              () => send(ctx, parsed.data, 'open311'),
            )
          ).answer
    return { receipt, urls: parsed.data.mediaUrls, notice: await noticeFor(ctx, receipt) }
  })
  const refused = await addMedia(c, who, accepted.receipt, sent.uploads, accepted.urls)
  const notice =
    refused === 0
      ? accepted.notice
      : `${accepted.notice} ${await inTx(platform, who, async (ctx) => ctx.t('api.notice.refused', { count: refused }))}`
  const request = {
    service_request_id: accepted.receipt.number,
    service_notice: notice,
    account_id: params.get('account_id')?.[0] ?? null,
  }
  return answer(c, 'service_requests', [request], 201)
}

export const actorOf = (ctx: Ctx): string => (ctx.actor.kind === 'machine' ? ctx.actor.id : '')

const printOf = ({ params, uploads }: Sent): Buffer =>
  fingerprint([
    ...params.filter(([name]) => name !== 'api_key'),
    ...uploads.map((u) => [`file ${u.name}`, u.bytes] as const),
  ])

/** Values by name; an empty one counts as not given. */
export function byName(params: Sent['params']): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const [name, value] of params) {
    if (value.trim() === '') continue
    const known = map.get(name)
    if (known) known.push(value)
    else map.set(name, [value])
  }
  return map
}

/** Open311's flat parameters in the shape that both interfaces share. */
export function toInput(params: ReadonlyMap<string, readonly string[]>): RawReport {
  const first = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = params.get(name)?.[0]
      if (value !== undefined) return value
    }
    return undefined
  }
  const [lat, long] = [first('lat'), first('long', 'lng', 'lon')]
  const name = [first('first_name'), first('last_name')].filter(Boolean).join(' ')
  const [email, phone] = [first('email'), first('phone')]
  const answers: Record<string, string | string[]> = {}
  const mediaUrls: string[] = []
  for (const [param, values] of params) {
    if (param === 'media_url' || param === 'media_url[]') mediaUrls.push(...values.map((v) => v.trim()))
    const code = param.startsWith('attribute[')
      ? /^attribute\[([^\]]{1,100})\](?:\[\d*\])?$/.exec(param)?.[1]
      : undefined
    if (code)
      answers[code] =
        values.length === 1 ? values[0]! : [...([] as string[]).concat(answers[code] ?? []), ...values]
  }
  return {
    category: first('service_code') as string,
    text: first('description'),
    place: lat === undefined && long === undefined ? undefined : { lat: decimal(lat), long: decimal(long) },
    address: first('address_string', 'address'),
    addressId: first('address_id'),
    answers,
    contact: name || email || phone ? { name, email, phone } : undefined,
    device: first('device_id'),
    mediaUrls,
  }
}

const decimal = (text: string | undefined): number =>
  text !== undefined && /^\s*[+-]?\d{1,3}([.,]\d+)?\s*$/.test(text)
    ? Number(text.replace(',', '.'))
    : Number.NaN

/** What happens next and by when, and the link under which the sender can follow it. */
async function noticeFor(ctx: Ctx, receipt: Receipt): Promise<string> {
  const token = await trackingToken(ctx, receipt.id, receipt.reporter)
  const link = `${ctx.tenant.publicUrl}${paths.tracking(token)}`
  if (receipt.authority) {
    const other = (await authorities(ctx)).find((a) => a.id === receipt.authority)
    const word = (ctx.lang === 'en' ? other?.wordEn : other?.word) ?? ''
    return ctx.t('api.notice.authority', {
      authority: (ctx.lang === 'en' ? other?.nameEn : other?.name) ?? '',
      word,
      link,
    })
  }
  const unit = receipt.unit ? (await organisation(ctx)).units.get(receipt.unit) : undefined
  const name = unit ? unitName(unit, ctx.lang) : ctx.tenant.name
  if (!receipt.due) return ctx.t('api.notice.open', { unit: name, link })
  const date = formatter(ctx.lang, ctx.tenant.timeZone).formatDate(new Date(receipt.due))
  return ctx.t('api.notice.unit', { unit: name, date, link })
}
