import type { PageView } from '#http/view.ts'
import type { SaidText } from '#modules/tenancy/index.ts'
import type { Lang } from '#platform/i18n.ts'
import { Badge } from '#ui/badge.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  lang: Lang
  text: string
  found: { texts: readonly SaidText[]; more: boolean }
  done?: string | null
}

/** Every sentence of the program, to be found and said in the town's own words. */
export function TextsPage({ view, lang, text, found, done }: Props) {
  const { t } = view
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.texts.title')}
      lead={t('texts.lead')}
      done={done ? t(`texts.done.${done}`) : null}
    >
      <Form action={paths.texts} method="get">
        <TextField
          t={t}
          name="suche"
          type="search"
          label={t('texts.search')}
          hint={t('texts.searchHint')}
          value={text}
          optional
        />
        <RadioField
          t={t}
          name="sprache"
          label={t('texts.lang')}
          look="row"
          value={lang}
          options={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
        <ActionBar>
          <Button icon="search">{t('texts.find')}</Button>
        </ActionBar>
      </Form>
      {found.more && <p class="sd-muted">{t('texts.more', { count: found.texts.length })}</p>}
      <Table
        t={t}
        caption={text ? t('texts.found') : t('texts.own')}
        rows={found.texts}
        rowKey={(one) => one.key}
        empty={
          <EmptyState icon="edit" title={t(text ? 'texts.nothing.title' : 'texts.none.title')}>
            {t(text ? 'texts.nothing.text' : 'texts.none.text')}
          </EmptyState>
        }
        columns={[
          {
            key: 'words',
            label: t('texts.words'),
            rowHeader: true,
            cell: (one) => (
              <a href={urlWith(paths.text, { sprache: lang, schluessel: one.key })}>{one.own ?? one.ours}</a>
            ),
          },
          { key: 'key', label: t('texts.key'), cell: (one) => <code class="wl-break">{one.key}</code> },
          {
            key: 'own',
            label: t('texts.whose'),
            cell: (one) => (
              <Badge tone={one.own === null ? 'neutral' : 'info'} small>
                {t(one.own === null ? 'texts.program' : 'texts.town')}
              </Badge>
            ),
          },
        ]}
      />
    </AdminLayout>
  )
}
