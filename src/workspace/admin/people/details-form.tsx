import { z } from 'zod'
import type { PageView } from '#http/view.ts'
import { type Account, isEmail } from '#modules/identity/index.ts'
import type { Lang } from '#platform/i18n.ts'
import { RadioField } from '#ui/field/choice-field.tsx'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import type { T } from '#ui/view.ts'

const schema = z.object({
  name: z.string().trim().normalize('NFC').max(200).catch(''),
  email: z.string().trim().max(320).catch(''),
  sprache: z.string().catch('de'),
  version: z.coerce.number().int().catch(0),
})
export type DetailsForm = z.infer<typeof schema>
export const readDetails = (body: unknown): DetailsForm => schema.parse(body)

export const detailsOf = (account: Account): DetailsForm => ({
  name: account.name,
  email: account.email,
  sprache: account.lang,
  version: account.version,
})

export function mistakesInDetails(form: DetailsForm, t: T): FieldMistake[] {
  const wrong: [keyof DetailsForm, boolean][] = [
    ['name', form.name === ''],
    ['email', !isEmail(form.email)],
    ['sprache', form.sprache !== 'de' && form.sprache !== 'en'],
  ]
  return wrong.filter(([, is]) => is).map(([field]) => ({ field, message: t(`people.mistake.${field}`) }))
}

export const personOf = ({ name, email, sprache, version }: DetailsForm) => ({
  name,
  email,
  lang: sprache as Lang,
  version,
})

/** Who somebody is. */
export function DetailsFields({
  view,
  form,
  mistakes,
}: {
  view: PageView
  form: DetailsForm
  mistakes: readonly FieldMistake[]
}) {
  const { t } = view
  const error = (field: string) => mistakes.find((m) => m.field === field)?.message
  return (
    <>
      <TextField
        t={t}
        name="name"
        label={t('people.name')}
        value={form.name}
        error={error('name')}
        maxlength={200}
        autocomplete="off"
      />
      <TextField
        t={t}
        name="email"
        type="email"
        label={t('people.email')}
        hint={t('people.emailHint')}
        value={form.email}
        error={error('email')}
        autocomplete="off"
        spellcheck={false}
      />
      <RadioField
        t={t}
        name="sprache"
        look="row"
        label={t('people.lang')}
        value={form.sprache}
        error={error('sprache')}
        options={(['de', 'en'] as const).map((value) => ({ value, label: t(`people.language.${value}`) }))}
      />
    </>
  )
}
