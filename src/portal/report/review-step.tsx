import type { Answers } from '#modules/forms/index.ts'
import { showAnswers } from '#modules/forms/index.ts'
import { mercator, metres, placePicture } from '#modules/geo/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { bundleOf, foresee, type ListedReport, publicReports } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { type Reviewed, ReviewList } from '#ui/description-list.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { urlWith } from '#ui/url.ts'
import { BundleList, OneMore } from './bundle-list.tsx'
import { type Missing, missingFor } from './from-account.ts'
import type { Journey } from './journey.ts'
import { KnownWorks, knownWorks } from './known-work.tsx'
import { objectRow } from './object-row.ts'
import { photoAlt } from './photos-step.tsx'
import { PrivacyNotice } from './privacy-notice.tsx'
import { privateWords } from './private-words.ts'
import { PublicPreview } from './public-preview.tsx'
import { askedQuestions } from './questions.ts'
import { standOf } from './sending.ts'
import { StepLayout } from './step-layout.tsx'
import { whereIs } from './where.ts'

/** Everything once more before it goes out: what, to whom, until when, and what the public will see. */
export async function ReviewStep(j: Journey) {
  const { ctx, view, answers, category, photos } = j
  const { t, lang } = view
  const place = answers.place!
  const where = await whereIs(ctx, place, answers.address)
  const personal = category!.public ? privateWords(answers.text ?? '') : []
  const change = (name: string) => ({ changeHref: paths.reportStep(name) })
  const { contact } = answers
  const bundle = await bundleOf(ctx, j.draft)
  const missing = missingFor(ctx.actor, category!)
  const shown = showAnswers(askedQuestions(category!), (answers.answers ?? {}) as Answers, lang)
  const publicItems: Reviewed[] = [
    { term: t('report.review.category'), value: category!.name[lang], ...change('kategorie') },
    { term: t('report.review.text'), value: answers.text, ...change('beschreibung') },
    {
      term: t('report.review.place'),
      value: (
        <>
          {where.words}
          {answers.roughly && ` (${t('rough.about', { metres: answers.roughly })})`}
          <div
            class="sd-report-picture"
            dangerouslySetInnerHTML={{
              __html: await placePicture(ctx, place, { width: 480, height: 240, what: where.words }),
            }}
          />
        </>
      ),
      ...change('ort'),
    },
    ...objectRow(j),
    {
      term: t('report.review.photos'),
      value:
        photos.length > 0 ? (
          <ul class="sd-report-thumbs">
            {photos.map((photo, i) => (
              <li key={photo.id}>
                <img src={paths.photo(photo.id, 'klein')} alt={photoAlt(view, photo, i)} />
              </li>
            ))}
          </ul>
        ) : null,
      ...change('fotos'),
    },
  ]
  const privateItems: Reviewed[] = [
    ...shown.map((one) => ({ term: one.label, value: one.value, ...change('fragen') })),
    { term: t('report.contact.email'), value: contact?.email, ...change('kontakt') },
    { term: t('report.contact.name'), value: contact?.name, ...change('kontakt') },
    { term: t('report.contact.phone'), value: contact?.phone, ...change('kontakt') },
    ...(answers.other
      ? [{ term: t('other.who'), value: wordsOfContact(answers.other), ...change('kontakt') }]
      : []),
  ]
  return (
    <StepLayout
      j={j}
      name="pruefen"
      title={t('report.review.title')}
      lead={t('report.review.lead')}
      width="normal"
    >
      {await BundleList({ j, bundle })}
      <KnownWorks j={j} works={await knownWorks(j)} />
      <Responsible j={j} {...(await whoAndWhen(j))} />
      <Similar j={j} reports={await similarReports(j)} />
      {personal.length > 0 && (
        <Notice tone="warning" title={t('report.review.private')}>
          <ul>
            {personal.map((kind) => (
              <li key={kind}>{t(`report.review.privateKind.${kind}`)}</li>
            ))}
          </ul>
          <p>
            <a href={paths.reportStep('beschreibung')}>{t('report.review.privateChange')}</a>
          </p>
        </Notice>
      )}
      <PublicPreview j={j} place={where.words} />
      {category!.public ? (
        <>
          <ReviewList t={t} title={t('report.review.public')} items={publicItems} />
          <ReviewList t={t} title={t('report.review.notPublic')} items={privateItems} />
        </>
      ) : (
        <>
          <p>{t('report.review.allPrivate')}</p>
          <ReviewList t={t} title={t('report.review.notPublic')} items={[...publicItems, ...privateItems]} />
        </>
      )}
      {await PrivacyNotice(j)}
      {missing && <SignInFirst j={j} missing={missing} />}
      <Form
        id="senden"
        action={paths.reportStep('pruefen')}
        hidden={missing ? {} : { entwurf: j.draft.id, stand: standOf(j.draft, bundle) }}
      >
        {!missing && (
          <ActionBar>
            <Button icon="check">
              {bundle.length > 0 ? t('bundle.send', { count: bundle.length + 1 }) : t('report.review.send')}
            </Button>
          </ActionBar>
        )}
      </Form>
      {!missing && <OneMore j={j} bundle={bundle} />}
    </StepLayout>
  )
}

const wordsOfContact = (contact: NonNullable<Journey['answers']['other']>): string =>
  [contact.name, contact.email, contact.phone].filter(Boolean).join(', ')

/** The category asks who reports: nothing is lost by signing in, the person comes back to this page. */
function SignInFirst({ j, missing }: { j: Journey; missing: Missing }) {
  const { t } = j.view
  if (missing.why === 'power')
    return <Notice tone="warning" title={t('report.review.noPower', { name: missing.organisation })} />
  const { level } = missing
  return (
    <Notice
      title={t(`report.review.signIn.${missing.why}`, { level: t(`account.level.${level}.name`) })}
      actions={
        <ButtonLink
          kind="primary"
          icon="user"
          href={urlWith(paths.accountSignIn, {
            weiter: paths.reportStep('pruefen'),
            ...(level !== 'none' && { stufe: level }),
          })}
        >
          {t('report.review.signIn.button')}
        </ButtonLink>
      }
    >
      <p>{t('report.review.signIn.kept')}</p>
    </Notice>
  )
}

/** So near that it may be the same thing. */
const SAME_METRES = 60

async function similarReports(j: Journey): Promise<ListedReport[]> {
  const { ctx, answers, category } = j
  const place = answers.place!
  const near = { category: [category!.code], status: 'unfinished', near: mercator(place) } as const
  const { reports } = await publicReports(ctx, near, 3)
  // Whoever has said of one that theirs is another is not asked again.
  const asked = new Set(answers.otherThan)
  return reports.filter(
    (report) => report.place && !asked.has(report.id) && metres(report.place, place) <= SAME_METRES,
  )
}

/** Known already? Then a look may save a report; nobody is kept from sending theirs. */
function Similar({ j, reports }: { j: Journey; reports: readonly ListedReport[] }) {
  const { t, lang, format } = j.view
  if (reports.length === 0) return null
  return (
    <Notice tone="info" title={t('report.review.similar')}>
      <ul>
        {reports.map((report) => (
          <li key={report.id}>
            <a href={paths.publicReport(report.number)}>
              {report.title[lang]}, {report.address ?? report.number} ({format.formatDay(report.openedAt)})
            </a>
          </li>
        ))}
      </ul>
      <p>{t('report.review.similarText')}</p>
    </Notice>
  )
}

interface Foreseen {
  who: string
  word: string | null
  url: string | null
  dueAt: Date | null
}

async function whoAndWhen(j: Journey): Promise<Foreseen> {
  const { ctx, view, answers } = j
  const { decision, dueAt } = await foresee(ctx, { category: answers.category!, place: answers.place! })
  const english = view.lang === 'en'
  if (decision.authority) {
    const { name, nameEn, word, wordEn, url } = decision.authority
    return { who: english ? nameEn : name, word: english ? wordEn : word, url, dueAt: null }
  }
  const unit = (await organisation(ctx)).units.get(decision.unitId)
  return {
    who: (english ? unit?.nameEn : unit?.name) ?? view.settings.contact.authority,
    word: null,
    url: null,
    dueAt,
  }
}

function Responsible({ j, who, word, url, dueAt }: Foreseen & { j: Journey }) {
  const { t, format } = j.view
  if (word !== null)
    return (
      <Notice tone="warning" title={t('report.review.other', { who })}>
        <p>{word}</p>
        <p>
          {t('report.review.otherText')} {url && <a href={url}>{t('report.review.otherLink', { who })}</a>}
        </p>
      </Notice>
    )
  return (
    <Notice tone="info" title={t('report.review.who', { who })}>
      {dueAt && <p>{t('report.review.until', { date: format.formatDate(dueAt) })}</p>}
    </Notice>
  )
}
