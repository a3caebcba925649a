import type { PageView } from '#http/view.ts'
import type { HookInput } from '#modules/webhooks/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxField, CheckboxGroup } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { offeredTypes } from './form.ts'

export type Faults = Partial<Record<'label' | 'url' | 'types', string>>

interface Props {
  view: PageView
  action: string
  back: string
  input: HookInput
  version?: number
  faults?: Faults
}

/** Name, address, and what it is to hear of. */
export function HookForm({ view, action, back, input, version, faults = {} }: Props) {
  const { t } = view
  const say = (key: keyof Faults) => (faults[key] ? t(faults[key]) : undefined)
  const fields = { label: 'name', url: 'adresse', types: 'arten' } as const
  const errors = (Object.keys(faults) as (keyof Faults)[]).map((key) => ({
    field: fields[key],
    message: say(key) ?? '',
  }))
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <Form action={action} hidden={{ version }}>
        <TextField
          t={t}
          name="name"
          label={t('webhook.label')}
          value={input.label}
          maxlength={100}
          error={say('label')}
        />
        <TextField
          t={t}
          name="adresse"
          type="url"
          label={t('webhook.url')}
          hint={t('webhook.urlHint')}
          value={input.url}
          maxlength={2000}
          error={say('url')}
          spellcheck={false}
        />
        <CheckboxGroup
          t={t}
          name="arten"
          label={t('webhook.types')}
          values={input.types}
          error={say('types')}
          options={offeredTypes.map((type) => ({
            value: type,
            label: t(`webhook.type.${type.replace('.*', '.all').replace('.', '_')}`),
            detail: <code>{type}</code>,
          }))}
        />
        <CheckboxField
          t={t}
          name="alle"
          optional
          label={t('webhook.allCases')}
          hint={t('webhook.allCasesHint')}
          checked={input.allCases}
        />
        <ActionBar>
          <Button>{t('webhook.save')}</Button>
          <ButtonLink kind="tertiary" href={back}>
            {t('webhook.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </>
  )
}
