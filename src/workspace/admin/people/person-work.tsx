import type { PageView } from '#http/view.ts'
import { sayDayOfDuty } from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import type { PersonFile } from './person.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** How somebody works: what they can do, when they are on, where they start, how much fits into a day. */
export function PersonWork({ view, file, base }: { view: PageView; file: PersonFile; base: string | null }) {
  const { t } = view
  const { member } = file
  if (!member) return null
  const nothing = <span class="sd-muted">{t('ui.review.empty')}</span>
  const on = weekdays.filter((day) => sayDayOfDuty(member.duty, day))
  return (
    <Section
      title={t('people.work.title')}
      actions={
        <ButtonLink icon="edit" small href={paths.personAction(file.account.id, 'arbeit')}>
          {t('people.change')}
        </ButtonLink>
      }
    >
      <DescriptionList
        items={[
          {
            term: t('people.work.skills'),
            value:
              member.skills.length === 0 ? (
                nothing
              ) : (
                <ul class="org-badges">
                  {member.skills.map((skill) => (
                    <li key={skill}>
                      <Badge small>
                        {t('people.work.skill', {
                          skill,
                          level: t(`people.work.level.${member.levels[skill]}`),
                        })}
                      </Badge>
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            term: t('people.work.duty'),
            value:
              on.length === 0 ? (
                nothing
              ) : (
                <ul class="org-plain">
                  {on.map((day) => (
                    <li key={day}>
                      {t(`people.work.day.${day}`)}: {sayDayOfDuty(member.duty, day)}
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            term: t('people.work.capacity'),
            value: t('people.work.cases', { count: member.capacity }),
          },
          {
            term: t('people.work.base'),
            value: base ?? nothing,
          },
        ]}
      />
    </Section>
  )
}
