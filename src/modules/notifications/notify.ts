import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { queueMail } from '#platform/mail/queue.ts'
import { letterHtml, letterText } from '#platform/mail/render.ts'
import { textsOf } from '#platform/tenants.ts'

export interface Notification {
  /** The same words make the same letter, however often the handler runs. */
  dedupe: string
  to: { name: string | null; email: string; lang: string }
  /** Texts `mail.<letter>.subject`, `.body` (paragraphs apart by an empty line), `.link`. */
  letter: string
  stream: Uuid | null
  params: Record<string, string | number | Date | null>
  /** Paths in this town; the town's own public address comes before them. */
  link: string | null
  /** Another answer beside it, with the text `mail.<letter>.second`. */
  second?: string | null
  stop: string | null
  /** The stop's text is `mail.<letter>.stop`: it ends more than letters about one report. */
  ownStop?: boolean
  /** A list below the paragraphs, each line a link of its own. */
  items?: readonly { text: string; path: string }[]
  /** Of something restricted: those who look after the outgoing mail do not see it. */
  restricted?: boolean
}

/** Writes a letter in the person's language and queues it. Further channels (SMS, push) will part here. */
export async function notify(ctx: Ctx, n: Notification): Promise<void> {
  const lang: Lang = n.to.lang === 'en' ? 'en' : 'de'
  const t = textsOf(ctx.platform, ctx.tenant.id, lang)
  const town = await settings(ctx)
  const params = Object.fromEntries(
    Object.entries(n.params).map(([key, value]) => [
      key,
      value instanceof Date ? inWords(value, lang, ctx, key) : (value ?? ''),
    ]),
  )
  const all = { ...params, town: ctx.tenant.name, name: n.to.name ?? '' }
  const body = t(`mail.${n.letter}.body`, all)
  const letter = {
    town: ctx.tenant.name,
    greeting: n.to.name ? t('mail.greeting', all) : t('mail.greetingUnknown', all),
    paragraphs: body.split(/\n{2,}/).filter((p) => p.trim()),
    ...(n.link
      ? { link: { label: t(`mail.${n.letter}.link`, all), url: ctx.tenant.publicUrl + n.link } }
      : {}),
    ...(n.second
      ? { second: { label: t(`mail.${n.letter}.second`, all), url: ctx.tenant.publicUrl + n.second } }
      : {}),
    closing: t('mail.closing', all),
    footer: [ctx.tenant.name, town.contact.address, town.contact.phone].filter((line): line is string =>
      Boolean(line),
    ),
    ...(n.items && {
      items: n.items.map(({ text, path }) => ({ label: text, url: ctx.tenant.publicUrl + path })),
    }),
    ...(n.stop
      ? {
          stop: {
            label: t(n.ownStop ? `mail.${n.letter}.stop` : 'mail.stop', all),
            url: ctx.tenant.publicUrl + n.stop,
          },
        }
      : {}),
    lang,
  }
  queueMail(ctx, {
    dedupe: n.dedupe,
    stream: n.stream,
    restricted: n.restricted ?? false,
    to: n.to.email,
    subject: t(`mail.${n.letter}.subject`, all),
    text: letterText(letter),
    html: letterHtml(letter),
    lang,
    from: town.mailFrom,
    headers: n.stop
      ? {
          'List-Unsubscribe': `<${ctx.tenant.publicUrl}${n.stop}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
      : {},
  })
}

/** Appointments are told to the hour, deadlines to the day. */
function inWords(at: Date, lang: Lang, ctx: Ctx, key: string): string {
  const { formatDate, formatDateTime } = formatter(lang, ctx.tenant.timeZone)
  return key === 'scheduled' ? formatDateTime(at) : formatDate(at)
}
