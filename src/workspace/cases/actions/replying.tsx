import { reply } from '#modules/cases/index.ts'
import { RadioField } from '#ui/field/choice-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Icon } from '#ui/icon.tsx'
import type { Desk } from '../desk.ts'
import { type ActionForm, withVersion } from './form.ts'
import { namedIn, OnlyFor } from './restrict-names.tsx'
import { textFault } from './text-fault.ts'

/** To whom a message goes by mail, in a sentence: seen before it is sent. */
export function reaches(desk: Desk): string {
  const { t } = desk.view
  const names = desk.people.filter((p) => p.email && !p.stopped).map((p) => p.name ?? p.email!)
  if (names.length > 0) return t('workspace.form.goesTo', { names: names.join(', ') })
  if (desk.people.some((p) => p.stopped)) return t('workspace.form.goesStopped')
  return t('workspace.form.goesNobody')
}

export const replying: ActionForm = {
  noun: 'nachricht',
  does: 'reply',
  event: 'case.replied',
  icon: 'chat',
  fields: ({ desk, values, errors }) => {
    const { t } = desk.view
    return (
      <>
        <p class="goes">
          <Icon name="mail" size={20} />
          {reaches(desk)}
        </p>
        <TextArea
          t={t}
          name="text"
          label={t('workspace.form.message')}
          hint={t('workspace.form.messageHint')}
          value={values.text}
          error={errors.text}
          rows={6}
        />
        {desk.case.public && (
          <RadioField
            t={t}
            name="sichtbar"
            label={t('workspace.form.visibility')}
            value={values.sichtbar ?? 'oeffentlich'}
            error={errors.sichtbar}
            options={[
              {
                value: 'oeffentlich',
                label: t('workspace.form.public'),
                icon: 'eye',
                detail: t('workspace.form.publicDetail', { number: desk.case.number }),
              },
              {
                value: 'nur-meldende',
                label: t('workspace.form.parties'),
                icon: 'mail',
                detail: t('workspace.form.partiesDetail'),
              },
            ]}
          />
        )}
        <OnlyFor
          desk={desk}
          values={values}
          error={errors.person}
          id="nachricht"
          text={t('restricted.only.replyText')}
        />
      </>
    )
  },
  check: (values, desk) => ({
    text: textFault(values.text, desk.view.t),
    sichtbar:
      desk.case.public && !['oeffentlich', 'nur-meldende'].includes(values.sichtbar ?? '')
        ? desk.view.t('workspace.form.visibilityMissing')
        : undefined,
  }),
  run: (ctx, c, values, { version }) =>
    reply(ctx, c.id, {
      body: values.text!,
      visibility: values.sichtbar === 'oeffentlich' ? 'public' : 'parties',
      only: namedIn(values),
      ...withVersion(version),
    }),
  idOf: { person: 'nachricht-person' },
  fieldOf: { 'case.no_such_colleague': 'person', 'case.no_such_unit': 'person' },
}
