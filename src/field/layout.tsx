import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import { Document } from '#ui/document.tsx'
import { Frame } from '../islands/lib/field/frame.tsx'
import type { Given } from '../islands/lib/field/model.ts'
import type { Tools } from '../islands/lib/field/parts.tsx'
import { paths } from '../paths.ts'

interface Props {
  view: PageView
  title: string
  given: Given
  tools: Tools
  /** Whose data the page shows; the shell shows nobody's. */
  account?: { id: string; name: string } | null
  errors?: boolean
  message?: string | null
  children?: ComponentChildren
}

/** A page on the street: small, dark or light, everything within reach of a thumb; the island takes it over. */
export function FieldLayout({ view, title, given, tools, account = null, errors, message, children }: Props) {
  return (
    <Document
      view={view}
      title={title}
      noIndex
      class="field"
      styles={['portal.css', 'field.css']}
      islands={['field']}
      {...(errors && { errors })}
      head={
        <>
          <link rel="manifest" href={paths.fieldManifest} crossorigin="use-credentials" />
          <link rel="apple-touch-icon" href={paths.fieldIcon('192.png')} />
          <meta name="theme-color" content={view.settings.colours.primary} />
          <meta name="mobile-web-app-capable" content="yes" />
        </>
      }
    >
      <div
        id="unterwegs"
        data-island="field"
        data-given={JSON.stringify(given)}
        data-account={account ? JSON.stringify(account) : undefined}
      >
        <Frame tools={tools} account={account} path={view.path} state={null} message={message ?? null}>
          {children}
        </Frame>
      </div>
    </Document>
  )
}
