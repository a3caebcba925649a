import { paths } from '#paths.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { dangerKey, type StepPage } from './journey.ts'
import { StepLayout } from './step-layout.tsx'

/** Life before forms: the number to call, large, and nothing else on the page. */
export const dangerStep: StepPage = {
  show(j) {
    const { t, lang } = j.view
    const numbers = [...new Set(j.dangers.map((danger) => danger.number))]
    return (
      <StepLayout j={j} name="gefahr" title={t('report.danger.title', { number: numbers[0] ?? '112' })}>
        <div class="sd-report-danger">
          {numbers.map((number) => (
            <div key={number} class="sd-report-danger__one">
              <a class="sd-report-danger__number" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
                <Icon name="phone" size={40} />
                <span>
                  <span class="kern-sr-only">{t('report.danger.call')} </span>
                  {number}
                </span>
              </a>
              {j.dangers
                .filter((danger) => danger.number === number)
                .map((danger) => (
                  <p key={danger.advice.de}>{danger.advice[lang]}</p>
                ))}
            </div>
          ))}
        </div>
        <Form action={paths.reportStep('gefahr')}>
          <p>{t('report.danger.then')}</p>
          <ActionBar>
            <Button kind="secondary">{t('report.danger.goOn')}</Button>
            <ButtonLink kind="tertiary" href={paths.reportStep('beschreibung')}>
              {t('report.danger.changeText')}
            </ButtonLink>
          </ActionBar>
        </Form>
      </StepLayout>
    )
  },

  take(j) {
    return { change: { warned: [...(j.answers.warned ?? []), ...j.dangers.map(dangerKey)] } }
  },
}
