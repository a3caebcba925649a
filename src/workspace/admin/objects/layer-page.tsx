import type { PageView } from '#http/view.ts'
import type { FetchState, Layer } from '#modules/objects/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Stats } from '#ui/stat.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { ImportSection, type Tried } from './import-section.tsx'
import { MapServer } from './state.tsx'

export interface LayerPageProps {
  view: PageView
  layer: Layer
  count: { active: number; gone: number }
  state: FetchState | null
  tried: Tried | null
  /** What is wrong with an upload, before it was read. */
  fault: 'missing' | 'large' | null
  done: string | null
}

/** One layer: what is in it, and how it is filled. */
export function LayerAdminPage({ view, layer, count, state, tried, fault, done }: LayerPageProps) {
  const { t, lang, format } = view
  return (
    <AdminLayout
      view={view}
      title={layer.name[lang]}
      above={[{ label: t('admin.area.objects.title'), href: paths.adminObjects }]}
      done={done}
      errors={fault !== null || (tried?.result.errors.length ?? 0) > 0}
      actions={
        <>
          <ButtonLink icon="edit" href={paths.adminLayerAction(layer.code, 'bearbeiten')}>
            {t('objectAdmin.edit')}
          </ButtonLink>
          <ButtonLink icon="print" href={paths.adminLayerAction(layer.code, 'aufkleber')}>
            {t('objectAdmin.stickers.title')}
          </ButtonLink>
          {layer.public && layer.active && (
            <ButtonLink icon="eye" href={paths.objectLayer(layer.code)}>
              {t('objectAdmin.look')}
            </ButtonLink>
          )}
        </>
      }
    >
      <Stats
        items={[
          { value: format.formatNumber(count.active), label: t('objectAdmin.count') },
          { value: format.formatNumber(count.gone), label: t('objectAdmin.gone') },
        ]}
      />
      {layer.source === 'wfs' && state && <MapServer view={view} layer={layer} state={state} />}
      {layer.source === 'import' && <ImportSection view={view} layer={layer} tried={tried} fault={fault} />}
    </AdminLayout>
  )
}
