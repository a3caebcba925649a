import { caseFor } from '#modules/cases/index.ts'
import { identifyReport } from '#modules/reports/index.ts'
import { RadioField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Inset } from '#ui/notice.tsx'
import { chosenObject, objectChoices } from '../object-choosing.ts'
import { type ActionForm, withVersion } from './form.ts'

/** Which object of the town it is about: from a list of those near by, by its number, or by its sticker. */
export const identifying: ActionForm = {
  noun: 'objekt',
  does: 'identify',
  event: ['case.object_named', 'case.object_changed', 'case.object_removed'],
  icon: 'pin',
  when: (desk) => desk.case.kind === 'report' && desk.object.any,
  choices: objectChoices,
  fields: ({ desk, values, errors, choices }) => {
    const { t, lang } = desk.view
    const { object, required } = desk.object
    return (
      <>
        {choices.length > 0 ? (
          <RadioField
            t={t}
            name="objekt"
            label={t('objects.choose.label')}
            value={values.objekt}
            error={errors.objekt}
            options={choices}
          />
        ) : (
          <p>{t('objects.step.noneNear')}</p>
        )}
        <TextField
          t={t}
          name="nummer"
          label={t('objects.choose.number')}
          hint={t('objects.choose.numberHint')}
          value={values.nummer}
          error={errors.nummer}
          optional
          autocomplete="off"
          spellcheck={false}
          maxlength={300}
        />
        {required && object?.layer.code === required.code && (
          <Inset>{t('objects.choose.required', { layer: required.name[lang] })}</Inset>
        )}
        <Inset>{t(desk.case.public ? 'objects.choose.effect' : 'objects.choose.effectHidden')}</Inset>
      </>
    )
  },
  initial: (desk) => ({ objekt: desk.object.object?.id ?? '' }),
  run: async (ctx, c, values, { version }) => {
    // What may not be done at all, or has changed meanwhile, is said before anything of what was typed.
    const locked = await caseFor(ctx, 'identify', c.id, version)
    const objectId = await chosenObject(ctx, locked, values)
    await identifyReport(ctx, c.id, { objectId, ...withVersion(version) })
  },
  fieldOf: {
    'objects.choose': 'nummer',
    'objects.unknown_number': 'nummer',
    'objects.several': 'objekt',
    'objects.far': 'objekt',
    'objects.two_said': 'objekt',
    'report.object_same': 'nummer',
    'report.object_none': 'nummer',
    'report.object_unknown': 'nummer',
    'report.object_no_report': 'nummer',
    'report.object_gone': 'objekt',
    'report.object_layer': 'objekt',
    'report.object_required': 'objekt',
  },
}
