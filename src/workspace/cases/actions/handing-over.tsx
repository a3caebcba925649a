import { handOver, handToAuthority, LONGEST_TEXT } from '#modules/cases/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Inset } from '#ui/notice.tsx'
import { type ActionForm, withVersion } from './form.ts'

/** To another office of the town, or to an authority outside of it. */
export const handingOver: ActionForm = {
  noun: 'weitergabe',
  does: 'handover',
  event: 'case.forwarded',
  icon: 'share',
  fields: ({ desk, values, errors }) => {
    const { t, lang } = desk.view
    return (
      <>
        <SelectField
          t={t}
          name="an"
          label={t('workspace.form.handTo')}
          hint={t('workspace.form.handToHint')}
          value={values.an ?? ''}
          placeholder={t('workspace.form.choose')}
          error={errors.an}
          options={[
            {
              group: t('workspace.form.units'),
              options: [...desk.org.units.values()]
                .filter((u) => u.id !== desk.case.unitId && !u.dissolvedAt)
                .map((u) => ({ value: u.id, label: unitName(u, lang) }))
                .sort((a, b) => a.label.localeCompare(b.label, lang)),
            },
            {
              group: t('workspace.form.authorities'),
              options: desk.authorities.map((a) => ({
                value: a.id,
                label: lang === 'en' ? a.nameEn : a.name,
              })),
            },
          ].filter((g) => g.options.length > 0)}
        />
        <TextArea
          t={t}
          name="text"
          label={t('workspace.form.handNote')}
          hint={t('workspace.form.handNoteHint')}
          optional
          rows={4}
          value={values.text}
          error={errors.text}
        />
        <Inset>{t('workspace.form.handEffect')}</Inset>
      </>
    )
  },
  initial: (desk) => ({ an: desk.case.authorityId ?? '' }),
  check: (values, desk) => ({
    an:
      desk.org.units.has(values.an ?? '') || desk.authorities.some((a) => a.id === values.an)
        ? undefined
        : desk.view.t('workspace.form.handToMissing'),
    text:
      (values.text ?? '').length > LONGEST_TEXT
        ? desk.view.t('error.case.text_long', { most: LONGEST_TEXT })
        : undefined,
  }),
  run: async (ctx, c, values, { version }) => {
    const note = values.text?.trim()
    const rest = { ...(note && { note }), ...withVersion(version) }
    if ((await organisation(ctx)).units.has(values.an!))
      await handOver(ctx, c.id, { unitId: values.an!, ...rest })
    else await handToAuthority(ctx, c.id, { authorityId: values.an!, ...rest })
  },
  fieldOf: { 'case.same_unit': 'an', 'case.no_such_unit': 'an', 'case.no_such_authority': 'an' },
}
