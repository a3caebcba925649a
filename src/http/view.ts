import { organisation, roleName } from '#modules/organisation/index.ts'
import { type Settings, settings } from '#modules/tenancy/index.ts'
import { type Actor, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { type Format, formatter } from '#platform/format.ts'
import { urlWith } from '#ui/url.ts'
import type { Link, View } from '#ui/view.ts'
import { paths } from '../paths.ts'
import type { Req } from './env.ts'
import { isTerminal } from './terminal.ts'

/** What the pages of this request know of it; `format` writes dates and numbers in its language and time zone. */
export interface PageView extends View {
  format: Format
  settings: Settings
  now: Date
}

export async function viewOf(c: Req, ctx: Ctx, face: 'portal' | 'workspace'): Promise<PageView> {
  const town = await settings(ctx)
  const { pathname, search } = new URL(c.req.url)
  const path = pathname + search
  const { t, lang } = ctx
  const actor = c.get('actor')
  const link = (key: string, href: string): Link => ({
    label: t(`nav.${key}`),
    href,
    current: pathname === href || pathname.startsWith(`${href}/`),
  })
  const language = (code: 'de' | 'en', label: string) => ({
    lang: code,
    label,
    href: urlWith(path, { lang: code }),
    current: lang === code,
  })
  const { demo } = c.get('platform').config
  return {
    lang,
    t,
    timeZone: ctx.tenant.timeZone,
    path,
    asset: (name) => c.get('assets').url(name),
    town: {
      name: ctx.tenant.name,
      ...(town.shortName ? { shortName: town.shortName } : {}),
      logo: town.logo ? '/wappen.svg' : null,
      colours: true,
    },
    nav:
      face === 'portal'
        ? [
            link('report', paths.report),
            link('map', paths.map),
            link('reports', paths.list),
            link('status', paths.status),
          ]
        : [
            link('cases', paths.cases),
            ...(may(actor, 'cases.photo') ? [link('field', paths.field)] : []),
            ...(actor.kind === 'staff' ? [link('deputies', paths.deputies)] : []),
            ...(may(actor, 'rounds.walk') ? [link('rounds', paths.rounds)] : []),
            ...(may(actor, 'numbers.read') ? [link('numbers', paths.numbers)] : []),
            ...(may(actor, 'mail.read') ? [link('mail', paths.mail)] : []),
            ...(mayAdminister(actor) ? [link('admin', paths.admin)] : []),
            link('portal', paths.start),
          ],
    ...(face === 'portal' &&
      isTerminal(c) && { terminal: { askHref: paths.terminalAsk, endHref: paths.terminalEnd } }),
    user:
      actor.kind === 'staff'
        ? { name: actor.name, role: await roleOf(ctx, actor), href: paths.access }
        : actor.kind === 'citizen'
          ? {
              name: actor.name,
              ...(actor.organisation && { role: t('nav.actingFor', { name: actor.organisation.name }) }),
              href: paths.account,
            }
          : null,
    signInHref: face === 'portal' ? paths.account : paths.signIn,
    signInLabel: t(face === 'portal' ? 'nav.account' : 'ui.signIn'),
    signOutHref: actor.kind === 'citizen' ? paths.accountSignOut : paths.signOut,
    homeHref: face === 'workspace' ? paths.cases : isTerminal(c) ? paths.terminal : paths.start,
    languages: [language('de', 'Deutsch'), language('en', 'English')],
    footer: [
      link('imprint', paths.imprint),
      link('privacy', paths.privacy),
      link('accessibility', paths.accessibility),
      ...(face === 'portal' ? [link('statistics', paths.statistics), link('openData', paths.openData)] : []),
      link('api', paths.api),
      ...(face === 'portal' && actor.kind !== 'staff' ? [link('staff', paths.signIn)] : []),
      ...(demo ? [link('kit', paths.kit)] : []),
    ],
    demo,
    plainLanguageHref: paths.plainLanguage,
    signLanguageHref: paths.signLanguage,
    format: formatter(lang, ctx.tenant.timeZone),
    settings: town,
    now: ctx.now,
  }
}

/** What somebody is called by what they do, in the town's own words for its roles. */
async function roleOf(ctx: Ctx, { grants }: Actor & { kind: 'staff' }): Promise<string> {
  const grant = grants.find((g) => !g.for) ?? grants[0]
  const role = grant && (await organisation(ctx)).roles.get(grant.role)
  return role ? roleName(role, ctx.lang) : ctx.t('role.none')
}

/** Does the administration have anything for them? (Its pages each ask for themselves.) */
const mayAdminister = (actor: Actor): boolean =>
  actor.kind === 'staff' &&
  actor.grants.some((g) => !g.for && g.permissions.some((p) => administrative.test(p)))
const administrative =
  /^(organisation|settings|reports|objects|sign_in|keys|webhooks|audit|privacy|system|parties|works)\./

/** Says that this visitor has sent something a moment ago: nothing kept rendered may be shown to them. */
export const SENT_COOKIE = 'gesendet'
