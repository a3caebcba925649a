import type { PageView } from '#http/view.ts'
import { stateTone, whenWords } from '#http/works/words.ts'
import { stateOf, type Work } from '#modules/works/index.ts'
import { paths } from '#paths.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { When } from '#ui/when.tsx'

export interface WorkPageProps {
  view: PageView
  work: Work
  where: string
  /** Names of the categories that it answers. */
  answers: readonly string[]
  /** SVG drawn by the server; null for the whole town. */
  picture: string | null
  /** What was done a moment ago: the draft of a report was given up, or an address asked for news. */
  just: 'reicht' | 'gefragt' | null
  mistake?: { email: string; message: string }
}

/** One work for everybody: what, when, where, and news about it by mail. */
export function WorkPage({ view, work, where, answers, picture, just, mistake }: WorkPageProps) {
  const { t, lang, now } = view
  const state = stateOf(work, now)
  const title = work.title[lang]
  return (
    <PortalLayout
      view={view}
      title={mistake ? `${t('ui.error.prefix')} ${title}` : title}
      description={whenWords(view, work)}
      trail={[{ label: t('works.title'), href: paths.works }, { label: title }]}
    >
      {mistake && <ErrorSummary t={t} errors={[{ field: 'email', message: mistake.message }]} />}
      {just && (
        <Notice
          live
          tone="success"
          title={t(just === 'reicht' ? 'works.known.thanks' : 'works.follow.asked')}
        />
      )}
      <PageTitle
        preline={t(`works.kind.${work.kind}`)}
        actions={<Badge tone={stateTone[state]}>{t(`works.state.${state}`)}</Badge>}
      >
        {title}
      </PageTitle>
      <div class="sd-case">
        <div class="sd-case__main">
          <p class="sd-case__sentence">
            {where}, {whenWords(view, work)}
          </p>
          <p class="sd-said" dir="auto">
            {work.body[lang]}
          </p>
          {state !== 'past' && (
            <Section title={t('works.follow.title')} intro={t('works.follow.text')} id="folgen">
              <Form action={paths.workFollow(work.id)}>
                <TextField
                  t={t}
                  name="email"
                  type="email"
                  autocomplete="email"
                  label={t('works.follow.email')}
                  value={mistake?.email ?? ''}
                  {...(mistake ? { error: mistake.message } : {})}
                  maxlength={254}
                />
                <Button kind="secondary" icon="mail">
                  {t('works.follow.button')}
                </Button>
              </Form>
            </Section>
          )}
          <Section title={t('works.page.other')}>
            <p>{t('works.page.otherText')}</p>
            <p>
              <ButtonLink href={paths.report} icon="megaphone">
                {t('nav.report')}
              </ButtonLink>
            </p>
          </Section>
        </div>
        <div class="sd-case__side">
          {/* Drawn by our own server from the town's data. */}
          {picture && <div class="sd-case__map" dangerouslySetInnerHTML={{ __html: picture }} />}
          <DescriptionList
            items={[
              { term: t('works.page.when'), value: whenWords(view, work) },
              { term: t('works.page.where'), value: where },
              ...(answers.length > 0 && state === 'now'
                ? [
                    {
                      term: t('works.page.answers'),
                      value: t('works.page.answersText', { names: answers.join(', ') }),
                    },
                  ]
                : []),
              { term: t('works.page.updated'), value: <When view={view} at={work.updatedAt} /> },
            ]}
          />
          {work.place && (
            <p class="sd-case__links">
              <a href={`${paths.map}#16/${work.place.lat.toFixed(5)}/${work.place.lon.toFixed(5)}`}>
                {t('works.page.onMap')}
              </a>
            </p>
          )}
          <p class="sd-case__links">
            <a href={paths.works}>{t('works.page.back')}</a>
          </p>
        </div>
      </div>
    </PortalLayout>
  )
}
