import type { PageView } from '#http/view.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import { type ListedRun, lengthOf, type Stop } from '#modules/rounds/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { CheckboxField, type Option, SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { resultTone, resultWords, titleOf, whoSaw } from './words.ts'

export interface RunProps {
  view: PageView
  run: ListedRun
  stops: readonly Stop[]
  org: Organisation
  mayWalk: boolean
  /** People to whom it may be given; null for who does not look after it. */
  walkers: readonly Option[] | null
  done: 'gesehen' | 'fertig' | 'gegeben' | null
  mistake?: string
}

/** A walk as it is walked: what comes next on top, then every stop in walking order. */
export function RunPage({ view, run, stops, org, mayWalk, walkers, done, mistake }: RunProps) {
  const { t, format } = view
  const open = stops.filter((stop) => stop.findings.length === 0)
  const title = titleOf(view, run)
  const walking = mayWalk && !run.finishedAt
  return (
    <WorkspaceLayout view={view} title={title} {...(mistake && { errors: true })}>
      <Breadcrumbs view={view} trail={[{ label: t('rounds.title'), href: paths.rounds }, { label: title }]} />
      {mistake && <ErrorSummary t={t} errors={[{ field: 'trotzdem', message: mistake }]} />}
      {done && <Notice tone="success" title={t(`rounds.just.${done}`)} live />}
      <PageTitle actions={run.late ? <Badge tone="danger">{t('rounds.late')}</Badge> : undefined}>
        {title}
      </PageTitle>
      <p>
        <strong>{t('rounds.run.progress', { seen: run.seen, stops: run.stops })}.</strong>{' '}
        {stops.length > 1 &&
          t('rounds.run.way', {
            km: format.formatNumber(lengthOf(stops) / 1000, { maximumFractionDigits: 1 }),
          })}
      </p>
      {run.finishedAt && (
        <Notice
          tone="success"
          title={t('rounds.run.finished', {
            at: format.formatDateTime(run.finishedAt),
            name: org.staff.get(run.finishedBy ?? '')?.name ?? '',
          })}
        />
      )}
      {!mayWalk && <p class="sd-muted">{t('rounds.run.readOnly')}</p>}
      {stops.length === 0 && <EmptyState title={t('rounds.run.empty')} />}
      {walking && open[0] && <Next view={view} run={run} stop={open[0]} />}
      <Section title={t('rounds.run.all')}>
        <ol class="sd-links">
          {stops.map((stop) => (
            <StopLine key={stop.objectId} view={view} run={run} stop={stop} org={org} walking={walking} />
          ))}
        </ol>
      </Section>
      {walking && (
        <Section title={t('rounds.run.finish')}>
          <Finish view={view} run={run} left={open.length} mistake={mistake} />
        </Section>
      )}
      {walkers && !run.finishedAt && (
        <Section title={t('rounds.run.give')}>
          <Form action={paths.runPerson(run.id)}>
            <SelectField
              t={t}
              name="person"
              optional
              label={t('rounds.column.person')}
              placeholder={t('rounds.anyone')}
              value={run.personId}
              options={walkers}
            />
            <Button kind="secondary">{t('rounds.run.giveButton')}</Button>
          </Form>
        </Section>
      )}
      <div class="sd-section sd-actions">
        <ButtonLink icon="document" href={paths.runPdf(run.id)}>
          {t('rounds.run.record')}
        </ButtonLink>
        <ButtonLink icon="document" href={paths.runCsv(run.id)}>
          {t('rounds.run.csv')}
        </ButtonLink>
      </div>
    </WorkspaceLayout>
  )
}

function Next({ view, run, stop }: { view: PageView; run: ListedRun; stop: Stop }) {
  const { t } = view
  const { lat, lon } = stop.place
  return (
    <Notice
      tone="info"
      title={`${t('rounds.run.next')}: ${stop.label}`}
      actions={
        <>
          <ButtonLink kind="primary" icon="check" href={paths.runStop(run.id, stop.objectId)}>
            {t('rounds.stop.save')}
          </ButtonLink>
          <ButtonLink kind="tertiary" icon="route" href={`geo:${lat},${lon}?q=${lat},${lon}`}>
            {t('rounds.run.navigate')}
          </ButtonLink>
        </>
      }
    >
      {stop.address && <p>{stop.address}</p>}
    </Notice>
  )
}

function StopLine({
  view,
  run,
  stop,
  org,
  walking,
}: Pick<RunProps, 'view' | 'run' | 'org'> & { stop: Stop; walking: boolean }) {
  const { t, format } = view
  const last = stop.findings.at(-1)
  return (
    <li>
      {walking ? (
        <a href={paths.runStop(run.id, stop.objectId)}>{stop.label}</a>
      ) : (
        <strong>{stop.label}</strong>
      )}{' '}
      {last ? (
        <Badge tone={resultTone[last.result]} small>
          {t(`rounds.result.${last.result}`)}
        </Badge>
      ) : (
        <span class="sd-muted">{t('rounds.result.none')}</span>
      )}
      {stop.findings.map((finding) => (
        <div key={finding.id} class="sd-muted">
          {t('rounds.said', {
            result: resultWords(view, finding),
            at: format.formatDateTime(finding.at),
            name: whoSaw(view, org, finding),
          })}
          {finding.number && (
            <>
              {' · '}
              <a href={paths.case(finding.number)}>{t('rounds.report', { number: finding.number })}</a>
            </>
          )}
        </div>
      ))}
    </li>
  )
}

function Finish({
  view,
  run,
  left,
  mistake,
}: {
  view: PageView
  run: ListedRun
  left: number
  mistake: string | undefined
}) {
  const { t } = view
  return (
    <Form action={paths.runEnd(run.id)}>
      {left > 0 && (
        <CheckboxField
          t={t}
          name="trotzdem"
          label={t('rounds.run.finishAnyway', { count: left })}
          error={mistake}
        />
      )}
      <Button kind={left > 0 ? 'secondary' : 'primary'} icon="check">
        {t('rounds.run.finish')}
      </Button>
    </Form>
  )
}
