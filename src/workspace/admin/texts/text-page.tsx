import type { PageView } from '#http/view.ts'
import { placesIn, type SaidText } from '#modules/tenancy/index.ts'
import type { Lang } from '#platform/i18n.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  lang: Lang
  text: SaidText
  value?: string
  fault?: string
}

/** Saying one text in the town's own words. */
export function TextPage({ view, lang, text, value, fault }: Props) {
  const { t } = view
  const places = placesIn(text.ours)
  const hidden = { sprache: lang, schluessel: text.key }
  return (
    <AdminLayout
      view={view}
      title={t('texts.change')}
      above={[{ label: t('admin.area.texts.title'), href: paths.texts }]}
      errors={fault !== undefined}
    >
      <ErrorSummary t={t} errors={fault ? [{ field: 'text', message: fault }] : []} />
      <DescriptionList
        items={[
          { term: t('texts.key'), value: <code class="wl-break">{text.key}</code> },
          { term: t('texts.ours'), value: <span lang={lang}>{text.ours}</span> },
          ...(places.length > 0
            ? [{ term: t('texts.places'), value: <code>{places.map((p) => `{{${p}}}`).join(' ')}</code> }]
            : []),
        ]}
      />
      <Form action={paths.text} hidden={hidden}>
        <TextArea
          t={t}
          name="text"
          label={t('texts.newWords')}
          value={value ?? text.own ?? text.ours}
          rows={Math.min(12, 3 + Math.floor(text.ours.length / 80))}
          {...(fault && { error: fault })}
        />
        <ActionBar>
          <Button>{t('texts.save')}</Button>
          {text.own !== null && (
            <Button kind="secondary" name="zurueck" value="ja" formNoValidate>
              {t('texts.reset')}
            </Button>
          )}
          <ButtonLink kind="tertiary" href={paths.texts}>
            {t('texts.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}
