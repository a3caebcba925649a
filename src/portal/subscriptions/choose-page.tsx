import type { PageView } from '#http/view.ts'
import type { Address } from '#modules/geo/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import type { PlaceWords } from './place.ts'

export interface ChooseProps {
  view: PageView
  asked: string
  /** What `asked` may mean; null when nothing was asked. */
  hits: { addresses: readonly Address[]; streets: readonly { label: string; words: PlaceWords }[] } | null
  districts: readonly { code: string; name: string }[]
  /** Whether the place that was asked for is none of this town. */
  unknown: boolean
}

/** Near me: first the place. Everything is a link or a GET form, so every step has its address. */
export function ChoosePage({ view, asked, hits, districts, unknown }: ChooseProps) {
  const { t } = view
  const nothing = hits !== null && hits.addresses.length === 0 && hits.streets.length === 0
  return (
    <PortalLayout
      view={view}
      title={t('near.title')}
      description={t('near.lead')}
      width="narrow"
      trail={[{ label: t('near.title') }]}
      islands={['push']}
      noIndex={asked !== ''}
    >
      <PageTitle lead={t('near.lead')}>{t('near.title')}</PageTitle>
      {unknown && <Notice tone="warning" title={t('near.unknownPlace')} />}
      <p data-island="push-device" data-action={paths.nearDevice} hidden>
        <a href={paths.near}>{t('near.device.mine')}</a>
      </p>
      <Section title={t('near.where')}>
        <search>
          <form class="sd-form" method="get" action={paths.near}>
            <TextField
              t={t}
              name="nahe"
              type="search"
              label={t('near.address')}
              hint={t('near.addressHint')}
              value={asked}
              autocomplete="street-address"
            />
            <ActionBar>
              <Button icon="search">{t('near.search')}</Button>
            </ActionBar>
          </form>
        </search>
        {nothing && <Notice tone="warning" live title={t('near.nothing', { text: asked })} />}
        {hits && !nothing && <Hits view={view} {...hits} />}
      </Section>
      {districts.length > 0 && (
        <Section title={t('near.district')}>
          <ul class="sd-chips">
            {districts.map(({ code, name }) => (
              <li key={code}>
                <a class="sd-chip" href={urlWith(paths.nearNew, { art: 'ortsteil', ortsteil: code })}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('near.town')}>
        <ul class="sd-links">
          <li>
            <a href={urlWith(paths.nearNew, { art: 'stadt' })}>
              {t('near.wholeTown', { town: view.town.name })}
            </a>
          </li>
        </ul>
      </Section>
      <Details summary={t('near.manageTitle')}>
        <p>{t('near.manageText')}</p>
        <p>
          <a href={paths.accountSubscriptions}>{t('near.manageAccount')}</a>
        </p>
      </Details>
    </PortalLayout>
  )
}

function Hits({ view: { t }, addresses, streets }: { view: PageView } & NonNullable<ChooseProps['hits']>) {
  const line = (key: string, icon: IconName, label: string, words: PlaceWords) => (
    <li key={key}>
      <a href={urlWith(paths.nearNew, { ...words })}>
        <Icon name={icon} size={20} /> {label}
      </a>
    </li>
  )
  return (
    <div role="status">
      <Section level={3} title={t('near.found')}>
        <ul class="sd-links">
          {streets.map(({ label, words }) =>
            line(label, 'route', t('near.hit.street', { street: label }), words),
          )}
          {addresses.map((a) =>
            line(a.id, 'pin', t('near.hit.address', { address: a.label }), { art: 'umkreis', adresse: a.id }),
          )}
        </ul>
      </Section>
    </div>
  )
}
