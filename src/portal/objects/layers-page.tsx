import type { PageView } from '#http/view.ts'
import type { Layer } from '#modules/objects/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { CardGrid, TaskCard } from '#ui/card.tsx'
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
  const amount = (count: number) => t('objects.amount', { count, n: format.formatNumber(count) })
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
        <CardGrid>
          {layers.map((layer) => (
            <TaskCard
              key={layer.code}
              icon="pin"
              level={2}
              title={layer.name[lang]}
              href={paths.objectLayer(layer.code)}
            >
              {amount(counts.get(layer.code)?.active ?? 0)}
            </TaskCard>
          ))}
        </CardGrid>
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
            <ActionBar>
              <Button kind="secondary" icon="search">
                {t('objects.open')}
              </Button>
            </ActionBar>
          </form>
        </search>
      </Section>
    </PortalLayout>
  )
}
