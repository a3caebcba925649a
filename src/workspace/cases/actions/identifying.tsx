import { caseFor } from '#modules/cases/index.ts'
import { identifyReport } from '#modules/reports/index.ts'
import { RadioField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Inset } from '#ui/notice.tsx'
import { chosenObject, NO_OBJECT, objectChoices } from '../object-choosing.ts'
import { type ActionForm, withVersion } from './form.ts'

/** Which object of the town it is about: from a list of those near by, by its number, or by its sticker. */
export const identifying: ActionForm = {
  noun: 'objekt',
  does: 'identify',
  event: ['case.object_named', 'case.object_changed', 'case.object_removed'],
  // A number that was typed says which one only once it is looked up.
  chose: (_ctx, { object }, values) => Boolean(values.nummer) || (object ?? NO_OBJECT) === values.objekt,
  icon: 'pin',
  when: (desk) => desk.case.kind === 'report' && desk.object.any,
  choices: objectChoices,
  fields: ({ desk, values, errors, choices: { options, picture } }) => {
    const { t, lang } = desk.view
    const { object, required } = desk.object
    const kept = required !== null && object?.layer.code === required.code
    return (
      <>
        {/* Drawn by our own server from the town's data. */}
        {picture && <div class="part__picture" dangerouslySetInnerHTML={{ __html: picture }} />}
        {options.length > 0 ? (
          <RadioField
            t={t}
            name="objekt"
            label={t('objects.choose.label')}
            value={values.objekt}
            error={errors.objekt}
            options={options}
          />
        ) : (
          <p>{t('objects.choose.noneNear')}</p>
        )}
        <TextField
          t={t}
          name="nummer"
          label={t(options.length > 0 ? 'objects.choose.otherNumber' : 'objects.choose.number')}
          hint={t('objects.choose.numberHint')}
          value={values.nummer}
          error={errors.nummer}
          optional={options.length > 0}
          autocomplete="off"
          spellcheck={false}
          maxlength={300}
        />
        <Inset>
          {kept && <p>{t('objects.choose.required', { layer: required.name[lang] })}</p>}
          <p>{t(desk.case.public ? 'objects.choose.effect' : 'objects.choose.effectHidden')}</p>
        </Inset>
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
