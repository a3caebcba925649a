import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { Factors, Passkey } from '#modules/identity/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { ConfirmAction, Details } from '#ui/details.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  factors: Factors
  hasPassword: boolean
  /** The only factor of somebody who needs one stays. */
  keepLast: boolean
}

/** What somebody signs in with: a card each, with what can be done about it. */
export function FactorsSection({ view, factors, hasPassword, keepLast }: Props) {
  const { t } = view
  const { app, passkeys, recoveryLeft } = factors
  const last = keepLast && (app ? 1 : 0) + passkeys.length === 1
  return (
    <div class="access-cards">
      <Way title={t('access.passkey.title')} on={passkeys.length > 0} view={view}>
        <p>{t('access.passkey.what')}</p>
        {passkeys.length > 0 && (
          <ul class="access-passkeys">
            {passkeys.map((passkey) => (
              <PasskeyItem key={passkey.id} view={view} passkey={passkey} last={last} />
            ))}
          </ul>
        )}
        <div class="sd-actions sd-actions--tight">
          <ButtonLink href={paths.accessPasskeys} icon="plus" small>
            {t('access.passkey.add')}
          </ButtonLink>
        </div>
      </Way>
      <Way title={t('access.app.title')} on={app !== null} view={view}>
        <p>{t('access.app.what')}</p>
        {app && (
          <p class="sd-muted">
            {t('access.since')} <When view={view} at={app.createdAt} as="date" />
            {app.usedAt && (
              <>
                , {t('access.lastUsed')} <When view={view} at={app.usedAt} now={view.now} />
              </>
            )}
          </p>
        )}
        <div class="sd-actions sd-actions--tight">
          <ButtonLink href={paths.accessApp} small>
            {t(app ? 'access.app.replace' : 'access.app.add')}
          </ButtonLink>
          {app && !last && (
            <ConfirmAction
              label={t('access.remove')}
              question={t('access.app.removeQuestion')}
              action={paths.accessAppEnd}
              confirmLabel={t('access.app.removeYes')}
              danger
            />
          )}
        </div>
        {last && app && <p class="sd-muted">{t('access.lastStays')}</p>}
      </Way>
      {(app || passkeys.length > 0) && (
        <Way title={t('access.recovery.title')} on={(recoveryLeft ?? 0) > 0} view={view}>
          <p>
            {recoveryLeft === null
              ? t('access.recovery.none')
              : t('access.recovery.left', { count: recoveryLeft })}
          </p>
          <div class="sd-actions sd-actions--tight">
            <ButtonLink href={paths.accessRecovery} small>
              {t(recoveryLeft === null ? 'access.recovery.make' : 'access.recovery.renew')}
            </ButtonLink>
          </div>
        </Way>
      )}
      {hasPassword && (
        <Way title={t('session.password.label')} on view={view}>
          <p>{t('access.password.what')}</p>
          <div class="sd-actions sd-actions--tight">
            <ButtonLink href={paths.accessPassword} small>
              {t('access.password.title')}
            </ButtonLink>
          </div>
        </Way>
      )}
    </div>
  )
}

function Way({
  view,
  title,
  on,
  children,
}: {
  view: PageView
  title: string
  on: boolean
  children: ComponentChildren
}) {
  return (
    <section class="access-card" aria-label={title}>
      <div class="access-card__head">
        <h3 class="kern-heading-small">{title}</h3>
        <Badge tone={on ? 'success' : 'neutral'} small>
          {view.t(on ? 'access.on' : 'access.off')}
        </Badge>
      </div>
      {children}
    </section>
  )
}

function PasskeyItem({ view, passkey, last }: { view: PageView; passkey: Passkey; last: boolean }) {
  const { t } = view
  return (
    <li>
      <strong class="wl-break">{passkey.name}</strong>
      <p class="sd-muted">
        {t('access.since')} <When view={view} at={passkey.createdAt} as="date" />
        {passkey.usedAt && (
          <>
            , {t('access.lastUsed')} <When view={view} at={passkey.usedAt} now={view.now} />
          </>
        )}
        {passkey.backedUp && <> · {t('access.passkey.backedUp')}</>}
      </p>
      <Details summary={t('access.passkey.change', { name: passkey.name })}>
        <Form action={paths.accessPasskeyName(passkey.id)}>
          <TextField
            t={t}
            name="name"
            id={`name-${passkey.id}`}
            label={t('access.passkey.name')}
            value={passkey.name}
            maxlength={60}
          />
          <Button kind="secondary" small>
            {t('access.passkey.rename')}
          </Button>
        </Form>
        {last ? (
          <p class="sd-muted">{t('access.lastStays')}</p>
        ) : (
          <ConfirmAction
            label={t('access.remove')}
            question={t('access.passkey.removeQuestion', { name: passkey.name })}
            action={paths.accessPasskeyEnd(passkey.id)}
            confirmLabel={t('access.passkey.removeYes')}
            danger
          />
        )}
      </Details>
    </li>
  )
}
