import type { ComponentChildren } from 'preact'
import { Breadcrumbs, type Crumb } from '#ui/breadcrumbs.tsx'
import { cx } from '#ui/class-names.ts'
import { Document, type PageProps } from '#ui/document.tsx'
import { Footer } from '#ui/footer.tsx'
import { Header } from '#ui/header.tsx'
import { TerminalBar } from '#ui/terminal-bar.tsx'

interface Props extends PageProps {
  trail?: readonly Crumb[]
  /** A full-width band above the content, such as Hero. It then holds the page's h1. */
  hero?: ComponentChildren
  /** 'narrow' for forms and reading, 'wide' for lists and maps. */
  width?: 'narrow' | 'normal' | 'wide'
  /** What only some pages need, beside portal.css. */
  styles?: readonly string[]
  /** At a terminal without scripts: where it goes on after how long, other than to the question after a minute. */
  backTo?: { href: string; seconds: number }
}

/** A page for citizens. */
export function PortalLayout({
  trail,
  hero,
  width = 'normal',
  styles = [],
  backTo,
  children,
  ...page
}: Props) {
  const { terminal } = page.view
  const islands = [...(page.islands ?? []), ...(terminal ? ['terminal'] : [])]
  return (
    <Document
      {...page}
      islands={islands}
      class={cx('sd-portal', terminal && 'sd-terminal')}
      styles={['portal.css', ...styles, ...(terminal ? ['terminal.css'] : [])]}
      {...(terminal && { backTo: backTo ?? { href: terminal.askHref, seconds: 60 } })}
    >
      <div id="seitenanfang" class="sd-page">
        <Header view={page.view} />
        <main id="inhalt" tabindex={-1}>
          {hero}
          <div class={`sd-wrap sd-content sd-content--${width}`}>
            {trail && <Breadcrumbs view={page.view} trail={trail} />}
            {children}
          </div>
        </main>
        <Footer view={page.view} />
        {terminal && <TerminalBar view={{ ...page.view, terminal }} />}
      </div>
    </Document>
  )
}
