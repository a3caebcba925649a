import { Icon } from '#ui/icon.tsx'
import { urlWith } from '#ui/url.ts'
import type { T } from '#ui/view.ts'

/** Which page numbers to show: the ends, the current one and its neighbours; null is a gap. */
export function shownPages(current: number, last: number): (number | null)[] {
  const wanted = [1, current - 1, current, current + 1, last].filter((n) => n >= 1 && n <= last)
  const pages = [...new Set(wanted)].sort((a, b) => a - b)
  return pages.flatMap((n, i) => {
    const before = pages[i - 1]
    if (before === undefined || n === before + 1) return [n]
    // A gap of one page is no shorter than the page itself.
    return n === before + 2 ? [n - 1, n] : [null, n]
  })
}

interface Props {
  t: T
  /** Path and query of this page; only `param` changes. */
  path: string
  page: number
  pageSize: number
  total: number
  param?: string
  /** Where a page has two of them. */
  label?: string
}

/** Numbered pages, where the total is known. Nothing when all fits on one. */
export function Pagination({ t, path, page, pageSize, total, param = 'seite', label }: Props) {
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const href = (n: number) => urlWith(path, { [param]: n === 1 ? null : n })
  return (
    <nav class="sd-pages" aria-label={label ?? t('ui.pages.label')}>
      <p class="sd-pages__range">
        {t('ui.pages.range', {
          from: (page - 1) * pageSize + 1,
          to: Math.min(total, page * pageSize),
          total,
        })}
      </p>
      <ul>
        {page > 1 && (
          <li>
            <a class="sd-pages__step" href={href(page - 1)} rel="prev">
              <Icon name="chevron-left" size={20} />
              {t('ui.pages.previous')}
            </a>
          </li>
        )}
        {shownPages(page, last).map((n, i) => (
          <li key={i} class="sd-pages__number">
            {n === null ? (
              <span aria-hidden="true">…</span>
            ) : (
              <a href={href(n)} aria-current={n === page ? 'page' : undefined}>
                <span class="kern-sr-only">{t('ui.pages.page')} </span>
                {n}
              </a>
            )}
          </li>
        ))}
        {page < last && (
          <li>
            <a class="sd-pages__step" href={href(page + 1)} rel="next">
              {t('ui.pages.next')}
              <Icon name="chevron-right" size={20} />
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** Older and newer, for lists read by key, where a count would cost more than it tells. */
export function Pager({
  t,
  previous,
  previousLabel,
  next,
  nextLabel,
  label,
}: {
  t: T
  previous?: string | null
  previousLabel?: string
  next?: string | null
  nextLabel?: string
  label?: string
}) {
  if (!previous && !next) return null
  return (
    <nav class="sd-pages" aria-label={label ?? t('ui.pages.label')}>
      <ul>
        {previous && (
          <li>
            <a class="sd-pages__step" href={previous} rel="prev">
              <Icon name="chevron-left" size={20} />
              {previousLabel ?? t('ui.pages.previous')}
            </a>
          </li>
        )}
        {next && (
          <li>
            <a class="sd-pages__step" href={next} rel="next">
              {nextLabel ?? t('ui.pages.next')}
              <Icon name="chevron-right" size={20} />
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/**
 * The same for a list that is read by a key in the address (`nach`): the way on, and the one to its beginning, since
 * the page before is not known. `path`: of this page, with what filters it.
 */
export function KeyPager({
  t,
  path,
  started,
  next,
  label,
}: {
  t: T
  path: string
  /** Not the first page of it. */
  started: boolean
  next: string | null | undefined
  label?: string
}) {
  return (
    <Pager
      t={t}
      {...(label && { label })}
      previous={started ? urlWith(path, { nach: null }) : null}
      previousLabel={t('ui.pages.first')}
      next={next ? urlWith(path, { nach: next }) : null}
    />
  )
}
