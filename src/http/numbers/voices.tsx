import type { PageView } from '#http/view.ts'
import type { Line, Numbers, Satisfaction } from '#modules/analytics/index.ts'
import { BarChart } from '#ui/bar-chart.tsx'
import { Section } from '#ui/page-title.tsx'
import { Stats } from '#ui/stat.tsx'
import type { Asked } from './asked.ts'
import { LineTable } from './line-table.tsx'
import { count, percent } from './words.ts'

const MOST_ROWS = 6
const moods = ['5', '4', '3', '2', '1']

/** What lasted and what did not, and what reporters answered when they were asked once after closing. */
export function VoicesPart({ view, asked, numbers: n }: { view: PageView; asked: Asked; numbers: Numbers }) {
  const { t } = view
  const s = n.total.satisfaction
  const answers = Object.values(s.moods).some((many) => many > 0)
  return (
    <Section title={t('numbers.voices.title')} intro={t('numbers.voices.intro')}>
      <Stats items={statsOf(view, n.total)} />
      <div class="sd-numbers">
        <div class="sd-chart">
          {answers && (
            <BarChart
              t={t}
              title={t('numbers.voices.mood')}
              period={t('numbers.voices.answers', { n: count(view, s.rated) })}
              labelHeading={t('numbers.voices.mood')}
              valueHeading={t('numbers.voices.answersHeading')}
              bars={moods.map((mood) => ({
                label: t(`voice.mood.${mood}`),
                value: s.moods[mood] ?? 0,
                shown: percent(view, (s.moods[mood] ?? 0) / s.rated),
              }))}
            />
          )}
        </div>
        <div>
          <ByLine
            view={view}
            title={t('numbers.by.type')}
            lines={n.types}
            name={(l) => asked.nameOf('type', l.key)}
          />
          <ByLine
            view={view}
            title={t('numbers.by.unit')}
            lines={n.units}
            name={(l) => asked.nameOf('unit', l.key)}
          />
        </div>
      </div>
    </Section>
  )
}

/** 4.2 of 5; a dash where too few answered. */
const mean = ({ t, format }: PageView, s: Satisfaction): string =>
  s.mean === null
    ? t('numbers.unknown')
    : format.formatNumber(s.mean, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

function statsOf(view: PageView, l: Line) {
  const { t } = view
  const s = l.satisfaction
  const answered = Object.values(s.fixed).reduce((all, n) => all + n, 0)
  return [
    {
      label: t('numbers.voices.satisfaction'),
      value: s.mean === null ? t('numbers.unknown') : t('numbers.voices.ofFive', { n: mean(view, s) }),
      note:
        s.asked > 0 && s.answered >= 0
          ? t('numbers.voices.rate', { share: percent(view, s.answered / s.asked), n: count(view, s.asked) })
          : t('numbers.stat.few'),
    },
    {
      label: t('numbers.voices.fixed'),
      value: answered > 0 ? percent(view, (s.fixed.yes ?? 0) / answered) : t('numbers.unknown'),
      note: answered > 0 ? t('numbers.voices.fixedNote', { n: count(view, s.fixed.no ?? 0) }) : null,
    },
    {
      label: t('numbers.column.doubts'),
      value: count(view, l.doubts),
      note: t('numbers.voices.confirmed', { n: count(view, l.confirmed), sure: count(view, l.doubtsSure) }),
    },
    {
      label: t('numbers.voices.said'),
      value: l.voicesSure < 0 ? t('numbers.unknown') : count(view, l.voicesSure),
      note:
        l.voicesSure < 0
          ? t('numbers.stat.few')
          : t('numbers.voices.unsure', { n: count(view, l.voicesOther) }),
    },
    {
      label: t('numbers.column.repeats'),
      value: count(view, l.repeats),
      note: t('numbers.voices.repeatsNote'),
    },
  ]
}

function ByLine({
  view,
  title,
  lines,
  name,
}: {
  view: PageView
  title: string
  lines: readonly Line[]
  name: (l: Line) => string
}) {
  return (
    <LineTable
      view={view}
      title={title}
      caption={`${view.t('numbers.voices.title')}: ${title}`}
      lines={lines.slice(0, MOST_ROWS)}
      name={name}
      cells={{
        reopened: (l) => count(view, l.reopened),
        doubts: (l) => count(view, l.doubts),
        repeats: (l) => count(view, l.repeats),
        answered: (l) => count(view, l.satisfaction.answered),
        satisfaction: (l) => mean(view, l.satisfaction),
      }}
    />
  )
}
