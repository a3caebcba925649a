import type { PageView } from '#http/view.ts'
import type { Provider } from '#modules/identity/index.ts'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import type { Fields, ProviderForm } from './form.ts'
import { ProviderFields } from './provider-form.tsx'
import { Trail } from './trail.tsx'

interface Props {
  view: PageView
  provider: Provider | null
  form: ProviderForm
  faults?: readonly Fields[]
  /** A sentence about the whole: somebody else was faster, the short name is taken. */
  refusal?: string | null
}

/** A new provider, or one that is changed. */
export function EditPage({ view, provider, form, faults = [], refusal }: Props) {
  const { t } = view
  const title = provider ? t('sso.edit') : t(`sso.new.${form.fuer}`)
  const sentences = Object.fromEntries(faults.map((field) => [field, t(`sso.fault.${field}`)]))
  return (
    <WorkspaceLayout view={view} title={title} errors={faults.length > 0 || Boolean(refusal)}>
      <Trail view={view} provider={provider} here={title} />
      <ErrorSummary t={t} errors={faults.map((field) => ({ field, message: sentences[field]! }))} />
      {refusal && <Notice tone="warning" title={refusal} live />}
      <PageTitle preline={provider?.name} lead={t(`sso.lead.${form.fuer}`)}>
        {title}
      </PageTitle>
      <ProviderFields
        view={view}
        form={form}
        errors={sentences}
        kept={provider ? { secret: provider.hasSecret } : null}
        action={provider ? paths.signOnProviderAction(provider.code, 'bearbeiten') : paths.signOnProviderNew}
        back={provider ? paths.signOnProvider(provider.code) : paths.signOnProviders}
      />
    </WorkspaceLayout>
  )
}
