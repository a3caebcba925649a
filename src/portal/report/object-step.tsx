import { clean } from '#modules/forms/index.ts'
import { objectsByNumber, objectsOf } from '#modules/objects/index.ts'
import { paths } from '#paths.ts'
import { isUuid } from '#platform/ids.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import type { StepPage } from './journey.ts'
import { aboutObject } from './object-choosing.ts'
import { optionOf } from './object-near.tsx'
import { StepLayout } from './step-layout.tsx'

/** Somebody stands in front of it, or has looked at a map: it is no further than this from the place they named. */
const NEAR_METRES = 200
const MOST = 10
const LONGEST = 40
/** Instead of an id: the person does not find it. Never a dead end. */
const NOT_LISTED = 'fehlt'

/** A category that is about a lamp asks which lamp: from a list of the nearest, by its number, or not at all. */
export const objectStep: StepPage = {
  async show(j, _query, mistakes) {
    const { t, lang } = j.view
    const wanted = j.wanted!
    const place = j.answers.place!
    const found = await objectsOf(
      j.ctx,
      { layer: wanted.code, near: { ...place, within: NEAR_METRES } },
      MOST,
    )
    const missing = j.answers.objectMissing === wanted.code ? NOT_LISTED : null
    const options = [
      ...found.map((object) => optionOf(j, object, place)),
      { value: NOT_LISTED, label: t('objects.step.notListed'), detail: t('objects.step.notListedDetail') },
    ]
    return (
      <StepLayout
        j={j}
        name="objekt"
        title={t('objects.step.title')}
        lead={t('objects.step.lead', { category: j.category!.name[lang] })}
        mistakes={mistakes}
      >
        <Form action={paths.reportStep('objekt')}>
          {found.length === 0 && <p>{t('objects.step.noneNear')}</p>}
          <RadioField
            t={t}
            name="objekt"
            label={t('objects.step.choose', { layer: wanted.name[lang] })}
            error={mistakes?.errors.objekt}
            options={options}
            value={String(mistakes?.values.objekt ?? j.object?.id ?? missing ?? '')}
          />
          <TextField
            t={t}
            name="nummer"
            label={t('objects.step.number')}
            hint={t('objects.step.numberHint')}
            error={mistakes?.errors.nummer}
            value={String(mistakes?.values.nummer ?? j.answers.objectNumber ?? '')}
            width="medium"
            optional
          />
          <ActionBar>
            <Button iconAfter="arrow-right">{t('ui.next')}</Button>
          </ActionBar>
        </Form>
      </StepLayout>
    )
  },

  async take(j, given) {
    const { ctx } = j
    const wanted = j.wanted!
    const chosen = given.text('objekt')
    const number = clean(given.text('nummer')).slice(0, LONGEST)
    const values = { objekt: chosen, nummer: number }
    const wrong = (field: string, key: string) => ({
      mistakes: { errors: { [field]: ctx.t(key, { number }) }, values },
    })
    if (isUuid(chosen)) {
      const change = await aboutObject(j, chosen)
      return change ? { change } : wrong('objekt', 'objects.near.gone')
    }
    const known = number ? await objectsByNumber(ctx, number, { layer: wanted.code }) : []
    if (known.length === 1) return { change: (await aboutObject(j, known[0]!.id))! }
    if (chosen === NOT_LISTED)
      return { change: { objectId: null, objectMissing: wanted.code, objectNumber: number } }
    if (known.length > 1) return wrong('nummer', 'objects.step.severalNumbers')
    return number ? wrong('nummer', 'objects.step.unknownNumber') : wrong('objekt', 'objects.step.missing')
  },
}
