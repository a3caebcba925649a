import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { LegalPage, LegalSection } from '#modules/tenancy/index.ts'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'

interface Props {
  view: PageView
  which: LegalPage
  content: { title: string; sections: readonly LegalSection[] }
  errors?: readonly FieldMistake[]
  sent?: boolean
  children?: ComponentChildren
}

/** A page that the law asks for: a heading, sections of plain text, sometimes a form. */
export function LegalPageView({ view, which, content, errors = [], sent, children }: Props) {
  const { t } = view
  const plain = which === 'plain'
  return (
    <PortalLayout
      view={view}
      title={errors.length > 0 ? `${t('ui.error.prefix')} ${content.title}` : content.title}
      width="narrow"
      trail={[{ label: content.title }]}
    >
      <ErrorSummary t={t} errors={errors} />
      {sent && <Notice live tone="success" title={t('legal.feedback.sent')} />}
      <PageTitle>{content.title}</PageTitle>
      <div class={plain ? 'sd-legal sd-legal--plain' : 'sd-legal'}>
        {content.sections.map((section) => (
          <Section key={section.heading} title={section.heading}>
            {section.paragraphs.map((paragraph) => (
              <p key={paragraph} class="sd-legal__text">
                {linked(paragraph)}
              </p>
            ))}
          </Section>
        ))}
      </div>
      {children}
    </PortalLayout>
  )
}

const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/

/** Addresses within plain text become links. */
const linked = (text: string): ComponentChildren[] =>
  text.split(address).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <a key={i} href={part.includes('://') ? part : `mailto:${part}`}>
        {part}
      </a>
    ),
  )
