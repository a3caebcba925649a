import type { PageView } from '#http/view.ts'
import type { Session } from '#modules/identity/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { deviceWords } from './device-words.ts'

/** Where somebody is signed in now; each can be ended from here. */
export function SessionsSection({ view, sessions }: { view: PageView; sessions: readonly Session[] }) {
  const { t } = view
  return (
    <>
      <Table
        t={t}
        caption={t('access.sessions.title')}
        captionHidden
        small
        rows={sessions}
        rowKey={(s) => s.id}
        columns={[
          {
            key: 'device',
            label: t('access.sessions.device'),
            rowHeader: true,
            cell: (s) => (
              <>
                {deviceWords(t, s)}{' '}
                {s.current && (
                  <Badge tone="info" small>
                    {t('access.sessions.current')}
                  </Badge>
                )}
              </>
            ),
          },
          {
            key: 'since',
            label: t('access.sessions.since'),
            cell: (s) => (
              <span>
                <When view={view} at={s.startedAt} />
                <small class="access-how">{t(`identity.method.${s.method}`)}</small>
              </span>
            ),
          },
          {
            key: 'seen',
            label: t('access.lastUsed'),
            cell: (s) => <When view={view} at={s.seenAt} now={view.now} />,
          },
          {
            key: 'place',
            label: t('access.sessions.place'),
            cell: (s) => t(s.sameAddress ? 'access.sessions.samePlace' : 'access.sessions.otherPlace'),
          },
          {
            key: 'end',
            label: t('access.sessions.endLabel'),
            action: true,
            cell: (s) =>
              s.current ? null : (
                <Form action={paths.accessSession(s.id)} class="">
                  <Button kind="secondary" small>
                    {t('access.sessions.end')}
                    <span class="kern-sr-only"> {deviceWords(t, s)}</span>
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <Form action={paths.accessSessions}>
          <ActionBar>
            <Button kind="secondary">{t('access.sessions.endOthers')}</Button>
          </ActionBar>
        </Form>
      )}
      <p class="access-more sd-muted">{t('access.sessions.unknown')}</p>
    </>
  )
}
