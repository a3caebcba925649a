import { waitingWords } from '#http/counted.ts'
import type { PageView } from '#http/view.ts'
import type { Case, Waiting } from '#modules/cases/index.ts'
import { objectLabel, type TownObject } from '#modules/objects/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DueMark, StatusBadge } from '../due.tsx'

/** One of the two, with what it takes to tell whether they are about the same. */
export interface Side {
  case: Case
  text: string
  /** What it is about: of two lamps side by side each may be dark. */
  object: TownObject | null
  photos: readonly string[]
  waiting: Waiting
  /** On how many parts of it other offices work; such a case can only be the one that is kept. */
  openParts: number
  unit: string
  /** SVG of the surroundings. */
  picture: string | null
}

export interface ComparePageProps {
  view: PageView
  sides: readonly [Side, Side]
  /** Between them. */
  metres: number | null
  mayMerge: boolean
  /** What was chosen, after a mistake. */
  keep?: string
  note?: string
  error?: { field: string; message: string }
}

/** Two cases side by side; which one is kept is said below. */
export function ComparePage({ view, sides, metres, mayMerge, keep, note, error }: ComparePageProps) {
  const { t } = view
  const [one, other] = sides
  const title = t('same.compareTitle', { one: one.case.number, other: other.case.number })
  const older = one.case.openedAt <= other.case.openedAt ? one : other
  const working = sides.filter((side) => side.openParts > 0)
  const usual = working.length === 1 ? working[0]! : older
  return (
    <WorkspaceLayout view={view} title={error ? `${t('ui.error.prefix')} ${title}` : title}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('nav.cases'), href: paths.cases },
          { label: one.case.number, href: paths.case(one.case.number) },
          { label: t('same.compare') },
        ]}
      />
      <ErrorSummary t={t} errors={error && mayMerge ? [error] : []} />
      <PageTitle
        lead={metres === null ? undefined : t('same.apart', { metres: view.format.formatNumber(metres) })}
      >
        {title}
      </PageTitle>
      <div class="sd-grid sd-grid--large">
        {sides.map((side) => (
          <Facts key={side.case.id} view={view} side={side} />
        ))}
      </div>
      {mayMerge ? (
        <Form
          action={paths.caseCompared(one.case.number, other.case.number)}
          hidden={{ stand: one.case.version, stand_anderer: other.case.version }}
        >
          <RadioField
            t={t}
            name="behalten"
            label={t('same.keep')}
            hint={t('same.keepHint')}
            value={keep ?? usual.case.number}
            error={error?.field === 'behalten' ? error.message : undefined}
            options={sides.map(({ case: c, waiting }) => ({
              value: c.number,
              label: t('workspace.case', { number: c.number }),
              detail: `${waitingWords(view, waiting)}${c === older.case ? ` · ${t('same.older')}` : ''}`,
            }))}
          />
          <TextArea
            t={t}
            name="text"
            label={t('same.note')}
            hint={t('same.noteHint')}
            optional
            rows={3}
            value={note ?? ''}
          />
          <p class="goes">
            <Icon name="mail" size={20} />
            {t('same.told')}
          </p>
          <ActionBar>
            <Button icon="route">{t('same.merge')}</Button>
            <ButtonLink kind="tertiary" href={paths.case(one.case.number)}>
              {t('same.notSame')}
            </ButtonLink>
          </ActionBar>
        </Form>
      ) : (
        <Notice title={error?.message ?? t('same.mayNot')}>
          {error && <p>{t('same.mayNot')}</p>}
          {/* What was typed is not lost. */}
          {note && <blockquote class="sd-said">{note}</blockquote>}
        </Notice>
      )}
    </WorkspaceLayout>
  )
}

function Facts({ view, side }: { view: PageView; side: Side }) {
  const { t, lang } = view
  const { case: c } = side
  return (
    <article class="sd-card sd-card--plain">
      <div class="sd-card__body">
        <h2 class="sd-card__title">
          <a href={paths.case(c.number)}>{t('workspace.case', { number: c.number })}</a>
        </h2>
        <p class="case-marks">
          <StatusBadge view={view} case={c} />
          <DueMark view={view} case={c} />
          {!c.public && (
            <span class="reach reach--parties">
              <Icon name="lock" size={16} />
              {t('workspace.notPublic')}
            </span>
          )}
        </p>
        <p>
          <strong>{c.title[lang]}</strong> · {side.unit}
        </p>
        <p>
          {c.address ?? t('workspace.noAddress')} · <When view={view} at={c.openedAt} />
        </p>
        {side.object && (
          <p>
            <Icon name="pin" size={20} /> {objectLabel(side.object, lang)}
          </p>
        )}
        <p>
          <Icon name="people" size={20} /> {waitingWords(view, side.waiting)}
        </p>
        {side.openParts > 0 && (
          <p>
            <Icon name="share" size={20} /> {t('same.openParts', { count: side.openParts })}
          </p>
        )}
        <blockquote class="sd-said" dir="auto">
          {side.text}
        </blockquote>
        {side.photos.length > 0 ? (
          <ul class="case-photos">
            {side.photos.map((id, i) => (
              <li key={id}>
                <a href={paths.photo(id, 'gross')}>
                  <img
                    src={paths.photo(id, 'klein')}
                    alt={t('same.photo', { n: i + 1, number: c.number })}
                    width="160"
                    height="120"
                  />
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p class="sd-muted">{t('same.noPhotos')}</p>
        )}
        {/* Drawn by our own server from the town's data. */}
        {side.picture && <div class="part__picture" dangerouslySetInnerHTML={{ __html: side.picture }} />}
      </div>
    </article>
  )
}
