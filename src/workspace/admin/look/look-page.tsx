import type { PageView } from '#http/view.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { townPalette } from '#ui/town-styles.ts'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { fieldNames, type LookFaults, type LookForm } from './form.ts'

interface Props {
  view: PageView
  form: LookForm
  version: string
  faults?: LookFaults
  conflict?: boolean
  done?: boolean
}

/** How the town presents itself: name, colour, arms, and how it is reached. */
export function LookPage({ view, form, version, faults = {}, conflict, done }: Props) {
  const { t } = view
  const field = (key: keyof LookForm) => ({
    t,
    name: fieldNames[key],
    label: t(`look.${key}.label`),
    value: form[key],
    ...(faults[key] && { error: t(faults[key]) }),
  })
  const keys = Object.keys(faults) as (keyof LookForm)[]
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.look.title')}
      lead={t('look.lead')}
      errors={keys.length > 0}
      done={done ? t('look.done') : null}
    >
      {conflict && (
        <Notice tone="warning" title={t('look.conflict.title')} live>
          <p>{t('look.conflict.text')}</p>
        </Notice>
      )}
      <ErrorSummary
        t={t}
        errors={keys.map((key) => ({ field: fieldNames[key], message: t(faults[key]!) }))}
      />
      <Form action={paths.look} files hidden={{ stand: version }}>
        <Section title={t('look.brand')}>
          <TextField
            {...field('shortName')}
            hint={t('look.shortName.hint')}
            optional
            maxlength={40}
            width="medium"
          />
          <TextField {...field('primary')} hint={t('look.primary.hint')} maxlength={7} width="short" />
          <Swatches view={view} primary={form.primary} />
          <TextArea {...field('logo')} hint={t('look.logo.hint')} optional rows={4} />
          <div class="kern-form-input">
            <label class="kern-label" for="wappendatei">
              {t('look.logo.file')}
            </label>
            <input
              class="kern-form-input__input"
              id="wappendatei"
              type="file"
              name="wappendatei"
              accept=".svg,image/svg+xml"
            />
          </div>
        </Section>
        <Section title={t('look.contact')} intro={t('look.contactIntro')}>
          <TextField {...field('authority')} hint={t('look.authority.hint')} optional />
          <TextField {...field('representative')} optional />
          <TextArea {...field('address')} optional rows={3} />
          <TextField {...field('phone')} type="tel" optional width="medium" />
          <TextField {...field('email')} type="email" optional />
          <TextField {...field('privacyEmail')} type="email" hint={t('look.privacyEmail.hint')} optional />
        </Section>
        <ActionBar>
          <Button>{t('look.save')}</Button>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}

/** What the colour becomes: as links and buttons in light and dark, with enough contrast whatever was chosen. */
function Swatches({ view: { t }, primary }: { view: PageView; primary: string }) {
  if (!/^#[0-9a-f]{6}$/i.test(primary)) return null
  const { light, dark } = townPalette({ primary })
  const shades = [light.action, light.band, dark.action, dark.band]
  return (
    <figure class="sd-swatches">
      <svg
        viewBox="0 0 216 48"
        width="216"
        height="48"
        role="img"
        aria-label={t('look.swatches', { colour: primary })}
      >
        {shades.map((value, i) => (
          <rect key={i} x={i * 54} y="0" width="50" height="48" rx="6" fill={value} />
        ))}
      </svg>
      <figcaption class="sd-muted">{t('look.swatchesNote')}</figcaption>
    </figure>
  )
}
