import type { PageView } from '#http/view.ts'
import { Button } from '#ui/button.tsx'
import { CopyLink } from '#ui/copy-link.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../../paths.ts'
import type { PersonFile } from './person.ts'

/** Somebody's way in: invitation, second factors, sessions, and the door that is shut when they leave. */
export function PersonAccess({ view, file }: { view: PageView; file: PersonFile }) {
  const { t } = view
  const { account, access, invitation } = file
  const name = account.name
  const action = (noun: string) => paths.personAction(account.id, noun)
  if (!access) return null
  const { factors, sessions } = access
  const factorCount = factors.passkeys.length + (factors.app ? 1 : 0)
  return (
    <Section title={t('people.access.title')}>
      {file.link && <LinkByHand view={view} link={file.link} />}
      <DescriptionList
        items={[
          ...(invitation && !invitation.usedAt
            ? [
                {
                  term: t('people.access.invitation'),
                  value:
                    invitation.expiresAt > view.now
                      ? t('people.access.invitedUntil', {
                          day: view.format.formatDateTime(invitation.expiresAt),
                        })
                      : t('people.access.invitationOver'),
                },
              ]
            : []),
          {
            term: t('people.access.factors'),
            value: t('people.access.factorCount', { count: factorCount }),
          },
          {
            term: t('people.access.sessions'),
            value:
              sessions.length === 0 ? (
                t('people.access.nowhere')
              ) : (
                <>
                  {t('people.access.sessionCount', { count: sessions.length })}{' '}
                  <When view={view} at={lastSeen(sessions)} now={view.now} />
                </>
              ),
          },
        ]}
      />
      <div class="org-actions org-actions--wide">
        {!account.disabledAt && (
          <Form action={action('einladung')} class="">
            <Button kind="secondary" icon="mail">
              {t(
                invitation?.purpose === 'welcome' && !invitation.usedAt
                  ? 'people.access.again'
                  : 'people.access.link',
              )}
            </Button>
          </Form>
        )}
        {sessions.length > 0 && (
          <Form action={action('sitzungen')} class="">
            <Button kind="secondary">{t('people.access.endSessions')}</Button>
          </Form>
        )}
        {factorCount > 0 && (
          <ConfirmAction
            label={t('people.access.resetFactors')}
            question={t('people.access.resetQuestion', { name })}
            action={action('zweitfaktor')}
            confirmLabel={t('people.access.resetConfirm')}
            danger
          />
        )}
        {account.disabledAt ? (
          <Form action={action('freigabe')} class="">
            <Button kind="secondary">{t('people.access.enable')}</Button>
          </Form>
        ) : (
          <ConfirmAction
            label={t('people.access.disable')}
            icon="lock"
            question={t('people.access.disableQuestion', { name })}
            action={action('sperre')}
            confirmLabel={t('people.access.disableConfirm')}
            danger
          />
        )}
      </div>
    </Section>
  )
}

const lastSeen = (sessions: readonly { seenAt: Date }[]): Date =>
  new Date(Math.max(...sessions.map((s) => s.seenAt.getTime())))

/** As long as the program sends no mail, the link has to reach the person some other way. */
function LinkByHand({ view, link }: { view: PageView; link: string }) {
  const { t } = view
  return (
    <Notice tone="info" title={t('people.access.byHand')}>
      <CopyLink t={t} href={link} class="org-link" />
    </Notice>
  )
}
