import type { PageView } from '#http/view.ts'
import { type Case, type CaseAction, parentNumber } from '#modules/cases/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { DueMark, PriorityMark, StatusBadge } from './due.tsx'

/** What one sees of a case without opening it: enough for most decisions. */
export interface Look {
  view: PageView
  case: Case
  can: ReadonlySet<CaseAction>
  words: string
  assignee: string | null
  unit: string
  district: string | null
  photos: readonly string[]
  /** Whom dispatch proposes, and why. */
  proposal: { name: string; reason: string } | null
  mine: boolean
}

export function Preview({ look, back }: { look: Look; back: string }) {
  const { view, case: c, can } = look
  const { t, lang } = view
  const act = (noun: string) => paths.caseAction(c.number, noun)
  return (
    <article class="pv" data-number={c.number}>
      <header>
        <p class="pv-number">
          {t('workspace.case', { number: c.number })}
          {parentNumber(c) && ` · ${t('parts.of', { number: parentNumber(c) })}`}
        </p>
        <h2 class="kern-heading-small">
          <a href={paths.case(c.number)}>{c.title[lang]}</a>
        </h2>
        <p class="pv-marks">
          <StatusBadge view={view} case={c} />
          <DueMark view={view} case={c} />
          <PriorityMark view={view} case={c} />
        </p>
      </header>
      {look.photos[0] && (
        <a class="pv-photo" href={paths.photo(look.photos[0], 'gross')}>
          <img
            src={paths.photo(look.photos[0], 'klein')}
            alt={t('workspace.photo.alt', { title: c.title[lang] })}
          />
          {look.photos.length > 1 && (
            <span>{t('workspace.photo.more', { count: look.photos.length - 1 })}</span>
          )}
        </a>
      )}
      <p class="pv-words">{look.words}</p>
      <dl class="pv-facts">
        <dt>
          <Icon name="pin" size={20} />
          <span class="kern-sr-only">{t('workspace.column.where')}</span>
        </dt>
        <dd>
          {c.address ?? t('workspace.noAddress')}
          {look.district && <small>{look.district}</small>}
        </dd>
        <dt>
          <Icon name="user" size={20} />
          <span class="kern-sr-only">{t('workspace.column.who')}</span>
        </dt>
        <dd>
          {look.assignee ?? <span class="wl-nobody">{t('workspace.nobody')}</span>}
          <small>{look.unit}</small>
        </dd>
        <dt>
          <Icon name="clock" size={20} />
          <span class="kern-sr-only">{t('workspace.column.since')}</span>
        </dt>
        <dd>
          <When view={view} at={c.openedAt} now={view.now} />
        </dd>
      </dl>
      {look.proposal && (
        <p class="pv-proposal">
          <Icon name="route" size={20} />
          <span>
            <strong>{t('workspace.proposal.short', { name: look.proposal.name })}</strong>{' '}
            {look.proposal.reason}
          </span>
        </p>
      )}
      <div class="pv-actions">
        {can.has('take') && !look.mine && (
          <form method="post" action={act('uebernahme')} data-key="a">
            <input type="hidden" name="version" value={c.version} />
            <input type="hidden" name="zurueck" value={back} />
            <Button icon="user" kind={look.assignee ? 'secondary' : 'primary'}>
              {t('workspace.do.uebernahme')}
            </Button>
          </form>
        )}
        {can.has('close') && (
          <ButtonLink href={act('abschluss')} icon="check" kind={look.mine ? 'primary' : 'secondary'}>
            {t('workspace.do.abschluss')}
          </ButtonLink>
        )}
        {can.has('reopen') && (
          <ButtonLink href={act('wiederaufnahme')}>{t('workspace.do.wiederaufnahme')}</ButtonLink>
        )}
        {can.has('note') && (
          <ButtonLink href={act('notiz')} icon="lock" kind="tertiary">
            {t('workspace.do.notiz')}
          </ButtonLink>
        )}
        <ButtonLink href={paths.case(c.number)} iconAfter="arrow-right" kind="tertiary">
          {t('workspace.preview.open')}
        </ButtonLink>
      </div>
    </article>
  )
}
