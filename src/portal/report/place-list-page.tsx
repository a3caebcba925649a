import type { PageView } from '#http/view.ts'
import { addressStreets, housesOf } from '#modules/geo/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { districtNames } from './where.ts'

/** District, street, house: a place found by links alone. */
export async function placeListPage(ctx: Ctx, view: PageView, query: URLSearchParams) {
  const { t } = view
  const all = await addressStreets(ctx)
  const district = all.find((one) => one.district === query.get('bezirk'))?.district ?? null
  const street = all.find((one) => one.street === query.get('strasse'))?.street ?? null
  const named = await districtNames(ctx)
  const districts = [...new Set(all.map((one) => one.district))].sort((a, b) =>
    named(a).localeCompare(named(b), 'de'),
  )
  const level = street ? 'house' : district !== null || districts.length < 2 ? 'street' : 'district'
  const here = (change: Record<string, string | null>): string => urlWith(paths.placeList, change)
  const links =
    level === 'district'
      ? districts.map((name) => ({
          label: named(name) || t('report.list.noDistrict'),
          href: here({ bezirk: name || null, alle: name ? null : '1' }),
        }))
      : [
          ...new Set(
            all.filter((one) => district === null || one.district === district).map((one) => one.street),
          ),
        ].map((name) => ({ label: name, href: here({ bezirk: district, strasse: name }) }))
  const missing = street && query.has('fehlt') ? t('report.list.missing') : undefined
  const houses = street ? await housesOf(ctx, street) : []
  const title = t(`report.list.${level}`, { district: named(district), street: street ?? '' })
  const back = street
    ? here({ bezirk: district })
    : district === null
      ? paths.reportStep('ort')
      : paths.placeList
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <p class="sd-back">
        <a href={back}>
          <Icon name="arrow-left" size={20} />
          {t('ui.back')}
        </a>
      </p>
      <ErrorSummary t={t} errors={missing ? [{ field: 'adresseId', message: missing }] : []} />
      <PageTitle>{title}</PageTitle>
      {level === 'house' ? (
        <Form action={paths.reportStep('ort')} hidden={{ weg: 'liste', bezirk: district, strasse: street }}>
          <RadioField
            t={t}
            name="adresseId"
            label={t('report.list.number')}
            hint={t('report.list.numberHint')}
            look="row"
            options={houses.map((house) => ({
              value: house.id,
              label: houses.some((h) => h.id !== house.id && h.houseNumber === house.houseNumber)
                ? `${house.houseNumber} (${house.postcode})`
                : house.houseNumber,
            }))}
            error={missing}
          />
          <ActionBar>
            <Button iconAfter="arrow-right">{t('ui.next')}</Button>
          </ActionBar>
        </Form>
      ) : links.length === 0 ? (
        <p>{t('report.list.none')}</p>
      ) : (
        <ul class="sd-report-links">
          {links.map((link) => (
            <li key={link.label}>
              <a href={link.href}>{link.label}</a>
            </li>
          ))}
        </ul>
      )}
    </PortalLayout>
  )
}
