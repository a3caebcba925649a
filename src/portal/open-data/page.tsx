import type { PageView } from '#http/view.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import type { Licence } from '#modules/tenancy/index.ts'
import { Button } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import type { Asked } from './asked.ts'
import type { Dataset } from './datasets.ts'

interface Props {
  view: PageView
  sets: readonly Dataset[]
  licence: Licence
  attribution: string
  catalogue: Catalogue
  years: readonly string[]
  asked: Asked
}

/** What can be taken along, under which licence, how new it is. */
export function OpenDataPage(props: Props) {
  const { view, sets, licence, attribution } = props
  const { t } = view
  const title = t('openData.title')
  return (
    <PortalLayout view={view} title={title} description={t('openData.lead')} trail={[{ label: title }]}>
      <PageTitle lead={t('openData.lead')}>{title}</PageTitle>
      <Section title={t('openData.licence')}>
        <p>
          <a href={licence.text} rel="license">
            {licence.name}
          </a>
        </p>
        <p>{t(licence.names ? 'openData.naming' : 'openData.free', { name: attribution })}</p>
        <p>{t('openData.privacy')}</p>
      </Section>
      {sets
        .filter((set) => set.key !== 'objects')
        .map((set) => (
          <Section key={set.code} title={t(`openData.set.${set.key}.title`, set.params)} id={set.code}>
            <p>{t(`openData.set.${set.key}.text`, { town: view.town.name, ...set.params })}</p>
            {set.code === 'meldungen' && <Filter {...props} />}
            <Files {...props} set={set} />
          </Section>
        ))}
      <Objects {...props} />
      <Section title={t('openData.forCatalogues')}>
        <p>{t('openData.forCataloguesText')}</p>
        <ul class="sd-links">
          {['catalog.ttl', 'catalog.jsonld'].map((name) => (
            <li key={name}>
              <a href={paths.openDataFile(name)}>{t(`openData.${name.replace('.', '_')}`)}</a>
            </li>
          ))}
          <li>
            <a href={paths.api}>{t('openData.interfaces')}</a>
          </li>
        </ul>
      </Section>
    </PortalLayout>
  )
}

/** All layers of objects, a line each. */
function Objects({ view: { t, town }, sets }: Props) {
  const layers = sets.filter((set) => set.key === 'objects')
  if (layers.length === 0) return null
  return (
    <Section title={t('openData.objects')}>
      <p>{t('openData.set.objects.text', { town: town.name })}</p>
      <DescriptionList
        items={layers.map((set) => ({
          term: set.params.layer ?? '',
          value: set.distributions.map((file) => (
            <a key={file.href} href={file.href} type={file.media}>
              {t(`openData.file.${file.file}`)}
              <span class="kern-sr-only"> – {set.params.layer}</span>
            </a>
          )),
        }))}
      />
    </Section>
  )
}

/** Which reports: the links below then lead to those. */
function Filter({ view, catalogue, years, asked }: Props) {
  const { t, lang } = view
  return (
    <Form action={`${paths.openData}#meldungen`} method="get" label={t('openData.filter')}>
      <SelectField
        t={t}
        name="jahr"
        label={t('openData.year')}
        value={asked.year}
        placeholder={t('openData.allYears')}
        options={years.map((year) => ({ value: year, label: year }))}
      />
      <SelectField
        t={t}
        name="kategorie"
        label={t('openData.category')}
        value={asked.category}
        placeholder={t('openData.allCategories')}
        options={catalogue.all.filter((c) => c.public).map((c) => ({ value: c.code, label: c.name[lang] }))}
      />
      <div>
        <Button kind="secondary">{t('openData.choose')}</Button>
      </div>
    </Form>
  )
}

function Files({ view, set, asked }: Props & { set: Dataset }) {
  const { t } = view
  const own = (href: string): boolean => href.startsWith(`${paths.openData}/meldungen.`)
  const href = (path: string): string =>
    own(path)
      ? urlWith(path, {
          jahr: asked.year || null,
          kategorie: asked.category || null,
          bbox: asked.box || null,
        })
      : path === paths.listAtom
        ? urlWith(path, { kategorie: asked.category || null })
        : path
  return (
    <DescriptionList
      items={[
        {
          term: t('openData.files'),
          value: (
            <ul class="sd-links">
              {set.distributions.map((file) => (
                <li key={file.href}>
                  <a href={href(file.href)} type={file.media}>
                    {t(`openData.file.${file.file}`)}
                    <span class="kern-sr-only"> – {t(`openData.set.${set.key}.title`, set.params)}</span>
                  </a>
                </li>
              ))}
            </ul>
          ),
        },
        { term: t('openData.rhythm'), value: t(`openData.every.${set.rhythm}`) },
      ]}
    />
  )
}
