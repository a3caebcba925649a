import type { PageView } from '#http/view.ts'
import { type StaffMember, unitName } from '#modules/organisation/index.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { CheckboxField, CheckboxGroup, SelectField } from '#ui/field/choice-field.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import type { Board } from './board.ts'
import { localDay } from './days.ts'
import { DeputyLayout } from './layout.tsx'
import { type Errors, many, one, type Sent } from './naming-input.ts'

interface Props {
  view: PageView
  board: Board
  catalogue: Catalogue
  sent: Sent
  errors?: Errors
}

/** The form to name a deputy: whom, when; behind one press, for what. */
export function NamingPage({ view, board, catalogue, sent, errors = {} }: Props) {
  const { t, lang, timeZone } = view
  const { org, me } = board
  const today = localDay(view.now, timeZone).toString()
  const mistakes = Object.entries(errors).map(([field, message]) => ({ field, message }))
  const scoped = Boolean(one(sent, 'bereich') || many(sent, 'kategorie').length || errors.bereich)
  const person = (p: StaffMember) => ({ value: p.id, label: p.name })
  const self = org.staff.get(me)
  return (
    <DeputyLayout
      view={view}
      title={t('deputies.form.title')}
      at={paths.deputyNew}
      waiting={board.waiting}
      errors={mistakes.length > 0}
    >
      <div class="act">
        <ErrorSummary t={t} errors={mistakes} />
        <PageTitle>{t('deputies.form.title')}</PageTitle>
        <Form action={paths.deputyNew}>
          {board.managed.length > 0 && (
            <SelectField
              t={t}
              name="fuer"
              label={t('deputies.form.absent')}
              value={one(sent, 'fuer') || me}
              error={errors.fuer}
              options={[
                ...(self ? [{ value: me, label: t('deputies.form.myself', { name: self.name }) }] : []),
                ...board.managed.map(person),
              ]}
            />
          )}
          <SelectField
            t={t}
            name="vertretung"
            label={t('deputies.form.deputy')}
            value={one(sent, 'vertretung')}
            placeholder={t('workspace.form.choose')}
            error={errors.vertretung}
            options={colleagues(view, board)}
          />
          <DatePicker
            t={t}
            name="von"
            label={t('deputies.form.from')}
            value={one(sent, 'von') || today}
            error={errors.von}
          />
          <DatePicker
            t={t}
            name="bis"
            label={t('deputies.form.until')}
            hint={t('deputies.form.untilHint')}
            optional
            value={one(sent, 'bis')}
            error={errors.bis}
            min={today}
          />
          <CheckboxField
            t={t}
            name="nur"
            label={t('deputies.form.only')}
            hint={t('deputies.form.onlyHint')}
            optional
            checked={one(sent, 'nur') === 'ja'}
          />
          <Details summary={t('deputies.form.scope')} open={scoped}>
            <p class="sd-muted">{t('deputies.form.scopeHint')}</p>
            <SelectField
              t={t}
              name="bereich"
              label={t('deputies.form.unit')}
              optional
              placeholder={t('deputies.form.anyUnit')}
              value={one(sent, 'bereich')}
              error={errors.bereich}
              options={[...org.byCode.values()]
                .map((u) => ({ value: u.id, label: unitName(u, lang) }))
                .sort((a, b) => a.label.localeCompare(b.label, lang))}
            />
            <div class="pick-groups">
              {catalogue.groups.map((group, i) => (
                <CheckboxGroup
                  key={group.code}
                  t={t}
                  name="kategorie"
                  id={`kategorie-${i + 1}`}
                  label={t('deputies.form.types', { group: group.name[lang] })}
                  values={many(sent, 'kategorie')}
                  options={group.categories.map((c) => ({ value: c.code, label: c.name[lang] }))}
                />
              ))}
            </div>
          </Details>
          <Inset>{t('deputies.form.effect')}</Inset>
          <ActionBar>
            <Button icon="check">{t('deputies.form.submit')}</Button>
            <ButtonLink href={paths.deputies} kind="tertiary">
              {t('deputies.form.back')}
            </ButtonLink>
          </ActionBar>
        </Form>
      </div>
    </DeputyLayout>
  )
}

/** The team first, then everybody else by office. Who is away is said to be. */
function colleagues(view: PageView, { org, team, me, managed }: Board) {
  const { t, lang, format } = view
  const near = new Set(team.map((p) => p.id))
  const active = [...org.staff.values()].filter((p) => p.active)
  const option = (p: StaffMember) => ({
    value: p.id,
    label: p.absentUntil
      ? t('deputies.absentOption', { name: p.name, until: format.formatDay(p.absentUntil) })
      : p.name,
  })
  const offices = Map.groupBy(
    active.filter((p) => !near.has(p.id)),
    (p) => p.units[0]!,
  )
  return [
    {
      group: t('deputies.form.team'),
      options: active.filter((p) => near.has(p.id) && p.id !== me).map(option),
    },
    ...[...offices]
      .map(([unit, people]) => {
        const found = org.units.get(unit)
        return { group: found ? unitName(found, lang) : '', options: people.map(option) }
      })
      .sort((a, b) => a.group.localeCompare(b.group, lang)),
    // Only for those who name a deputy of somebody else: themselves.
    ...(managed.length > 0 && org.staff.get(me)
      ? [{ group: t('deputies.form.me'), options: [option(org.staff.get(me)!)] }]
      : []),
  ].filter((g) => g.options.length > 0)
}
