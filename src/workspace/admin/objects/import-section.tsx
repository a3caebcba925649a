import type { PageView } from '#http/view.ts'
import type { Layer, ObjectsImported } from '#modules/objects/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { FileField } from '#ui/field/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { Stats } from '#ui/stat.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'

export interface Tried {
  /** The very text that was tried; null when it is too long to be sent to and fro. */
  text: string | null
  result: ObjectsImported
}

interface Props {
  view: PageView
  layer: Layer
  tried: Tried | null
  fault: 'missing' | 'large' | null
}

/** Objects from a file: first what would happen, then the doing of it. */
export function ImportSection({ view, layer, tried, fault }: Props) {
  const { t } = view
  const action = paths.adminLayerAction(layer.code, 'einlesen')
  const wrong = (tried?.result.errors.length ?? 0) > 0
  const again = tried !== null && !wrong && tried.text === null
  return (
    <Section title={t('objectAdmin.import.title')} intro={t('objectAdmin.import.lead')}>
      {tried && wrong && <Wrong view={view} result={tried.result} />}
      {tried && !wrong && <Ready view={view} tried={tried} action={action} />}
      <Form action={action} files>
        <FileField
          t={t}
          name="datei"
          label={t('objectAdmin.import.file')}
          hint={t('objectAdmin.import.hint')}
          accept=".csv,.geojson,.json,text/csv,application/geo+json,application/json"
          error={fault ? t(`objectAdmin.import.${fault}`) : undefined}
        />
        <ActionBar>
          <Button kind={tried && !wrong && !again ? 'secondary' : 'primary'} name="aktion" value="pruefen">
            {t('objectAdmin.import.try')}
          </Button>
          {again && (
            <Button kind="secondary" name="aktion" value="einlesen">
              {t('objectAdmin.import.doIt')}
            </Button>
          )}
        </ActionBar>
      </Form>
      <Details summary={t('objectAdmin.import.how')}>
        <p>{t('objectAdmin.import.columns')}</p>
        <pre class="mail-source" tabindex={0}>
          {t('objectAdmin.import.example')}
        </pre>
      </Details>
    </Section>
  )
}

function Ready({ view, tried, action }: { view: PageView; tried: Tried; action: string }) {
  const { t, format } = view
  const { result, text } = tried
  return (
    <>
      <Notice tone={result.vanished > 0 ? 'warning' : 'info'} title={t('objectAdmin.import.ready')} live>
        <p>{t('objectAdmin.import.readyText')}</p>
        {result.vanished > 0 && (
          <p>
            {t('objectAdmin.import.vanishes', {
              count: result.vanished,
              n: format.formatNumber(result.vanished),
            })}
          </p>
        )}
        {text === null && <p>{t('objectAdmin.import.chooseAgain')}</p>}
      </Notice>
      <Stats
        items={(['added', 'changed', 'unchanged', 'vanished'] as const).map((key) => ({
          value: format.formatNumber(result[key]),
          label: t(`objectAdmin.import.${key}`),
        }))}
      />
      {text !== null && result.added + result.changed + result.vanished > 0 && (
        <Form action={action} hidden={{ text }}>
          <ActionBar>
            <Button name="aktion" value="einlesen">
              {t('objectAdmin.import.doIt')}
            </Button>
          </ActionBar>
        </Form>
      )}
    </>
  )
}

function Wrong({ view, result }: { view: PageView; result: ObjectsImported }) {
  const { t } = view
  return (
    <>
      <Notice tone="danger" title={t('objectAdmin.import.wrong')} live>
        <p>{t('objectAdmin.import.wrongText')}</p>
      </Notice>
      <Table
        t={t}
        caption={t('objectAdmin.import.mistakes')}
        small
        rows={result.errors}
        rowKey={(e) => `${e.line} ${e.column ?? ''} ${e.message}`}
        columns={[
          {
            key: 'line',
            label: t('objectAdmin.import.line'),
            rowHeader: true,
            cell: (e) => view.format.formatNumber(e.line),
          },
          { key: 'column', label: t('objectAdmin.import.column'), cell: (e) => e.column ?? '–' },
          { key: 'message', label: t('objectAdmin.import.what'), cell: (e) => e.message },
        ]}
      />
    </>
  )
}
