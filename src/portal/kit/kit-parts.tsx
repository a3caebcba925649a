import { samplePhoto } from '#portal/kit/samples.tsx'
import { Badge } from '#ui/badge.tsx'
import { BarChart } from '#ui/bar-chart.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Card, CardGrid, TaskCard } from '#ui/card.tsx'
import { ReviewList } from '#ui/description-list.tsx'
import { ConfirmAction, Details } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { KeyHints } from '#ui/key-hint.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { Photos } from '#ui/photos.tsx'
import { Progress, ProgressSteps } from '#ui/progress-steps.tsx'
import { Stats } from '#ui/stat.tsx'
import { Timeline } from '#ui/timeline.tsx'
import type { View } from '#ui/view.ts'
import { When } from '#ui/when.tsx'

/** Fixed, so that two renderings of the kit are the same. */
const now = new Date('2026-11-22T10:00:00Z')
const earlier = new Date('2026-11-19T07:42:00Z')

/** Shown three times on the page; `part` keeps ids apart. */
export function WordsSection({ view, level = 2, part = 'a' }: { view: View; level?: 2 | 3; part?: string }) {
  const { t } = view
  return (
    <>
      <Section level={level} title={t('kit.sections.buttons')}>
        <ActionBar
          end={
            <ButtonLink href="#a" kind="tertiary">
              {t('kit.button.tertiary')}
            </ButtonLink>
          }
        >
          <Button type="button" iconAfter="arrow-right">
            {t('kit.button.primary')}
          </Button>
          <Button type="button" kind="secondary">
            {t('kit.button.secondary')}
          </Button>
          <Button type="button" kind="secondary" icon="bin" danger>
            {t('kit.button.danger')}
          </Button>
          <Button type="button" danger>
            {t('kit.button.danger')}
          </Button>
          <Button type="button" kind="secondary" icon="edit" small>
            {t('kit.button.small')}
          </Button>
          <Button type="button" disabled>
            {t('kit.button.disabled')}
          </Button>
        </ActionBar>
        <ActionBar>
          <ConfirmAction
            label={t('kit.confirm.label')}
            icon="bin"
            question={t('kit.confirm.question')}
            confirmLabel={t('kit.confirm.yes')}
            action="#loeschen"
            danger
          >
            <TextField t={t} name={`grund-${part}`} label={t('kit.confirm.reason')} optional />
          </ConfirmAction>
        </ActionBar>
      </Section>
      <Section level={level} title={t('kit.sections.words')}>
        <ActionBar>
          <Badge>{t('kit.state.open')}</Badge>
          <Badge tone="info">{t('kit.state.working')}</Badge>
          <Badge tone="warning" icon="clock">
            {t('kit.state.waiting')}
          </Badge>
          <Badge tone="success">{t('kit.state.done')}</Badge>
          <Badge tone="danger">{t('kit.state.overdue')}</Badge>
          <Badge tone="danger" small>
            {t('kit.state.overdue')}
          </Badge>
          <Badge small>{t('kit.state.open')}</Badge>
        </ActionBar>
        <Notice tone="info" title={t('kit.notice.info')}>
          {t('kit.notice.infoText')}
        </Notice>
        <Notice tone="success" title={t('kit.notice.success')} live />
        <Notice tone="warning" title={t('kit.notice.warning')}>
          {t('kit.notice.warningText')}
        </Notice>
        <Notice tone="danger" title={t('kit.notice.danger')}>
          {t('kit.notice.dangerText')}
        </Notice>
        <Inset tone="info">{t('kit.notice.inset')}</Inset>
        <Inset tone="internal">{t('kit.notice.internal')}</Inset>
        <Details summary={t('kit.details.summary')}>{t('kit.details.text')}</Details>
      </Section>
    </>
  )
}

export function CardsSection({ view: { t } }: { view: View }) {
  return (
    <Section title={t('kit.sections.cards')}>
      <CardGrid>
        <TaskCard icon="megaphone" title={t('kit.card.report')} href="#melden">
          {t('kit.card.reportText')}
        </TaskCard>
        <TaskCard icon="calendar" title={t('kit.card.appointment')} href="#termin">
          {t('kit.card.appointmentText')}
        </TaskCard>
        <TaskCard icon="route" title={t('kit.card.status')} href="#status">
          {t('kit.card.statusText')}
        </TaskCard>
        <Card
          title={t('kit.card.news')}
          href="#neues"
          preline="22.11.2026"
          media={<img src={samplePhoto} alt="" width="640" height="360" />}
        >
          <p>{t('kit.card.newsText')}</p>
        </Card>
        <Card title={t('kit.field.green')} plain footer={t('kit.state.open')}>
          <p>{t('kit.card.newsText')}</p>
        </Card>
      </CardGrid>
    </Section>
  )
}

export function StepsSection({ view }: { view: View }) {
  const { t } = view
  return (
    <Section title={t('kit.sections.steps')}>
      <ProgressSteps
        t={t}
        steps={[t('kit.steps.photo'), t('kit.steps.place'), t('kit.steps.details'), t('kit.steps.check')]}
        current={2}
      />
      <Timeline
        t={t}
        label={t('kit.timeline.label')}
        items={[
          { state: 'done', title: t('kit.timeline.received'), when: <When view={view} at={earlier} /> },
          {
            state: 'done',
            title: t('kit.timeline.assigned'),
            when: <When view={view} at={earlier} now={now} />,
          },
          {
            state: 'done',
            title: t('kit.timeline.note'),
            internal: true,
            icon: 'lock',
            body: <p>{t('kit.timeline.noteText')}</p>,
          },
          { state: 'now', title: t('kit.timeline.working'), body: <p>{t('kit.timeline.workingText')}</p> },
          { state: 'next', title: t('kit.timeline.finished'), when: t('kit.timeline.expected') },
        ]}
      />
      <Photos
        photos={[
          { src: samplePhoto, alt: t('kit.field.photoAlt'), caption: t('kit.state.open') },
          { src: samplePhoto, alt: t('kit.field.photoAlt'), caption: t('kit.state.done') },
        ]}
      />
      <KeyHints
        label={t('kit.keys.label')}
        keys={[
          { keys: ['j', 'k'], does: t('kit.keys.move') },
          { keys: ['o'], does: t('kit.keys.open') },
          { keys: ['/'], does: t('kit.keys.search') },
        ]}
      />
    </Section>
  )
}

export function NumbersSection({ view: { t } }: { view: View }) {
  return (
    <Section title={t('kit.sections.numbers')}>
      <Stats
        items={[
          { value: '142', label: t('kit.stat.reports') },
          { value: '61 %', label: t('kit.stat.share'), note: t('kit.stat.note'), tone: 'success' },
          { value: '7', label: t('kit.stat.overdue'), tone: 'danger', href: '#ueberfaellig' },
        ]}
      />
      <Section level={3} title={t('kit.table.caption')}>
        <Progress label={t('kit.progress')} value={6} max={10} />
      </Section>
      <BarChart
        t={t}
        title={t('kit.chart.title')}
        period={t('kit.chart.period')}
        labelHeading={t('kit.chart.category')}
        valueHeading={t('kit.chart.count')}
        bars={[
          { label: t('kit.field.road'), value: 58, shown: '58' },
          { label: t('kit.field.light'), value: 41, shown: '41', hue: 2 },
          { label: t('kit.field.waste'), value: 30, shown: '30', hue: 3 },
          { label: t('kit.field.green'), value: 13, shown: '13', hue: 4 },
        ]}
      />
    </Section>
  )
}

export function EndsSection({ view: { t } }: { view: View }) {
  return (
    <Section title={t('kit.sections.ends')}>
      <EmptyState
        level={3}
        title={t('kit.empty.title')}
        actions={
          <ButtonLink href="#alle" kind="secondary">
            {t('kit.empty.action')}
          </ButtonLink>
        }
      >
        {t('kit.empty.text')}
      </EmptyState>
      <ReviewList
        t={t}
        items={[
          { term: t('kit.field.kind'), value: t('kit.field.road'), changeHref: '#art' },
          { term: t('kit.field.text'), value: t('kit.field.textValue'), changeHref: '#text' },
          { term: t('kit.field.email'), value: '', changeHref: '#email' },
        ]}
      />
    </Section>
  )
}
