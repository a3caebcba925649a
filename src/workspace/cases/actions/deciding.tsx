import { decideDoubt } from '#modules/voice/index.ts'
import { isUuid } from '#platform/ids.ts'
import { CheckboxField, RadioField } from '#ui/field/choice-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Voices } from '../case-voices.tsx'
import { ClosedParts, chosenParts, endedTogether } from './closed-parts.tsx'
import { type ActionForm, withVersion } from './form.ts'
import { textFault } from './text-fault.ts'

/** People say that it is still there: reopen the case, or leave it closed with a word to those who asked. */
export const deciding: ActionForm = {
  noun: 'rueckmeldung',
  does: 'reopen',
  event: 'case.doubt_decided',
  icon: 'megaphone',
  when: ({ voices }) => Boolean(voices?.question),
  fields: ({ desk, values, errors }) => {
    const { t } = desk.view
    const photos = desk.photos.filter((p) => p.stage === 'again' && p.visibility === 'internal')
    return (
      <>
        <Voices desk={desk} />
        <RadioField
          t={t}
          name="entscheidung"
          label={t('voice.decide.label')}
          value={values.entscheidung}
          error={errors.entscheidung}
          options={[
            { value: 'wieder', label: t('voice.decide.reopen'), detail: t('voice.decide.reopenDetail') },
            { value: 'bleibt', label: t('voice.decide.stays'), detail: t('voice.decide.staysDetail') },
          ]}
        />
        <ClosedParts desk={desk} values={values} />
        <TextArea
          t={t}
          name="text"
          optional
          rows={3}
          label={t('voice.decide.word')}
          hint={t('voice.decide.wordHint')}
          value={values.text}
          error={errors.text}
        />
        {photos.length > 0 && desk.case.public && (
          <>
            <input type="hidden" name="gesehen" value={photos.map((p) => p.id).join(' ')} />
            <CheckboxField
              t={t}
              name="zeigen"
              optional
              label={t('voice.decide.publish')}
              checked={values.zeigen === 'ja'}
            />
          </>
        )}
      </>
    )
  },
  initial: (desk) => ({ teile: endedTogether(desk) }),
  check: (values, { view: { t } }) => ({
    entscheidung: ['wieder', 'bleibt'].includes(values.entscheidung ?? '')
      ? undefined
      : t('voice.decide.missing'),
    text:
      values.entscheidung === 'bleibt' && !values.text?.trim()
        ? t('error.voice.word_missing')
        : values.text?.trim()
          ? textFault(values.text, t)
          : undefined,
  }),
  run: (ctx, c, values, { version }) =>
    decideDoubt(
      ctx,
      c.id,
      {
        reopen: values.entscheidung === 'wieder',
        word: values.text ?? '',
        parts: chosenParts(values),
        // One that came in while the page stood open nobody here has looked at.
        publish: values.zeigen === 'ja' ? (values.gesehen ?? '').split(' ').filter(isUuid) : [],
      },
      withVersion(version).version,
    ),
}
