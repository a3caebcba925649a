import type { PageView } from '#http/view.ts'
import { basisOf, type Processing, termOf } from '#modules/privacy/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import { PrivacyTabs, PrivacyTrail } from './tabs.tsx'

/** All processings of the town, by name, with basis and period. */
export function ProcessingsPage({
  view,
  all,
  manages,
}: {
  view: PageView
  all: readonly Processing[]
  manages: boolean
}) {
  const { t, lang } = view
  return (
    <WorkspaceLayout view={view} title={t('privacy.processings.title')}>
      <PrivacyTrail view={view} title={t('privacy.processings.title')} />
      <PageTitle
        lead={t('privacy.processings.lead')}
        actions={
          <ButtonLink href={paths.privacyRecord} icon="list">
            {t('privacy.record.show')}
          </ButtonLink>
        }
      >
        {t('privacy.processings.title')}
      </PageTitle>
      <PrivacyTabs view={view} at={paths.processings} />
      <DoneNotice view={view} texts="privacy.processings" known={['saved']} />
      <Table
        t={t}
        caption={t('privacy.processings.title')}
        captionHidden
        rows={all}
        rowKey={(p) => p.code}
        columns={[
          {
            key: 'name',
            label: t('privacy.field.name'),
            rowHeader: true,
            cell: (p) => (
              <>
                <a href={paths.processing(p.code)}>{p.name[lang]}</a>
                {!p.builtIn && (
                  <>
                    {' '}
                    <Badge small>{t('privacy.processings.own')}</Badge>
                  </>
                )}
                {!p.active && (
                  <>
                    {' '}
                    <Badge small tone="warning">
                      {t('privacy.processings.off')}
                    </Badge>
                  </>
                )}
              </>
            ),
          },
          { key: 'basis', label: t('privacy.field.basis'), cell: (p) => basisOf(t, p) },
          { key: 'term', label: t('privacy.field.retention'), cell: (p) => termOf(t, p, lang) },
        ]}
      />
      {manages && (
        <p>
          <ButtonLink href={paths.processingNew} icon="plus">
            {t('privacy.processings.new')}
          </ButtonLink>
        </p>
      )}
    </WorkspaceLayout>
  )
}
