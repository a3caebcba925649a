import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { rhythms, type Subscriber, type Subscription } from '#modules/subscriptions/index.ts'
import { AccountLayout } from '#portal/account/layout.tsx'
import type { Me } from '#portal/account/me.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import type { At } from './at.ts'
import { type Followed, FollowedList } from './followed-list.tsx'
import { SubscriptionList } from './subscription-list.tsx'
import { type Mistakes, WishFields } from './wish-fields.tsx'

/** What was done a moment ago (text `near.done.<word>`). */
export const doneWords = [
  'bestaetigt',
  'neu',
  'geaendert',
  'ruht',
  'weiter',
  'beendet',
  'ende',
  'verlaengert',
] as const
export type Done = (typeof doneWords)[number]

export interface Mine {
  view: PageView
  catalogue: Catalogue
  at: At
  subscribers: readonly Subscriber[]
  subscriptions: readonly Subscription[]
  followed?: Followed | undefined
  done: Done | null
  /** In the account. */
  me: Me | null
  /** They were asked whether they want to go on, and have not answered. */
  asked: boolean
}

/** The same page for both: framed by the account, or by itself. */
function Frame({
  mine,
  title,
  lead,
  mistakes = {},
  children,
}: {
  mine: Pick<Mine, 'view' | 'me' | 'at'>
  title?: string
  lead?: string
  mistakes?: Mistakes
  children: ComponentChildren
}) {
  const { view, me, at } = mine
  const { t } = view
  const errors = Object.entries(mistakes).map(([field, message]) => ({ field, message }))
  if (me)
    return (
      <AccountLayout
        me={me}
        area="subscriptions"
        errors={errors}
        {...(title && { title })}
        {...(lead && { lead })}
      >
        {children}
      </AccountLayout>
    )
  return (
    <PortalLayout
      view={view}
      title={`${errors.length > 0 ? `${t('ui.error.prefix')} ` : ''}${title ?? t('near.mine')}`}
      width="narrow"
      noIndex
      styles={['account.css']}
      trail={[
        { label: t('near.title'), href: paths.near },
        ...(title
          ? [{ label: t('near.mine'), href: at.list }, { label: title }]
          : [{ label: t('near.mine') }]),
      ]}
    >
      <ErrorSummary t={t} errors={errors} />
      <PageTitle {...(lead && { lead })}>{title ?? t('near.mine')}</PageTitle>
      {children}
    </PortalLayout>
  )
}

export function MinePage(mine: Mine) {
  const { view, at, done, asked, followed } = mine
  const { t } = view
  return (
    <Frame mine={mine} lead={t(followed ? 'near.accountLead' : 'near.mineLead')}>
      {done && <Notice tone="success" live title={t(`near.done.${done}`)} />}
      {asked && (
        <Notice
          tone="warning"
          title={t('near.askedTitle')}
          actions={
            <Form action={at.action('alle', 'verlaengerung')} class="sd-plainform">
              <Button>{t('near.askedYes')}</Button>
            </Form>
          }
        >
          <p>{t('near.askedText')}</p>
        </Notice>
      )}
      {followed ? (
        <>
          <Section title={t('near.title')}>
            <SubscriptionList {...mine} level={3} />
          </Section>
          <FollowedList view={view} followed={followed} />
        </>
      ) : (
        <SubscriptionList {...mine} />
      )}
    </Frame>
  )
}

export function ChangePage({
  subscription,
  errors = {},
  device,
  ...mine
}: Pick<Mine, 'view' | 'catalogue' | 'at' | 'me'> & {
  subscription: Subscription
  device: boolean
  errors?: Mistakes
}) {
  const { view, catalogue, at } = mine
  const { t } = view
  return (
    <Frame mine={mine} title={t('near.newsFrom', { place: subscription.where.label })} mistakes={errors}>
      <Form action={at.one(subscription.id)} hidden={{ stand: subscription.version }}>
        <WishFields view={view} catalogue={catalogue} wish={subscription} errors={errors} />
        {!device && (
          <RadioField
            t={t}
            name="wann"
            label={t('near.mail.when')}
            value={subscription.rhythm}
            options={rhythms.map((one) => ({ value: one, label: t(`near.rhythm.${one}`) }))}
          />
        )}
        <ActionBar>
          <Button>{t('near.save')}</Button>
          <ButtonLink href={at.list}>{t('near.cancel')}</ButtonLink>
        </ActionBar>
      </Form>
    </Frame>
  )
}
