import type { PageView } from '#http/view.ts'
import type { Absence, StaffMember } from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Table } from '#ui/table.tsx'
import type { Board } from './board.ts'
import { beginOf, localDay, periodWords } from './days.ts'

const WEEKS = 8
const WIDTH = 420
const TOP = 26
const ROW = 46

interface Row {
  absence: Absence
  person: StaffMember
  /** Who stands in for them at some time of the absence. */
  deputies: string[]
}

/** Who of the team is away in the next eight weeks: as bars, and as a table that says the same. */
export function Timeline({ view, board }: { view: PageView; board: Board }) {
  const { t, format, timeZone } = view
  const today = localDay(view.now, timeZone)
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const [start, end] = [monday, monday.add({ weeks: WEEKS })].map((day) => beginOf(day, timeZone)) as [
    Date,
    Date,
  ]
  const rows = rowsOf(board, start, end)
  const people = [...new Map(rows.map((r) => [r.person.id, r.person])).values()]
  const x = (at: Date) =>
    Math.min(Math.max((at.getTime() - start.getTime()) / (end.getTime() - start.getTime()), 0), 1) * WIDTH
  const height = TOP + people.length * ROW
  if (rows.length === 0) return <p class="sd-muted">{t('deputies.timeline.nobody')}</p>
  return (
    <div class="away">
      <svg
        class="away__picture"
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={t('deputies.timeline.label')}
      >
        {Array.from({ length: WEEKS }, (_, week) => {
          const at = beginOf(monday.add({ weeks: week }), timeZone)
          return (
            <g key={week}>
              {people.map((person, i) => (
                <line
                  key={person.id}
                  class="away__week"
                  x1={x(at)}
                  x2={x(at)}
                  y1={TOP + i * ROW + 21}
                  y2={TOP + i * ROW + 40}
                />
              ))}
              {week % 2 === 0 && (
                <text class="away__date" x={x(at) + 2} y="14">
                  {format.formatDay(at).slice(0, 6)}
                </text>
              )}
            </g>
          )
        })}
        {people.map((person, i) => {
          const y = TOP + i * ROW
          return (
            <g key={person.id}>
              <text class="away__name" x="0" y={y + 14}>
                {person.name}
              </text>
              <rect class="away__track" x="0" y={y + 21} width={WIDTH} height="15" rx="3" />
              {rows
                .filter((r) => r.person.id === person.id)
                .map(({ absence, deputies }) => (
                  <rect
                    key={absence.id}
                    class={deputies.length > 0 ? 'away__bar' : 'away__bar away__bar--alone'}
                    x={x(absence.from)}
                    y={y + 21}
                    width={Math.max(4, x(absence.until) - x(absence.from))}
                    height="15"
                    rx="3"
                  />
                ))}
              <line class="away__today" x1={x(view.now)} x2={x(view.now)} y1={y + 18} y2={y + 39} />
            </g>
          )
        })}
      </svg>
      <div class="away__table">
        <Table
          t={t}
          caption={t('deputies.timeline.label')}
          captionHidden
          small
          rows={rows}
          rowKey={(r) => r.absence.id}
          columns={[
            { key: 'who', label: t('deputies.column.who'), rowHeader: true, cell: (r) => r.person.name },
            {
              key: 'when',
              label: t('deputies.column.when'),
              cell: (r) => periodWords(view, r.absence.from, r.absence.until),
            },
            {
              key: 'deputy',
              label: t('deputies.column.deputy'),
              cell: (r) =>
                r.deputies.length > 0 ? (
                  r.deputies.join(', ')
                ) : (
                  <Badge tone="warning" small>
                    {t('deputies.timeline.alone')}
                  </Badge>
                ),
            },
          ]}
        />
      </div>
    </div>
  )
}

function rowsOf({ org, team }: Board, start: Date, end: Date): Row[] {
  const people = new Map(team.map((p) => [p.id, p]))
  return org.absences
    .filter((a) => a.until > start && a.from < end)
    .flatMap((absence) => {
      const person = people.get(absence.account)
      if (!person) return []
      const during = org.deputyships.filter(
        (d) => d.absent === person.id && d.from < absence.until && (!d.until || d.until > absence.from),
      )
      const names = during.flatMap((d) => org.staff.get(d.deputy)?.name ?? [])
      return [{ absence, person, deputies: [...new Set(names)] }]
    })
}
