import type { Case } from '#modules/cases/index.ts'
import { nobodyElse, waitingFor } from '#modules/cases/index.ts'
import type { Found } from '#modules/duplicates/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { urlWith } from '#ui/url.ts'
import { FollowFields } from '../following/follow-fields.tsx'
import { SameReport } from '../following/same-report.tsx'
import type { Journey, Mistakes, StepPage } from './journey.ts'
import { StepLayout } from './step-layout.tsx'

/** Is it this one? First which one, then where the news should go. Nobody is kept from sending theirs. */
export const sameStep: StepPage = {
  show: (j, query, mistakes) => {
    const chosen = j.same.find((one) => one.case.number === query.get('meldung'))
    return chosen ? Joining(j, chosen, mistakes) : Choosing(j)
  },
  take: (j) => ({
    change: { otherThan: [...(j.answers.otherThan ?? []), ...j.same.map((one) => one.case.id)] },
  }),
}

/** The step with one report chosen. */
const chosenHref = (report: Case): string => urlWith(paths.reportStep('gleiche'), { meldung: report.number })

async function Choosing(j: Journey) {
  const { t } = j.view
  const waiting = await waitingFor(
    j.ctx,
    j.same.map((one) => one.case.id),
  )
  return (
    <StepLayout
      j={j}
      name="gleiche"
      title={t('report.same.title')}
      lead={t('report.same.lead', { count: j.same.length })}
      width="normal"
    >
      <ul class="sd-reports">
        {j.same.map((one) => (
          <SameReport
            key={one.case.id}
            view={j.view}
            report={one.case}
            text={one.text}
            photo={one.photoId}
            {...(one.metres !== null && { away: one.metres })}
            waiting={waiting.get(one.case.id) ?? nobodyElse}
          >
            <p class="sd-actions sd-actions--tight">
              <ButtonLink href={chosenHref(one.case)} icon="check">
                {t('report.same.yes')}
                <span class="kern-sr-only"> ({one.case.number})</span>
              </ButtonLink>
            </p>
          </SameReport>
        ))}
      </ul>
      <No j={j} />
    </StepLayout>
  )
}

/** What was typed goes on as it is. */
function No({ j }: { j: Journey }) {
  return (
    <Form action={paths.reportStep('gleiche')}>
      <ActionBar>
        <Button kind="primary" iconAfter="arrow-right">
          {j.view.t('report.same.no')}
        </Button>
      </ActionBar>
    </Form>
  )
}

async function Joining(j: Journey, { case: report, photoId, metres }: Found, mistakes?: Mistakes) {
  const { t } = j.view
  const waiting = (await waitingFor(j.ctx, [report.id])).get(report.id) ?? nobodyElse
  const kept = mistakes?.values.mit
  const own = [
    ...(j.answers.text ? [{ value: 'text', label: t('report.same.addText'), detail: j.answers.text }] : []),
    ...(j.photos.length > 0
      ? [{ value: 'fotos', label: t('report.same.addPhotos', { count: j.photos.length }) }]
      : []),
  ]
  return (
    <StepLayout
      j={j}
      name="gleiche"
      title={t('report.same.join')}
      lead={t('report.same.joinLead')}
      mistakes={mistakes}
    >
      <ul class="sd-reports">
        <SameReport
          view={j.view}
          report={report}
          photo={photoId}
          {...(metres !== null && { away: metres })}
          waiting={waiting}
        />
      </ul>
      <Form action={paths.reportFollow} hidden={{ meldung: report.number }}>
        <FollowFields
          view={j.view}
          actor={j.ctx.actor}
          email={String(mistakes?.values.email ?? j.answers.contact?.email ?? '')}
          error={mistakes?.errors.email}
        />
        {own.length > 0 && (
          <CheckboxGroup
            t={t}
            name="mit"
            optional
            label={t('report.same.add')}
            hint={t('report.same.addHint')}
            options={own}
            values={[kept ?? []].flat()}
          />
        )}
        <ActionBar>
          <Button icon="people">{t('report.same.send')}</Button>
          <ButtonLink kind="tertiary" href={paths.reportStep('gleiche')}>
            {t('ui.back')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </StepLayout>
  )
}
