import type { PageView } from '#http/view.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { paths } from '../../paths.ts'
import { AccessFrame } from './frame.tsx'

interface Props {
  view: PageView
  codes: readonly string[]
  sealed: string
  /** Codes that count until these do. */
  left: number | null
  onward: string | null
  /** Those of before were shown too long ago. */
  late: boolean
}

/** Ten codes, shown this once. They count as soon as the person says that they have them safe. */
export function RecoveryCodesPage({ view, codes, sealed, left, onward, late }: Props) {
  const { t } = view
  const file = [
    t('access.recovery.fileHead', { town: view.town.name, date: view.format.formatDate(view.now) }),
    '',
    ...codes,
    '',
  ].join('\r\n')
  return (
    <AccessFrame view={view} title={t('access.recovery.title')} lead={t('access.recovery.lead')}>
      {late && <Notice tone="warning" title={t('access.recovery.late')} live />}
      {left !== null && <Notice title={t('access.recovery.replaces', { count: left })} />}
      <ol class="access-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="sd-noprint">
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download={`${t('access.recovery.fileName')}.txt`}
        >
          {t('access.recovery.download')}
        </a>{' '}
        · {t('access.recovery.print')}
      </p>
      <Form action={paths.accessRecovery} hidden={{ codes: sealed, weiter: onward }}>
        <ActionBar>
          <Button>{t('access.recovery.kept')}</Button>
          {!onward && (
            <ButtonLink kind="tertiary" href={paths.access}>
              {t('access.cancel')}
            </ButtonLink>
          )}
        </ActionBar>
      </Form>
    </AccessFrame>
  )
}
