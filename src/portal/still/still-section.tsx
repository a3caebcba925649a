import { countedWords } from '#http/counted.ts'
import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import { doubtable, type Tally } from '#modules/voice/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Section } from '#ui/page-title.tsx'

interface Props {
  view: PageView
  case: Case
  tally: Tally | null
  href: string
}

/** On a report's page: how many say that it is still there, and the way to say so. Nothing where there is nothing to say. */
export function StillSection({ view, case: c, tally, href }: Props) {
  const of = doubtable(c, view.now)
  if (!of) return null
  const { t, format } = view
  return (
    <Section title={t('voice.section.title')}>
      <p>{t(`voice.section.${of}`)}</p>
      {tally && (
        <p>
          <strong>
            {t(`voice.section.${of}Tally`, {
              who: countedWords(view, tally.sure, tally.voices - tally.sure),
              at: format.formatDay(tally.lastAt),
            })}
          </strong>
        </p>
      )}
      <p>
        <ButtonLink href={href} icon="megaphone">
          {t('voice.section.button')}
        </ButtonLink>
      </p>
    </Section>
  )
}
