import type { PageView } from '#http/view.ts'

const owners = new Set(['town', 'state', 'rail', 'outside'])
const winds = new Set(['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'])

/** "außerhalb, im Süden" for 'outside:s'; a word of the town's own map as it stands there. */
export function ownerInWords({ t }: Pick<PageView, 't'>, owner: string | null): string {
  if (owner === null) return t('rules.any')
  const [first = '', second = ''] = owner.split(':')
  const name = owners.has(first) ? t(`rules.owners.${first}`) : first
  // Which authority of the state or the railway it is stands beside it, as who is in charge.
  return first === 'outside' && winds.has(second) ? `${name}, ${t(`rules.winds.${second}`)}` : name
}

/** "1. Nov. – 31. März" of every year, "20:00 – 06:00" of every day. */
export function timeInWords({ t, lang }: PageView, from: string | null, until: string | null): string {
  const said = (moment: string): string => {
    const [month, day] = moment.split('-').map(Number)
    return day && month
      ? // 2024 has a 29th of February.
        new Temporal.PlainDate(2024, month, day).toLocaleString(lang === 'en' ? 'en-GB' : 'de-DE', {
          day: 'numeric',
          month: 'short',
        })
      : moment
  }
  return from && until ? `${said(from)} – ${said(until)}` : t('rules.always')
}
