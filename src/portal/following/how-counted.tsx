import type { PageView } from '#http/view.ts'
import { Details } from '#ui/details.tsx'

/** For who wants to know: who is a person, who only a voice, and what the cookie is for. */
export function HowCounted({ view: { t } }: { view: PageView }) {
  return (
    <Details summary={t('counted.how')}>
      <p>{t('counted.howPeople')}</p>
      <p>{t('counted.howOthers')}</p>
      <p>{t('counted.howCookie')}</p>
    </Details>
  )
}
