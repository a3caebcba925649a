import { ButtonLink } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { paths } from '../../paths.ts'
import { QuickAction } from './action-form.tsx'
import { forms } from './actions/all.ts'
import type { Desk } from './desk.ts'
import { may } from './next-step.ts'

/** A report that is public only after a look: released at one press, or looked at more closely first. */
export function AwaitsLook({ desk }: { desk: Desk }) {
  const { view, own, case: c } = desk
  const { t } = view
  if (own.publication?.state !== 'waiting' || c.restricted) return null
  const release = forms.get('veroeffentlichung')!
  return (
    <div class="fact fact--proposal">
      <Icon name="eye" size={20} />
      <span>
        <strong>{t(`workspace.black.awaits.${own.publication.what}`)}</strong>
        {may(desk, release) && (
          <>
            <QuickAction desk={desk} form={release} kind="secondary" />
            <ButtonLink kind="tertiary" small href={paths.caseAction(c.number, release.noun)}>
              {t('workspace.black.lookFirst')}
            </ButtonLink>
          </>
        )}
      </span>
    </div>
  )
}
