import { catalogue, type Draft, MOST_AT_ONCE } from '#modules/reports/index.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page-title.tsx'
import type { Journey } from './journey.ts'

interface Props {
  j: Journey
  bundle: readonly Draft[]
}

/** The reports that go together with this one; shown above it, so that nobody sends what they do not see. */
export async function BundleList({ j, bundle }: Props) {
  const { view } = j
  const { t, lang } = view
  if (bundle.length === 0) return null
  const { byCode } = await catalogue(j.ctx)
  return (
    <Section title={t('bundle.title', { count: bundle.length })}>
      <ol class="sd-bundle">
        {bundle.map(({ id, answers }) => (
          <li key={id}>
            <span>
              <strong>{byCode.get(answers.category ?? '')?.name[lang] ?? t('bundle.unnamed')}</strong>
              {answers.address && <>, {answers.address}</>}
              <span class="sd-bundle__words">{answers.text}</span>
            </span>
            <span class="sd-actions">
              <Button kind="tertiary" name="aktion" value={`aendern:${id}`} form="senden">
                {t('bundle.change')}
              </Button>
              <Button kind="tertiary" name="aktion" value={`weg:${id}`} form="senden">
                {t('bundle.drop')}
              </Button>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** Two ways to another one. */
export function OneMore({ j, bundle }: Props) {
  const { t } = j.view
  if (bundle.length + 1 >= MOST_AT_ONCE)
    return <p class="sd-muted">{t('bundle.full', { most: MOST_AT_ONCE })}</p>
  return (
    <Section title={t('bundle.more')} intro={t('bundle.moreText')}>
      <div class="sd-actions">
        <Button kind="secondary" name="aktion" value="noch-hier" form="senden" icon="pin">
          {t('bundle.here')}
        </Button>
        <Button kind="secondary" name="aktion" value="noch-eins" form="senden">
          {t('bundle.elsewhere')}
        </Button>
      </div>
    </Section>
  )
}
