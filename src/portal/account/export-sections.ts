import type { ExportSection } from '#modules/cases/index.ts'
import {
  citizenPasskeys,
  citizenProviders,
  citizenSessions,
  consents,
  ownAccount,
  ownOrganisations,
} from '#modules/citizens/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'

/** What the account itself holds, for the export of a person's data. */
export async function accountSections(ctx: Ctx): Promise<ExportSection[]> {
  const { t } = ctx
  const { formatDateTime } = formatter(ctx.lang, ctx.tenant.timeZone)
  const [{ account }, passkeys, providers, sessions, allowed, organisations] = await Promise.all([
    ownAccount(ctx),
    citizenPasskeys(ctx),
    citizenProviders(ctx),
    citizenSessions(ctx, ''),
    consents(ctx),
    ownOrganisations(ctx),
  ])
  const given = (from: Date, until: Date | null): string =>
    until ? `${formatDateTime(from)} – ${formatDateTime(until)}` : formatDateTime(from)
  return [
    {
      title: t('account.title'),
      rows: [
        { label: t('account.export.opened'), value: formatDateTime(account.createdAt) },
        { label: t('account.signIn.email'), value: account.email ?? '–' },
        ...passkeys.map((one) => ({
          label: t('account.access.passkey', { name: one.name }),
          value: formatDateTime(one.createdAt),
        })),
        ...providers.map((one) => ({
          label: t('account.export.provider'),
          value: `${t(`account.level.${one.level}.name`)}, ${formatDateTime(one.usedAt)}`,
        })),
        ...sessions.map((one) => ({
          label: t('account.export.session'),
          value: `${t(`account.browser.${one.device.browser}`)}, ${formatDateTime(one.createdAt)}`,
        })),
      ],
    },
    {
      title: t('account.area.consents'),
      rows: allowed.map((one) => ({
        label: t(`account.consent.${one.purpose}.title`),
        value: given(one.givenAt, one.withdrawnAt),
      })),
    },
    {
      title: t('account.area.organisations'),
      rows: organisations.map((one) => ({
        label: one.party.name ?? '',
        value: one.powers.map((power) => t(`account.power.${power}.name`)).join(', '),
      })),
    },
  ].filter((section) => section.rows.length > 0)
}
