import { closeCase, LONGEST_TEXT, notePhoto, type Outcome, outcomes } from '#modules/cases/index.ts'
import { RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { PhotoField } from '#ui/field/file-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Icon } from '#ui/icon.tsx'
import { OpenParts, partsFault, saidOf } from './closing-parts.tsx'
import type { ActionForm } from './form.ts'
import { reaches } from './replying.tsx'

/** Done, with an outcome and what that outcome must say. All fields stand there; each says for which outcome it is. */
export const closing: ActionForm = {
  noun: 'abschluss',
  does: 'close',
  event: 'case.closed',
  icon: 'check',
  photos: 'after',
  fields: ({ desk, values, errors }) => {
    const { t, lang } = desk.view
    return (
      <>
        <RadioField
          t={t}
          name="ergebnis"
          label={t('workspace.form.outcome')}
          value={values.ergebnis}
          error={errors.ergebnis}
          options={outcomes.map((o) => ({
            value: o,
            label: t(`workspace.outcome.${o}.label`),
            detail: t(`workspace.outcome.${o}.detail`),
          }))}
        />
        <div class="for-outcome for-outcome--not_responsible">
          <SelectField
            t={t}
            name="stelle"
            label={t('workspace.form.authority')}
            hint={t('workspace.form.authorityHint')}
            optional
            placeholder={t('workspace.form.choose')}
            value={values.stelle}
            error={errors.stelle}
            options={desk.authorities.map((a) => ({ value: a.id, label: lang === 'en' ? a.nameEn : a.name }))}
          />
        </div>
        <div class="for-outcome for-outcome--duplicate">
          <TextField
            t={t}
            name="original"
            label={t('workspace.form.original')}
            hint={
              desk.related[0]
                ? t('workspace.form.originalNear', {
                    number: desk.related[0].case.number,
                    metres: desk.related[0].metres,
                  })
                : t('workspace.form.originalHint')
            }
            optional
            width="medium"
            value={values.original}
            error={errors.original}
          />
        </div>
        <OpenParts desk={desk} values={values} errors={errors} />
        <TextArea
          t={t}
          name="text"
          label={t('workspace.form.closingWords')}
          hint={t(desk.case.public ? 'workspace.form.closingPublic' : 'workspace.form.closingParties')}
          optional
          rows={4}
          value={values.text}
          error={errors.text}
        />
        <PhotoField
          t={t}
          name="fotos"
          label={t('workspace.form.photosAfter')}
          hint={t(desk.case.public ? 'workspace.form.photosPublic' : 'workspace.form.photosParties')}
          optional
          error={errors.fotos}
        />
        <p class="goes">
          <Icon name="mail" size={20} />
          {reaches(desk)}
        </p>
      </>
    )
  },
  initial: (desk) => ({ ergebnis: 'fixed', original: '', stelle: desk.case.authorityId ?? '' }),
  check: (values, desk) => {
    const { t } = desk.view
    const { ergebnis, stelle, original } = values
    const text = values.text?.trim() ?? ''
    return {
      ergebnis: outcomes.some((o) => o === ergebnis) ? undefined : t('workspace.form.outcomeMissing'),
      stelle:
        ergebnis === 'not_responsible' && !text && !desk.authorities.some((a) => a.id === stelle)
          ? t('error.case.authority_missing')
          : undefined,
      teile: partsFault(values, desk),
      original: ergebnis === 'duplicate' && !original?.trim() ? t('error.case.original_missing') : undefined,
      text:
        ergebnis === 'no_action' && !text
          ? t('error.case.reason_missing')
          : text.length > LONGEST_TEXT
            ? t('error.case.text_long', { most: LONGEST_TEXT })
            : undefined,
    }
  },
  run: async (ctx, c, values, { version, photos }) => {
    const outcome = values.ergebnis as Outcome
    await closeCase(
      ctx,
      c.id,
      {
        outcome,
        note: values.text,
        authorityId: (outcome === 'not_responsible' && values.stelle) || null,
        duplicateOf: (outcome === 'duplicate' && values.original) || null,
        parts: saidOf(values),
      },
      version,
    )
    for (const photo of photos) await notePhoto(ctx, c.id, photo, 'after')
  },
  fieldOf: {
    'case.parts_open': 'teile',
    'case.parts_changed': 'teile',
    'case.reason_missing': 'text',
    'case.authority_missing': 'stelle',
    'case.no_such_authority': 'stelle',
    'case.original_missing': 'original',
    'case.original_unknown': 'original',
    'case.own_duplicate': 'original',
    'case.own_whole': 'original',
  },
}
