import { ButtonLink } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../../paths.ts'
import type { Desk } from '../desk.ts'
import type { MergedWith } from './doubles.ts'

/** What came along with cases that were merged into this one, each with its origin. */
export function MergedWords({ desk }: { desk: Desk }) {
  const { t } = desk.view
  const { merged, kept } = desk.doubles
  return (
    <>
      {kept && (
        <p class="fact">
          <Icon name="route" size={20} />
          <span>
            {t('same.isMerged')}{' '}
            <a href={paths.case(kept.number)}>{t('workspace.case', { number: kept.number })}</a>
          </span>
        </p>
      )}
      {merged.length > 0 && (
        <section class="merged" aria-labelledby="zusammengefuehrt">
          <h2 class="kern-heading-small" id="zusammengefuehrt">
            {t('same.merged', { count: merged.length })}
          </h2>
          {merged.map((one) => (
            <One key={one.case.id} desk={desk} one={one} />
          ))}
        </section>
      )}
    </>
  )
}

function One({ desk, one }: { desk: Desk; one: MergedWith }) {
  const { view } = desk
  const { t, lang } = view
  const { case: c, messages, photos, mayPart } = one
  return (
    <details class="sd-details" open={messages.length + photos.length <= 4}>
      <summary>
        {t('workspace.case', { number: c.number })} · {c.title[lang]}
      </summary>
      <div class="sd-details__body">
        {messages.map((message) => (
          <div key={message.id} class="entry__body">
            <p class="entry__meta">
              {t(`same.said.${message.direction}`)} · <When view={view} at={message.at} /> ·{' '}
              {t(`workspace.reach.${message.visibility}`)}
            </p>
            <div class="entry__words">{message.body}</div>
          </div>
        ))}
        {photos.length > 0 && (
          <ul class="case-photos">
            {photos.map((photo, i) => (
              <li key={photo.id}>
                <a href={paths.photo(photo.id, 'gross')}>
                  <img
                    src={paths.photo(photo.id, 'klein')}
                    alt={t('same.photo', { n: i + 1, number: c.number })}
                    width="160"
                    height="120"
                    loading="lazy"
                  />
                </a>
              </li>
            ))}
          </ul>
        )}
        <p class="sd-actions sd-actions--tight">
          <a href={paths.case(c.number)}>{t('same.open')}</a>
          {mayPart && (
            <ButtonLink href={paths.caseAction(c.number, 'trennung')} icon="close">
              {t('workspace.do.trennung')}
              <span class="kern-sr-only"> ({c.number})</span>
            </ButtonLink>
          )}
        </p>
      </div>
    </details>
  )
}
