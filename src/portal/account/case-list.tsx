import type { PageView } from '#http/view.ts'
import type { OwnCase } from '#modules/cases/index.ts'
import { beginning, shortAddress } from '#portal/reports/short-address.ts'
import { statusLook, statusWord } from '#portal/reports/status.ts'
import { Badge } from '#ui/badge.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'

/** Cases as cards: what, where, how it stands, what was said last. */
export function CaseList({
  view,
  cases,
  level = 2,
}: {
  view: PageView
  cases: readonly OwnCase[]
  level?: 2 | 3
}) {
  const { t } = view
  const H = `h${level}` as const
  return (
    <ul class="sd-konto__cases">
      {cases.map((c) => {
        const look = statusLook(c)
        return (
          <li key={c.id} class="sd-card sd-card--link">
            <div class="sd-card__body">
              <p class="sd-card__preline">
                {t('account.cases.number', { number: c.number })}
                {c.address && ` · ${shortAddress(c.address)}`}
              </p>
              <H class="sd-card__title">
                <a href={paths.accountCase(c.number)}>{c.title[view.lang]}</a>
              </H>
              {c.lastWord && (
                <p dir="auto">
                  <strong>{c.lastWord.direction === 'in' ? t('tracking.you') : view.town.name}:</strong>{' '}
                  {beginning(c.lastWord.body)}
                </p>
              )}
              <p class="sd-konto__meta">
                <Badge small tone={look.tone} icon={look.icon}>
                  {statusWord(t, c)}
                </Badge>
                <span class="sd-muted">
                  {t('account.cases.updated')} <When view={view} at={c.updatedAt} now={view.now} />
                </span>
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
