import { districts } from '#modules/geo/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import { authorities } from './authority.ts'
import type { Why } from './deciding.ts'
import { rules } from './rule.ts'

/** Puts reasons into plain words, in the reader's language: for a history that holds only ids and codes. */
export async function explainer(
  ctx: Ctx,
): Promise<(why: { code: string; params: Record<string, string> }) => string> {
  const [{ units }, others, areas, all] = await Promise.all([
    organisation(ctx),
    authorities(ctx),
    districts(ctx),
    rules(ctx),
  ])
  const english = ctx.lang === 'en'
  return ({ code, params }) => {
    const unit = units.get(params.unit ?? '')
    const authority = others.find((a) => a.id === params.authority)
    const target = unit ?? authority
    const words = {
      who: target ? (english ? target.nameEn : target.name) : ctx.t('responsibility.nobody'),
      area: areas.find((a) => a.id === params.area)?.name ?? '',
      street: params.street ?? '',
      wind: params.wind ? ctx.t(`geo.wind.${params.wind}`) : '',
      town: ctx.tenant.name,
      from: moment(ctx, params.from),
      until: moment(ctx, params.until),
    }
    const sentence = ctx.t(`responsibility.why.${textFor(code, params)}`, words)
    // Notes are written by the town, in its own language.
    const note = english ? null : all.find((r) => r.id === params.rule)?.note
    return note ? `${ctx.t('responsibility.who', words)} ${note}` : sentence
  }
}

/** One reason in words; see `explainer` for many. */
export const explain = async (ctx: Ctx, why: Why): Promise<string> => (await explainer(ctx))(why)

const codes = [
  'default',
  'category',
  'owner',
  'area',
  'season',
  'hours',
  'outside',
  'outside_unknown',
  'imported',
  'part',
]

function textFor(code: string, params: Record<string, string>): string {
  if (code === 'owner')
    return ['state', 'rail'].includes(params.owner ?? '') ? `owner_${params.owner}` : 'owner'
  return codes.includes(code) ? code : 'default'
}

/** "1. November" for "11-01", "20:00" as it is. */
function moment(ctx: Ctx, text: string | undefined): string {
  if (!text || text.includes(':')) return text ?? ''
  const [month, day] = text.split('-').map(Number)
  const shown = formatter(ctx.lang, 'UTC').formatDate(new Temporal.PlainDate(2024, month!, day!))
  return shown.replace(/^[^,\d]*,?\s*/, '').replace(/\s*2024$/, '')
}
