import type { Party } from '#modules/parties/index.ts'
import type { Lang } from '#platform/i18n.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { DateField } from '#ui/field/date-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'

export interface ProfileWords {
  name: string
  day: string
  month: string
  year: string
  adresse: string
  telefon: string
  sprache: Lang
}

export const wordsOf = (party: Party, lang: Lang): ProfileWords => {
  const [year = '', month = '', day = ''] = (party.birthDate ?? '').split('-')
  return {
    name: party.name ?? '',
    day,
    month,
    year,
    adresse: party.address ?? '',
    telefon: party.phone ?? '',
    sprache: lang,
  }
}

interface Props {
  me: Me
  words: ProfileWords
  version: number
  email: string | null
  errors?: Record<string, string>
  /** An address that could not be written to. */
  newEmail?: string
}

/** Who I am and how to reach me; nothing of it has to be said. */
export function ProfilePage({ me, words, version, email, errors = {}, newEmail = '' }: Props) {
  const { t } = me.view
  const list = Object.entries(errors).map(([field, message]) => ({
    field: field === 'geburtstag' ? 'geburtstag-day' : field,
    message,
  }))
  return (
    <AccountLayout me={me} area="profile" lead={t('account.profile.lead')} errors={list}>
      <Form action={paths.accountProfile} hidden={{ stand: version }}>
        <TextField
          t={t}
          name="name"
          label={t('account.profile.name')}
          hint={t('account.profile.nameHint')}
          value={words.name}
          autocomplete="name"
          maxlength={200}
          error={errors.name}
          optional
        />
        <DateField
          t={t}
          name="geburtstag"
          label={t('account.profile.birthDate')}
          hint={t('account.profile.birthDateHint')}
          value={{ day: words.day, month: words.month, year: words.year }}
          purpose="birthday"
          error={errors.geburtstag}
          optional
        />
        <TextField
          t={t}
          name="adresse"
          label={t('account.profile.address')}
          hint={t('account.profile.addressHint')}
          value={words.adresse}
          autocomplete="street-address"
          maxlength={300}
          error={errors.adresse}
          optional
        />
        <TextField
          t={t}
          name="telefon"
          type="tel"
          inputmode="tel"
          label={t('account.profile.phone')}
          value={words.telefon}
          autocomplete="tel"
          maxlength={60}
          width="medium"
          error={errors.telefon}
          optional
        />
        <RadioField
          t={t}
          name="sprache"
          label={t('account.profile.lang')}
          look="row"
          value={words.sprache}
          options={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Inset>
          <p>{t('account.profile.why')}</p>
        </Inset>
        <ActionBar>
          <Button>{t('ui.save')}</Button>
        </ActionBar>
      </Form>
      <Section title={t('account.profile.email')}>
        <p>{email ? t('account.profile.emailNow', { email }) : t('account.profile.emailNone')}</p>
        <Form action={paths.accountAddress}>
          <TextField
            t={t}
            name="email"
            type="email"
            label={t('account.profile.emailNew')}
            hint={t('account.profile.emailHint')}
            value={newEmail}
            autocomplete="email"
            maxlength={320}
            spellcheck={false}
            error={errors.email}
          />
          <Button kind="secondary" icon="mail">
            {t('account.profile.emailSend')}
          </Button>
        </Form>
      </Section>
    </AccountLayout>
  )
}
