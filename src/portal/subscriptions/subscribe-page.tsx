import type { PageView } from '#http/view.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { rhythms, type Wish } from '#modules/subscriptions/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import type { PlaceWords } from './place.ts'
import { type Mistakes, radiusWords, WishFields } from './wish-fields.tsx'

export interface SubscribeProps {
  view: PageView
  catalogue: Catalogue
  wish: Wish
  words: PlaceWords
  /** SVG drawn by the server; null where the place is no point. */
  picture: string | null
  /** The address of the account, when somebody is signed in who has one. */
  own: string | null
  email: string
  /** What the browser needs to be pushed to by this town. */
  pushKey: string
  errors?: Mistakes
}

/** What of a place, and how: by mail, on this device, or by a feed. */
export function SubscribePage(p: SubscribeProps) {
  const { view, wish, words, picture, errors = {} } = p
  const { t } = view
  const { where } = wish
  const title = t('near.newsFrom', { place: where.label })
  const mistakes = Object.entries(errors).map(([field, message]) => ({ field, message }))
  // The radius is a field of its own.
  const { radius: _chosen, ...place } = words
  return (
    <PortalLayout
      view={view}
      title={mistakes.length > 0 ? `${t('ui.error.prefix')} ${title}` : title}
      width="narrow"
      noIndex
      trail={[{ label: t('near.title'), href: paths.near }, { label: where.label }]}
      islands={['push']}
      head={
        <link
          rel="alternate"
          type="application/atom+xml"
          title={t('near.feed.link')}
          href={urlWith(paths.nearAtom, { ...words, kategorie: wish.categories })}
        />
      }
    >
      <ErrorSummary t={t} errors={mistakes} />
      <PageTitle
        lead={t(`near.lead_${where.kind}`, {
          place: where.label,
          radius: where.kind === 'radius' ? radiusWords(view, where.radius) : '',
        })}
      >
        {title}
      </PageTitle>
      {/* Drawn by ourselves from the town's own data; words in it are escaped there. */}
      {picture && <div class="sd-case__map" dangerouslySetInnerHTML={{ __html: picture }} />}
      <p>
        <a href={paths.near}>{t('near.otherPlace')}</a>
      </p>
      <Form action={paths.nearNew} id="abo" hidden={{ ...place }}>
        <WishFields view={view} catalogue={p.catalogue} wish={wish} errors={errors} />
        <ByMail {...p} />
        <OnDevice {...p} />
      </Form>
      <ByFeed view={view} wish={wish} words={words} />
    </PortalLayout>
  )
}

function ByMail({ view: { t }, wish, own, email, errors = {} }: SubscribeProps) {
  return (
    <Section title={t('near.mail.title')}>
      <div class="sd-form">
        <RadioField
          t={t}
          name="wann"
          label={t('near.mail.when')}
          value={wish.rhythm}
          options={rhythms.map((one) => ({
            value: one,
            label: t(`near.rhythm.${one}`),
            detail: t(`near.rhythmDetail.${one}`),
          }))}
        />
        {own ? (
          <p>{t('near.mail.own', { email: own })}</p>
        ) : (
          <TextField
            t={t}
            name="email"
            type="email"
            label={t('near.mail.address')}
            hint={t('near.mail.hint')}
            value={email}
            autocomplete="email"
            {...(errors.email && { error: errors.email })}
          />
        )}
        <ActionBar>
          <Button name="weg" value="mail" icon="mail">
            {t('near.mail.button')}
          </Button>
        </ActionBar>
      </div>
    </Section>
  )
}

/** Without scripts, or where the browser cannot, nothing of it is shown. */
function OnDevice({ view: { t }, pushKey, errors = {} }: SubscribeProps) {
  return (
    <div
      data-island="push"
      data-key={pushKey}
      data-worker={paths.nearWorker}
      data-scope={paths.near}
      data-denied={t('near.device.denied')}
      data-failed={t('near.device.failed')}
      data-busy={t('near.device.busy')}
      hidden={!errors.geraet}
    >
      <Section title={t('near.device.title')} id="geraet">
        <p>{t('near.device.text')}</p>
        {(['endpoint', 'p256dh', 'auth'] as const).map((name) => (
          <input key={name} type="hidden" name={name} value="" />
        ))}
        <ActionBar>
          <Button kind="secondary" name="weg" value="geraet" icon="bell" formNoValidate>
            {t('near.device.button')}
          </Button>
        </ActionBar>
        <p role="status" data-push-status />
      </Section>
    </div>
  )
}

function ByFeed({ view: { t }, wish, words }: Pick<SubscribeProps, 'view' | 'wish' | 'words'>) {
  const href = urlWith(paths.nearAtom, { ...words, kategorie: wish.categories })
  return (
    <Section title={t('near.feed.title')}>
      <p>{t('near.feed.text')}</p>
      <p>
        <a href={href} type="application/atom+xml">
          {t('near.feed.link')}
        </a>
      </p>
      <Notice title={t('near.privacyTitle')}>
        <p>
          {t('near.privacy')} <a href={paths.privacy}>{t('nav.privacy')}</a>
        </p>
      </Notice>
    </Section>
  )
}
