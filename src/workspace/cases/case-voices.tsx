import { countedWords } from '#http/counted.ts'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import type { Desk } from './desk.ts'

/** What people say of the case after: an open question with its voices, what was decided, what the reporter answered. */
export function VoiceFacts({ desk }: { desk: Desk }) {
  const { view, voices, answer } = desk
  const { t, format } = view
  const stayed = voices?.decided.find((q) => q.decision === 'stays')
  const still = desk.case.status === 'closed' ? null : voices?.still
  return (
    <>
      {voices?.question && (
        <div class="fact fact--proposal">
          <Icon name="megaphone" size={20} />
          <div>
            <Voices desk={desk} />
          </div>
        </div>
      )}
      {still && (
        <p class="fact">
          <Icon name="megaphone" size={20} />
          <span>
            {t('voice.staff.stillOpen', {
              who: countedWords(view, still.sure, still.voices - still.sure),
              at: format.formatDay(still.lastAt),
            })}
          </span>
        </p>
      )}
      {stayed?.decidedAt && !voices?.question && desk.case.status === 'closed' && (
        <p class="fact">
          <Icon name="megaphone" size={20} />
          <span>
            {t('voice.staff.stays', { at: format.formatDay(stayed.decidedAt) })} {stayed.word}
          </span>
        </p>
      )}
      {answer && (
        <p class="fact">
          <Icon name="chat" size={20} />
          <span>
            {t('voice.staff.answer', { fixed: t(`voice.fixed.${answer.fixed}`) })}
            {answer.mood !== null && (
              <>. {t('voice.staff.answerMood', { mood: t(`voice.mood.${answer.mood}`) })}</>
            )}
            {answer.words && <> – „{answer.words}“</>}
          </span>
        </p>
      )}
    </>
  )
}

/** How many ask, by when it is to be decided, and their words. */
export function Voices({ desk }: { desk: Desk }) {
  const { view, voices } = desk
  const question = voices?.question
  if (!question) return null
  const { t, format } = view
  const late = question.dueAt < view.now
  const spoken = voices.sayings.filter((s) => s.at >= question.askedAt && (s.words || s.photos > 0))
  return (
    <>
      <p>
        <strong>
          {t('voice.staff.fact', { who: countedWords(view, question.sure, question.voices - question.sure) })}
        </strong>{' '}
        {t(late ? 'voice.staff.factLate' : 'voice.staff.factDue', {
          due: format.formatDateTime(question.dueAt),
        })}
      </p>
      {spoken.length > 0 && (
        <ul class="sd-links">
          {spoken.map((s) => (
            <li key={s.id}>
              {s.words ?? t('voice.staff.wordless')}
              {s.photos > 0 && <> ({t('voice.staff.photos', { count: s.photos })})</>}{' '}
              <span class="sd-muted">
                {t(s.sure ? 'voice.staff.sure' : 'voice.staff.unsure')} · <When view={view} at={s.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
