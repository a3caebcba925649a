import { waitingWords } from '#http/counted.ts'
import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import type { Together } from './together.ts'

/** On a report's page: who else waits, and how to wait too. */
export function FollowSection({
  view,
  case: c,
  together,
}: {
  view: PageView
  case: Case
  together: Together
}) {
  const { t } = view
  return (
    <Section title={t('following.section')}>
      <p>{waitingWords(view, together.waiting)}</p>
      {together.also.length > 0 && (
        <p>
          {t('following.also', { count: together.also.length })}{' '}
          {together.also.map((number, i) => (
            <>
              {i > 0 && ', '}
              <a href={paths.publicReport(number)}>{number}</a>
            </>
          ))}
        </p>
      )}
      <p>
        <ButtonLink href={paths.follow(c.number)} icon="people">
          {t('following.link')}
        </ButtonLink>
      </p>
    </Section>
  )
}

/** Where the news are: in the report that this one was merged into. */
export function MergedNotice({ view, number }: { view: PageView; number: string }) {
  const { t } = view
  return (
    <Notice title={t('following.mergedInto', { number })}>
      <p>
        <a href={paths.publicReport(number)}>{t('following.mergedLink', { number })}</a>
      </p>
    </Notice>
  )
}
