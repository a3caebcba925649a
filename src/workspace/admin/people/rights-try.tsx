import type { PageView } from '#http/view.ts'
import type { Account } from '#modules/identity/index.ts'
import { type Access, allPermissions, isTownWide, type Unit, unitName } from '#modules/organisation/index.ts'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { unitOptions } from '../unit-tree.ts'
import { sayGround, type Words } from './ground.tsx'
import { CaseAnswer } from './rights-try-case.tsx'
import type { Tried } from './try-case.ts'
import { YesNo } from './yes-no.tsx'

export interface TryProps {
  view: PageView
  words: Words
  account: Account
  access: Access
  /** What was asked, and what came of it. */
  tried:
    | { kind: 'case'; number: string; result: Tried | null }
    | { kind: 'unit'; unit: Unit }
    | { kind: 'nothing' }
}

/** A question about one case or one unit, and its answer with the reason. */
export function TryOut({ view, words, account, access, tried }: TryProps) {
  const { t, lang } = view
  return (
    <Section title={t('rights.try.title')} intro={t('rights.try.lead')} id="ausprobieren">
      <div class="org-try">
        <Form action={paths.personRights(account.id)} method="get">
          <TextField
            t={t}
            name="vorgang"
            label={t('rights.try.case')}
            value={tried.kind === 'case' ? tried.number : ''}
            width="medium"
            optional
            maxlength={30}
          />
          <Button kind="secondary">{t('rights.try.askCase')}</Button>
        </Form>
        <Form action={paths.personRights(account.id)} method="get">
          <SelectField
            t={t}
            name="einheit"
            label={t('rights.try.unit')}
            optional
            value={tried.kind === 'unit' ? tried.unit.id : ''}
            placeholder={t('people.choose')}
            options={unitOptions(words.org, lang)}
          />
          <Button kind="secondary">{t('rights.try.askUnit')}</Button>
        </Form>
      </div>
      {tried.kind === 'case' && !tried.result && (
        <Notice tone="warning" title={t('rights.try.noCase', { number: tried.number })} live />
      )}
      {tried.kind === 'case' && tried.result && (
        <CaseAnswer words={words} name={account.name} tried={tried.result} />
      )}
      {tried.kind === 'unit' && <UnitAnswer words={words} access={access} unit={tried.unit} />}
    </Section>
  )
}

function UnitAnswer({ words, access, unit }: { words: Words; access: Access; unit: Unit }) {
  const { t, lang } = words.view
  const rows = allPermissions.map((permission) => ({
    permission,
    here: isTownWide(permission) ? access.why(permission) : access.why(permission, unit.id),
    anywhere: access.why(permission),
  }))
  return (
    <Table
      t={t}
      caption={t('rights.try.atUnit', { unit: unitName(unit, lang) })}
      small
      rows={rows}
      rowKey={(row) => row.permission}
      columns={[
        {
          key: 'what',
          label: t('rights.what'),
          rowHeader: true,
          cell: (row) => t(`permission.${row.permission}`),
        },
        {
          key: 'may',
          label: t('rights.try.may'),
          cell: (row) => <YesNo words={words} yes={row.here.length > 0} />,
        },
        {
          key: 'why',
          label: t('rights.why'),
          cell: (row) =>
            row.here.length > 0
              ? row.here.map((ground) => sayGround(words, ground)).join('; ')
              : row.anywhere.length > 0
                ? t('rights.because.elsewhere', {
                    where: row.anywhere.map((ground) => sayGround(words, ground)).join('; '),
                  })
                : t('rights.because.no_role'),
        },
      ]}
    />
  )
}
