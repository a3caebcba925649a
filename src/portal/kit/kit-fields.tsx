import { SampleMap, samplePhoto } from '#portal/kit/samples.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { AddressField } from '#ui/field/address-field.tsx'
import {
  CheckboxField,
  CheckboxGroup,
  type Option,
  RadioField,
  SelectField,
} from '#ui/field/choice-field.tsx'
import { DateField, DatePicker } from '#ui/field/date-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { FileField, PhotoField } from '#ui/field/file-field.tsx'
import { PlaceField } from '#ui/field/place-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import type { T, View } from '#ui/view.ts'

const kinds = (t: T): Option[] => [
  { value: 'road', label: t('kit.field.road'), detail: t('kit.field.roadDetail'), icon: 'route' },
  { value: 'light', label: t('kit.field.light'), detail: t('kit.field.lightDetail'), icon: 'star' },
  { value: 'waste', label: t('kit.field.waste'), detail: t('kit.field.wasteDetail'), icon: 'bin' },
  { value: 'green', label: t('kit.field.green'), icon: 'pin' },
]

const yesNo = (t: T): Option[] => [
  { value: 'ja', label: t('kit.field.yes') },
  { value: 'nein', label: t('kit.field.no') },
]

/** The same fields empty and filled, with errors, and locked. */
export function FieldsSection({ view: { t } }: { view: View }) {
  return (
    <>
      <Section title={t('kit.sections.fields')}>
        <Form action="#senden" files>
          <TextField
            t={t}
            name="name"
            label={t('kit.field.name')}
            hint={t('kit.field.nameHint')}
            autocomplete="name"
          />
          <TextField
            t={t}
            name="email"
            type="email"
            label={t('kit.field.email')}
            autocomplete="email"
            value="kim.muster@beispiel.de"
            optional
          />
          <TextArea
            t={t}
            name="text"
            label={t('kit.field.text')}
            hint={t('kit.field.textHint')}
            value={t('kit.field.textValue')}
            maxlength={2000}
          />
          <RadioField
            t={t}
            name="art"
            label={t('kit.field.kind')}
            options={kinds(t)}
            value="road"
            look="cards"
          />
          <RadioField
            t={t}
            name="nachfrage"
            label={t('kit.field.contact')}
            options={yesNo(t)}
            look="row"
            optional
          />
          <CheckboxGroup
            t={t}
            name="kanal"
            label={t('kit.field.channels')}
            values={['mail']}
            optional
            options={[
              { value: 'mail', label: t('kit.field.email') },
              { value: 'telefon', label: t('kit.field.phone') },
              { value: 'brief', label: t('kit.field.letter'), disabled: true },
            ]}
          />
          <SelectField
            t={t}
            name="stadtteil"
            label={t('kit.field.district')}
            placeholder={t('kit.field.choose')}
            options={[
              { group: t('kit.field.inner'), options: [{ value: 'altstadt', label: 'Altstadt' }] },
              { group: t('kit.field.outer'), options: [{ value: 'auheim', label: 'Auheim' }] },
            ]}
          />
          <DateField
            t={t}
            name="geburt"
            label={t('kit.field.birthday')}
            hint={t('kit.field.birthdayHint')}
            purpose="birthday"
            value="1987-03-27"
          />
          <DatePicker t={t} name="termin" label={t('kit.field.day')} value="2026-11-27" optional />
          <PlaceField
            t={t}
            name="ort"
            label={t('kit.field.place')}
            hint={t('kit.field.placeHint')}
            lat={50.1264}
            lon={8.9283}
            chosen={t('kit.field.placeChosen')}
            picture={<SampleMap label={t('kit.field.map')} />}
          >
            <AddressField
              t={t}
              name="adresse"
              label={t('kit.field.address')}
              hint={t('kit.field.addressHint')}
              value="Uferw"
              hit="1"
              hits={[
                { value: '1', label: 'Uferweg 12', detail: 'Altstadt' },
                { value: '2', label: 'Uferwiesenstraße 3', detail: 'Auheim' },
              ]}
            />
          </PlaceField>
          <PhotoField
            t={t}
            name="foto"
            label={t('kit.field.photos')}
            hint={t('kit.field.photosHint')}
            optional
            upload={{ name: 'aktion', value: 'hochladen' }}
            uploaded={[
              { value: 'a', name: 'IMG_2041.heic', thumb: samplePhoto, alt: t('kit.field.photoAlt') },
              { value: 'b', name: 'IMG_2042.heic', thumb: samplePhoto, alt: t('kit.field.photoAlt') },
            ]}
          />
          <FileField
            t={t}
            name="unterlagen"
            label={t('kit.field.file')}
            hint={t('kit.field.fileHint')}
            optional
            uploaded={[
              {
                value: 'c',
                name: 'Lageplan-mit-einem-sehr-langen-Namen-der-umbricht_2026-11-22.pdf',
                detail: '1,2 MB',
              },
            ]}
          />
          <CheckboxField
            t={t}
            name="einwilligung"
            label={t('kit.field.consent')}
            hint={t('kit.field.consentHint')}
            optional
          />
          <ActionBar>
            <Button iconAfter="arrow-right">{t('ui.next')}</Button>
            <Button kind="secondary" name="aktion" value="zurueck" formNoValidate>
              {t('ui.back')}
            </Button>
          </ActionBar>
        </Form>
      </Section>
      <FieldsWithErrors t={t} />
      <LockedFields t={t} />
    </>
  )
}

function FieldsWithErrors({ t }: { t: T }) {
  const errors = {
    'f-email': t('kit.field.emailError'),
    'f-text': t('kit.field.textError'),
    'f-art': t('kit.field.kindError'),
    'f-geburt': t('kit.field.birthdayError'),
    'f-foto': t('kit.field.photoError'),
  }
  return (
    <Section title={t('kit.sections.fieldsErrors')}>
      <ErrorSummary
        t={t}
        focus={false}
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <Form action="#senden" files>
        <TextField
          t={t}
          name="f-email"
          type="email"
          label={t('kit.field.email')}
          value="kim.muster"
          error={errors['f-email']}
        />
        <TextArea
          t={t}
          name="f-text"
          label={t('kit.field.text')}
          hint={t('kit.field.textHint')}
          rows={3}
          error={errors['f-text']}
        />
        <RadioField
          t={t}
          name="f-art"
          label={t('kit.field.kind')}
          options={kinds(t).slice(0, 2)}
          error={errors['f-art']}
        />
        <SelectField
          t={t}
          name="f-stadtteil"
          label={t('kit.field.district')}
          placeholder={t('kit.field.choose')}
          options={[{ value: 'altstadt', label: 'Altstadt' }]}
          error={t('kit.field.kindError')}
        />
        <DateField
          t={t}
          name="f-geburt"
          label={t('kit.field.birthday')}
          hint={t('kit.field.birthdayHint')}
          value={{ day: '31', month: '2', year: '1987' }}
          error={errors['f-geburt']}
        />
        <AddressField t={t} name="f-adresse" label={t('kit.field.address')} value="Ufferweg" hits={[]} />
        <PhotoField t={t} name="f-foto" label={t('kit.field.photos')} error={errors['f-foto']} optional />
        <CheckboxField
          t={t}
          name="f-einwilligung"
          label={t('kit.field.consent')}
          error={t('kit.field.kindError')}
        />
      </Form>
    </Section>
  )
}

function LockedFields({ t }: { t: T }) {
  return (
    <Section title={t('kit.sections.fieldsLocked')}>
      <Form action="#senden">
        <TextField t={t} name="g-name" label={t('kit.field.name')} value="Kim Muster" disabled />
        <TextField
          t={t}
          name="g-email"
          label={t('kit.field.email')}
          value="kim.muster@beispiel.de"
          readonly
        />
        <RadioField
          t={t}
          name="g-nachfrage"
          label={t('kit.field.contact')}
          options={yesNo(t)}
          value="ja"
          look="row"
          disabled
        />
        <SelectField
          t={t}
          name="g-stadtteil"
          label={t('kit.field.district')}
          disabled
          value="a"
          options={[{ value: 'a', label: 'Altstadt' }]}
        />
      </Form>
    </Section>
  )
}
