import type { PageView } from '#http/view.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import type { Subscriber, Subscription } from '#modules/subscriptions/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import type { At } from './at.ts'
import { radiusWords } from './wish-fields.tsx'

interface Props {
  view: PageView
  catalogue: Catalogue
  at: At
  subscribers: readonly Subscriber[]
  subscriptions: readonly Subscription[]
  /** Of the headings. */
  level?: 2 | 3
}

/** What a subscription is of, in one line. */
function wishWords(view: PageView, catalogue: Catalogue, one: Subscription): string {
  const { t, lang } = view
  const named = one.categories.map((code) => catalogue.byCode.get(code)?.name[lang] ?? code)
  return [
    ...(one.where.kind === 'radius'
      ? [t('near.around', { radius: radiusWords(view, one.where.radius) })]
      : []),
    one.topics.map((topic) => t(`near.topic.${topic}`)).join(', '),
    named.length > 0 ? t('near.only', { categories: named.join(', ') }) : t('near.allCategories'),
  ].join(' · ')
}

/** Everything that goes to somebody, each with what can be done to it. */
export function SubscriptionList({ view, catalogue, at, subscribers, subscriptions, level = 2 }: Props) {
  const { t } = view
  const H = `h${level}` as const
  const to = new Map(subscribers.map((one) => [one.id, one]))
  if (subscriptions.length === 0)
    return (
      <EmptyState
        icon="bell"
        level={level}
        title={t('near.none')}
        actions={<ButtonLink href={paths.near}>{t('near.addFirst')}</ButtonLink>}
      >
        {t('near.noneText')}
      </EmptyState>
    )
  return (
    <>
      <ul class="sd-konto__talks">
        {subscriptions.map((one) => {
          const device = Boolean(to.get(one.subscriber)?.device)
          return (
            <li key={one.id}>
              <H class="kern-heading-small">{one.where.label}</H>
              <p>{wishWords(view, catalogue, one)}</p>
              <p>
                <Badge small icon={device ? 'bell' : 'mail'}>
                  {device
                    ? t('near.onDevice')
                    : `${to.get(one.subscriber)?.email}, ${t(`near.rhythm.${one.rhythm}`)}`}
                </Badge>{' '}
                {one.pausedAt && (
                  <Badge small tone="warning">
                    {t('near.paused')}
                  </Badge>
                )}
              </p>
              <div class="sd-actions">
                <ButtonLink small href={at.one(one.id)} icon="edit">
                  {t('near.change')}
                  <span class="kern-sr-only"> {one.where.label}</span>
                </ButtonLink>
                <Form
                  action={at.action(one.id, 'pause')}
                  hidden={{ ruht: one.pausedAt ? 'nein' : 'ja' }}
                  class="sd-plainform"
                >
                  <Button kind="secondary" small>
                    {t(one.pausedAt ? 'near.resume' : 'near.pause')}
                    <span class="kern-sr-only"> {one.where.label}</span>
                  </Button>
                </Form>
                <Form action={at.action(one.id, 'ende')} class="sd-plainform">
                  <Button kind="secondary" small danger>
                    {t('near.end')}
                    <span class="kern-sr-only"> {one.where.label}</span>
                  </Button>
                </Form>
              </div>
            </li>
          )
        })}
      </ul>
      <p>
        <ButtonLink href={paths.near} icon="plus">
          {t('near.addMore')}
        </ButtonLink>
      </p>
      <Section title={t('near.endAllTitle')} level={level}>
        <p>{t('near.endAllText')}</p>
        <ConfirmAction
          label={t('near.endAll')}
          question={t('near.endAllSure')}
          action={at.action('alle', 'ende')}
          confirmLabel={t('near.endAllYes')}
          danger
        />
      </Section>
    </>
  )
}
