import { ButtonLink } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { CaseActionForm, QuickAction } from './action-form.tsx'
import { forms } from './actions/all.ts'
import { AwaitsLook } from './awaits-look.tsx'
import { CaseWhole } from './case-parts.tsx'
import { CaseSide } from './case-side.tsx'
import { VoiceFacts } from './case-voices.tsx'
import { DeputyFacts } from './deputy-facts.tsx'
import type { Desk } from './desk.ts'
import { MergedWords } from './doubles/merged-words.tsx'
import { DueMark, PriorityMark, StatusBadge } from './due.tsx'
import { may, nextStep, otherSteps } from './next-step.ts'
import { EmergencyBanner } from './restricted-side.tsx'
import { Stream, type StreamFilter } from './stream.tsx'

/** A case on the desk: what it is and what to do next on top, what was said at the left, what belongs to it at the right. */
export function CasePage({ desk, filter, done }: { desk: Desk; filter: StreamFilter; done: string | null }) {
  const { view, case: c } = desk
  const { t, lang } = view
  return (
    <WorkspaceLayout view={view} title={`${c.number} ${c.title[lang]}`} islands={['case']}>
      <div class="case" data-island="case">
        <nav class="case-back" aria-label={t('ui.breadcrumbs')}>
          <a href={paths.cases} data-back>
            <Icon name="arrow-left" size={20} />
            {t('workspace.backToList')}
          </a>
        </nav>
        <header class="case-head">
          <div class="case-head__words">
            <p class="case-number">{t('workspace.case', { number: c.number })}</p>
            <h1 class="kern-heading-large">{c.title[lang]}</h1>
            <p class="case-marks">
              <StatusBadge view={view} case={c} />
              <DueMark view={view} case={c} />
              <PriorityMark view={view} case={c} />
              {c.restricted && (
                <span class="reach reach--internal">
                  <Icon name="lock" size={16} />
                  {t('restricted.mark')}
                </span>
              )}
              {!c.public && !c.restricted && (
                <span class="reach reach--parties">
                  <Icon name="lock" size={16} />
                  {t('workspace.notPublic')}
                </span>
              )}
            </p>
            <p class="case-who">
              <Icon name="people" size={20} />
              <span>
                {desk.unit} · {desk.assignee ?? <span class="wl-nobody">{t('workspace.nobody')}</span>}
              </span>
            </p>
          </div>
          <Actions desk={desk} />
        </header>
        {done && (
          <p class="wl-done" role="status">
            <Icon name="success" size={20} />
            {done}
          </p>
        )}
        <EmergencyBanner desk={desk} />
        <div class="case-grid">
          <div class="case-main">
            <DeputyFacts desk={desk} />
            <AwaitsLook desk={desk} />
            <CaseWhole desk={desk} />
            <Facts desk={desk} />
            <MergedWords desk={desk} />
            <VoiceFacts desk={desk} />
            <Writing desk={desk} />
            <Stream desk={desk} filter={filter} />
          </div>
          <CaseSide desk={desk} />
        </div>
      </div>
    </WorkspaceLayout>
  )
}

function Actions({ desk }: { desk: Desk }) {
  const { t } = desk.view
  const next = nextStep(desk)
  const { near, more } = otherSteps(desk, next)
  const href = (noun: string) => paths.caseAction(desk.case.number, noun)
  if (!next && near.length + more.length === 0)
    return <p class="case-readonly sd-muted">{t('workspace.readOnly')}</p>
  return (
    <div class="case-actions">
      {next &&
        (next.fields ? (
          <ButtonLink href={href(next.noun)} kind="primary" icon={next.icon}>
            {t(`workspace.do.${next.noun}`)}
          </ButtonLink>
        ) : (
          <QuickAction desk={desk} form={next} />
        ))}
      {near.map((form) =>
        form.fields ? (
          <ButtonLink key={form.noun} href={href(form.noun)} icon={form.icon}>
            {t(`workspace.do.${form.noun}`)}
          </ButtonLink>
        ) : (
          <QuickAction key={form.noun} desk={desk} form={form} kind="secondary" />
        ),
      )}
      {more.length > 0 && (
        <details class="case-more">
          <summary class="kern-btn kern-btn--tertiary">
            <span class="kern-label">{t('workspace.more')}</span>
            <Icon name="chevron-down" size={20} />
          </summary>
          <ul>
            {more.map((form) => (
              <li key={form.noun}>
                {form.fields ? (
                  <a href={href(form.noun)}>
                    <Icon name={form.icon} size={20} />
                    {t(`workspace.do.${form.noun}`)}
                  </a>
                ) : (
                  <QuickAction desk={desk} form={form} kind="secondary" />
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** What needs saying before anything else: how it ended, whose it would be, whom dispatch proposes. */
function Facts({ desk }: { desk: Desk }) {
  const { t, lang } = desk.view
  const { ending, authority, proposal } = desk
  const proposed = proposal && desk.org.staff.get(proposal.to)
  const reason = desk.history.findLast((e) => e.event.type === 'case.proposed')?.params.reason
  return (
    <>
      {ending && (
        <p class="fact fact--done">
          <Icon name="success" size={20} />
          <span>
            <strong>{t(`workspace.outcome.${ending.outcome}.label`)}</strong>
            {ending.authorityId && authority && <> – {lang === 'en' ? authority.nameEn : authority.name}</>}
            {ending.duplicateOf && (
              <>
                {' – '}
                <a href={paths.case(ending.duplicateOf)}>
                  {t('workspace.case', { number: ending.duplicateOf })}
                </a>
              </>
            )}
          </span>
        </p>
      )}
      {!ending && authority && (
        <p class="fact">
          <Icon name="external" size={20} />
          <span>
            {t('workspace.otherAuthority', { name: lang === 'en' ? authority.nameEn : authority.name })}
          </span>
        </p>
      )}
      {proposed && (
        <div class="fact fact--proposal">
          <Icon name="route" size={20} />
          <span>
            <strong>{t('workspace.proposal.short', { name: proposed.name })}</strong>
            {reason && <> {reason}</>}
          </span>
        </div>
      )}
    </>
  )
}

/** Where one writes: to colleagues or to the reporter, never to be mistaken for one another. */
function Writing({ desk }: { desk: Desk }) {
  const { t } = desk.view
  const both = ['nachricht', 'notiz'].map((noun) => forms.get(noun)!).filter((form) => may(desk, form))
  if (both.length === 0) return null
  return (
    <div class="writing">
      {both.map((form) => (
        <details
          key={form.noun}
          class={`writing__one writing__one--${form.noun}`}
          name="schreiben"
          id={form.noun}
        >
          <summary>
            <Icon name={form.icon} size={20} />
            {t(`workspace.do.${form.noun}`)}
          </summary>
          <CaseActionForm desk={desk} form={form} />
        </details>
      ))}
    </div>
  )
}
