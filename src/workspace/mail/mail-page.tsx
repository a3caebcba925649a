import type { PageView } from '#http/view.ts'
import type { mailById } from '#modules/notifications/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { Details } from '#ui/details.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { MailBadge } from './mail-list-page.tsx'

/** One mail as it goes out. Its HTML is shown as source: nothing of a mail is ever run here. */
export function MailPage({ view, mail }: { view: PageView; mail: Awaited<ReturnType<typeof mailById>> }) {
  const { t } = view
  // A letter that reached its reader holds a key that is theirs alone; one that was kept is read here or nowhere.
  const own = mail.status === 'kept' ? withoutInvitations : withoutKeys
  // By a link into an account one would be somebody else; only the demo's people are nobody.
  const shown = view.demo && mail.status === 'kept' ? own : (text: string) => own(withoutAccounts(text))
  return (
    <WorkspaceLayout view={view} title={`${mail.subject} – ${t('mailbox.title')}`}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('mailbox.title'), href: paths.mail }, { label: mail.subject }]}
      />
      <PageTitle actions={<MailBadge t={t} status={mail.status} />}>{mail.subject}</PageTitle>
      {mail.status === 'kept' && <Notice tone="warning" title={t('mailbox.kept')} />}
      {mail.status === 'failed' && (
        <Notice tone="danger" title={t('mailbox.failed', { code: mail.error ?? '', count: mail.attempts })} />
      )}
      <DescriptionList
        items={[
          { term: t('mailbox.to'), value: <span class="wl-break">{mail.to}</span> },
          { term: t('mailbox.at'), value: <When view={view} at={mail.at} /> },
          ...(mail.sentAt
            ? [{ term: t('mailbox.sentAt'), value: <When view={view} at={mail.sentAt} /> }]
            : []),
          ...(mail.stream
            ? [
                {
                  term: t('mailbox.case'),
                  value: <a href={paths.case(mail.stream)}>{t('mailbox.toCase')}</a>,
                },
              ]
            : []),
        ]}
      />
      <Section title={t('mailbox.text')}>
        <div class="mail-text">{shown(mail.text)}</div>
      </Section>
      {mail.html && (
        <Details summary={t('mailbox.html')}>
          <pre class="mail-source" tabindex={0}>
            {shown(mail.html)}
          </pre>
        </Details>
      )}
    </WorkspaceLayout>
  )
}

/** The text without the secret part of tracking and stop links: whoever may read mail may not act as its reader. */
const withoutKeys = (text: string): string =>
  withoutInvitations(text).replace(/(\/(?:status|abmelden)\/)[\w-]{16,}/g, '$1…')

/** Nobody reads here by what link a colleague sets their password; who may hand it over finds it on their page. */
const withoutInvitations = (text: string): string =>
  text.replace(/(?<!\/konto)(\/einladung\/)[\w-]{16,}/g, '$1…')

/** Links that sign a citizen in, confirm an address of theirs, or make them act for an organisation. */
const withoutAccounts = (text: string): string =>
  text.replace(/(\/konto\/(?:anmeldung|adresse|einladung)\/)[\w-]{16,}/g, '$1…')
