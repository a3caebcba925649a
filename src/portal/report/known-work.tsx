import { matchingWorks, type Work } from '#modules/works/index.ts'
import { paths } from '#paths.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import type { Journey } from './journey.ts'

/** What the town knows already of what is about to be reported. */
export const knownWorks = (j: Journey): Promise<Work[]> =>
  j.category && j.answers.place
    ? matchingWorks(j.ctx, { category: j.category.code, place: j.answers.place })
    : Promise.resolve([])

/** Says so before it is sent: whoever is content with that needs not report it, and may be told when it is over. */
export function KnownWorks({ j, works }: { j: Journey; works: readonly Work[] }) {
  const { t, lang, format } = j.view
  const work = works[0]
  if (!work) return null
  return (
    <Notice
      tone="info"
      title={t('works.known.title', { title: work.title[lang] })}
      actions={
        <>
          <Form action={paths.reportKnown} class="sd-plainform" hidden={{ arbeit: work.id }}>
            <Button kind="secondary" icon="check">
              {t('works.known.enough')}
            </Button>
          </Form>
          <ButtonLink kind="tertiary" href={paths.work(work.id)}>
            {t('works.known.details')}
          </ButtonLink>
        </>
      }
    >
      <p dir="auto">{work.body[lang]}</p>
      <p>
        <strong>
          {work.endsAt
            ? t('works.known.until', { until: format.formatDateTime(work.endsAt) })
            : t('works.known.open')}
        </strong>
      </p>
      <p class="sd-muted">
        {t('works.known.enoughHint')} {t('works.known.anyway')}
      </p>
    </Notice>
  )
}
