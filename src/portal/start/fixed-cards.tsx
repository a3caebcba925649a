import type { PageView } from '#http/view.ts'
import type { FixedReport } from '#modules/reports/index.ts'
import { shortAddress } from '#portal/reports/short-address.ts'
import { CardGrid } from '#ui/card.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'

/** What was put right, with its pictures before and after. */
export function FixedCards({ view, reports }: { view: PageView; reports: readonly FixedReport[] }) {
  const { t, lang } = view
  return (
    <CardGrid>
      {reports.map((r) => (
        <article key={r.id} class="sd-card sd-card--link sd-fixed">
          {(r.before || r.after) && (
            <div class={r.before && r.after ? 'sd-fixed__photos sd-fixed__photos--two' : 'sd-fixed__photos'}>
              {r.before && <Photo id={r.before} word={t('reports.photo.caption.before')} />}
              {r.after && <Photo id={r.after} word={t('reports.photo.caption.after')} />}
            </div>
          )}
          <div class="sd-card__body">
            <h3 class="sd-card__title">
              <a href={paths.publicReport(r.number)}>{r.title[lang]}</a>
            </h3>
            <p>{shortAddress(r.address)}</p>
            {r.closedAt && (
              <p class="sd-muted sd-fixed__when">
                {t('start.fixed.when')} <When view={view} at={r.closedAt} as="date" />
              </p>
            )}
          </div>
        </article>
      ))}
    </CardGrid>
  )
}

function Photo({ id, word }: { id: string; word: string }) {
  return (
    <span class="sd-fixed__photo">
      <img src={paths.photo(id, 'klein')} alt="" loading="lazy" decoding="async" width="320" height="240" />
      <span class="sd-fixed__word">{word}</span>
    </span>
  )
}
