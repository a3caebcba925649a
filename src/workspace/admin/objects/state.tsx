import type { PageView } from '#http/view.ts'
import type { FetchState, Layer } from '#modules/objects/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { Form } from '#ui/form.tsx'
import { Notice, type Tone } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../../paths.ts'

const tones: Record<FetchState['state'], Tone> = {
  waiting: 'info',
  good: 'success',
  held: 'warning',
  failed: 'danger',
}

export const StateBadge = ({ view, state }: { view: PageView; state: FetchState }) => (
  <Badge small tone={tones[state.state]}>
    {view.t(`objectAdmin.state.${state.state}`)}
  </Badge>
)

/** How a layer's map server is doing, what of its answer was kept out and why, and what a person can do about it. */
export function MapServer({ view, layer, state }: { view: PageView; layer: Layer; state: FetchState }) {
  const { t, format } = view
  const { facts } = state
  const number = (n: number | undefined): string => format.formatNumber(n ?? 0)
  const figures = {
    answered: number(facts.answered),
    vanished: number(facts.vanished),
    moved: number(facts.moved),
    far: number(facts.far),
    unnumbered: number(facts.unnumbered),
    doubled: number(facts.doubled),
  }
  return (
    <Section title={t('objectAdmin.source.wfs')}>
      {state.state === 'held' && (
        <Notice
          tone="warning"
          title={t('objectAdmin.held.title')}
          actions={
            state.allowed ? null : (
              <Form
                action={paths.adminLayerAction(layer.code, 'zustimmung')}
                hidden={{ anlass: state.why }}
                class=""
              >
                <Button kind="secondary">{t('objectAdmin.held.allow')}</Button>
              </Form>
            )
          }
        >
          <p>{t(`objectAdmin.why.${state.why}`, figures)}</p>
          <p>{t(state.allowed ? 'objectAdmin.held.allowed' : 'objectAdmin.held.kept')}</p>
        </Notice>
      )}
      {state.state === 'failed' && (
        <Notice tone="danger" title={t('objectAdmin.failed.title')}>
          <p>{t(`objectAdmin.why.${state.why}`)}</p>
          {facts.detail && (
            <p class="sd-muted">
              {t('objectAdmin.failed.said')} <code>{facts.detail}</code>
            </p>
          )}
          <p>{t('objectAdmin.held.kept')}</p>
        </Notice>
      )}
      <DescriptionList
        items={[
          { term: t('objectAdmin.state.label'), value: <StateBadge view={view} state={state} /> },
          { term: t('objectAdmin.fetch.address'), value: <code>{layer.wfs.url}</code> },
          { term: t('objectAdmin.fetch.type'), value: <code>{layer.wfs.type}</code> },
          {
            term: t('objectAdmin.fetch.good'),
            value: state.goodAt ? (
              <When view={view} at={state.goodAt} now={view.now} />
            ) : (
              t('objectAdmin.fetch.never')
            ),
          },
          ...(state.state === 'good'
            ? [{ term: t('objectAdmin.fetch.last'), value: t('objectAdmin.fetch.figures', figures) }]
            : []),
          ...(facts.turned
            ? [{ term: t('objectAdmin.fetch.note'), value: t('objectAdmin.fetch.turned') }]
            : []),
          {
            term: t('objectAdmin.fetch.next'),
            value: state.running ? (
              t('objectAdmin.fetch.running')
            ) : (
              <When view={view} at={state.nextAt} now={view.now} />
            ),
          },
        ]}
      />
      <Form action={paths.adminLayerAction(layer.code, 'abruf')} class="">
        <Button kind="secondary">{t('objectAdmin.fetch.now')}</Button>
      </Form>
    </Section>
  )
}
