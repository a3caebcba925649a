import type { PageView } from '#http/view.ts'
import type { Hook } from '#modules/webhooks/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

/** The text by which the other side checks that a message is ours. */
export function SecretPage({ view, hook, secret }: { view: PageView; hook: Hook; secret: string }) {
  const { t } = view
  const title = t('webhook.secret.title')
  return (
    <WorkspaceLayout view={view} title={`${title} – ${hook.label}`}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('admin.area.webhooks.title'), href: paths.webhooks },
          { label: hook.label, href: paths.webhook(hook.id) },
          { label: title },
        ]}
      />
      <PageTitle lead={t('webhook.secret.lead')}>{title}</PageTitle>
      <section class="sd-code__text" tabindex={0} aria-label={title}>
        <pre>
          <code>{secret}</code>
        </pre>
      </section>
      <p>{t('webhook.secret.renewal')}</p>
      <Form action={paths.webhookSecret(hook.id)}>
        <ActionBar>
          <Button kind="secondary">{t('webhook.secret.renew')}</Button>
          <ButtonLink kind="tertiary" href={paths.webhook(hook.id)}>
            {t('webhook.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </WorkspaceLayout>
  )
}
