import type { ComponentChildren } from 'preact'
import type { View } from '#ui/view.ts'

export interface PageProps {
  view: View
  /** Unique words for this page; the town's name is added. */
  title: string
  description?: string
  /** Islands of this page by name: 'place-map' loads src/islands/place-map.ts. */
  islands?: readonly string[]
  /** The form on it was sent with mistakes: the title says so first. */
  errors?: boolean
  /** Keeps the page out of search engines. */
  noIndex?: boolean
  /** Further lines of the head: a manifest, a feed. */
  head?: ComponentChildren
  children?: ComponentChildren
}

interface Props extends PageProps {
  class: string
  styles: readonly string[]
  /** Where the page goes by itself, where there are no scripts that would know whether anybody is there. */
  backTo?: { href: string; seconds: number }
}

/** The skeleton of every page: nothing inline, so that the strict CSP holds and pages can be kept. */
export function Document({
  view,
  title,
  description,
  islands = [],
  noIndex,
  errors,
  styles,
  head,
  backTo,
  children,
  ...rest
}: Props) {
  const named = title === view.town.name ? title : `${title} – ${view.town.name}`
  return (
    <html lang={view.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${errors ? `${view.t('ui.error.prefix')} ` : ''}${named}`}</title>
        {description && <meta name="description" content={description} />}
        {noIndex && <meta name="robots" content="noindex" />}
        {['fonts/regular-latin.woff2', 'fonts/semibold-latin.woff2'].map((font) => (
          <link
            key={font}
            rel="preload"
            href={view.asset(font)}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
        {styles.map((name) => (
          <link key={name} rel="stylesheet" href={view.asset(name)} />
        ))}
        {view.town.colours && <link rel="stylesheet" href="/farben.css" />}
        <link rel="icon" href={view.asset('icon.svg')} type="image/svg+xml" />
        {head}
        {backTo && (
          <noscript>
            <meta http-equiv="refresh" content={`${backTo.seconds};url=${backTo.href}`} />
          </noscript>
        )}
        {islands.map((name) => (
          <script key={name} type="module" src={view.asset(`islands/${name}.js`)} />
        ))}
      </head>
      <body class={rest.class}>
        <a class="sd-skip" href="#inhalt">
          {view.t('ui.skipToContent')}
        </a>
        {children}
      </body>
    </html>
  )
}
