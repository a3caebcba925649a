import type { PageView } from '#http/view.ts'
import { type Layer, objectLabel, type TownObject } from '#modules/objects/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { CheckboxGroup, SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Form } from '#ui/form.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  layer: Layer
  objects: readonly TownObject[]
  asked: { q: string; ortsteil: string; nach: string }
  districts: readonly { code: string; name: string }[]
  next: string | null
  most: number
}

/** Which objects get a sticker: those ticked, or all of a selection. */
export function StickersPage({ view, layer, objects, asked, districts, next, most }: Props) {
  const { t, lang, format } = view
  const here = paths.adminLayerAction(layer.code, 'aufkleber')
  return (
    <AdminLayout
      view={view}
      title={t('objectAdmin.stickers.title')}
      lead={t('objectAdmin.stickers.lead')}
      above={[
        { label: t('admin.area.objects.title'), href: paths.adminObjects },
        { label: layer.name[lang], href: paths.adminLayer(layer.code) },
      ]}
    >
      <FilterBar t={t} action={here}>
        <TextField t={t} name="q" label={t('objects.number')} value={asked.q} optional />
        {districts.length > 0 && (
          <SelectField
            t={t}
            name="ortsteil"
            optional
            label={t('reports.filter.district')}
            value={asked.ortsteil}
            placeholder={t('reports.filter.wholeTown')}
            options={districts.map((d) => ({ value: d.code, label: d.name }))}
          />
        )}
      </FilterBar>
      {objects.length === 0 ? (
        <EmptyState title={t('objects.noneFound')} />
      ) : (
        <Form
          method="get"
          action={paths.adminLayerAction(layer.code, 'aufkleber.pdf')}
          hidden={{ q: asked.q || null, ortsteil: asked.ortsteil || null }}
        >
          <CheckboxGroup
            t={t}
            name="objekt"
            optional
            label={t('objectAdmin.stickers.choose')}
            look="row"
            options={objects.map((object) => ({ value: object.id, label: objectLabel(object, lang) }))}
          />
          <ActionBar>
            <Button icon="print">{t('objectAdmin.stickers.chosen')}</Button>
            <Button kind="secondary" icon="print" name="alle" value="1">
              {t('objectAdmin.stickers.all', { most: format.formatNumber(most) })}
            </Button>
          </ActionBar>
        </Form>
      )}
      <KeyPager t={t} path={urlWith(here, asked)} started={asked.nach !== ''} next={next} />
    </AdminLayout>
  )
}
