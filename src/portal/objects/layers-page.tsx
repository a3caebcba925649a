import type { PageView } from '#http/view.ts'
import type { Layer } from '#modules/objects/index.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  layers: readonly Layer[]
  counts: ReadonlyMap<string, { active: number }>
  /** A code that was typed and that no sticker bears. */
  unknown: string
}

/** What the town keeps a list of, and a field for the code of a sticker. */
export function LayersPage({ view, layers, counts, unknown }: Props) {
  const { t, lang, format } = view
  return (
    <PortalLayout
      view={view}
      title={t('objects.title')}
      description={t('objects.lead')}
      trail={[{ label: t('objects.title') }]}
      noIndex={unknown !== ''}
    >
      <PageTitle lead={t('objects.lead')}>{t('objects.title')}</PageTitle>
      {layers.length === 0 ? (
        <EmptyState title={t('objects.none')} />
      ) : (
        <ul class="sd-links">
          {layers.map((layer) => (
            <li key={layer.code}>
              <a href={paths.objectLayer(layer.code)}>{layer.name[lang]}</a>{' '}
              <span class="sd-muted">{format.formatNumber(counts.get(layer.code)?.active ?? 0)}</span>
            </li>
          ))}
        </ul>
      )}
      <Section title={t('objects.sticker')} intro={t('objects.stickerText')}>
        {unknown && <Notice tone="warning" live title={t('objects.stickerUnknown', { code: unknown })} />}
        <search>
          <form class="sd-form" method="get" action={paths.objects}>
            <TextField
              t={t}
              name="code"
              label={t('objects.code')}
              hint={t('objects.codeHint')}
              value={unknown}
              width="medium"
              autocomplete="off"
            />
            <Button kind="secondary" icon="search">
              {t('objects.open')}
            </Button>
          </form>
        </search>
      </Section>
    </PortalLayout>
  )
}
