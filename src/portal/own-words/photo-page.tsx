import type { ComponentChildren } from 'preact'
import { SeenParts } from '#http/seen-parts.tsx'
import type { PageView } from '#http/view.ts'
import type { FileInfo, PhotoMarks } from '#modules/files/index.ts'
import type { Crumb } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { BoxChoice } from '#ui/redaction/box-choice.tsx'

interface Props {
  view: PageView
  trail?: readonly Crumb[]
  photo: FileInfo
  marks: PhotoMarks
  src: string
  action: string
  back: string
  /** What can be asked for beside: that the original is forgotten, once the case is closed. */
  forgetDays?: number
  error?: string | undefined
  /** Forms of their own below: taking it away from the public, or taking marks back. */
  children?: ComponentChildren
}

/** An own photo, of which parts can be blacked out: by a grid, by what was found in it, or drawn. */
export function PhotoPage({
  view,
  trail = [],
  photo,
  marks,
  src,
  action,
  back,
  forgetDays,
  error,
  children,
}: Props) {
  const { t } = view
  const title = t('own.photo.title')
  return (
    <PortalLayout
      view={view}
      title={error ? `${t('ui.error.prefix')} ${title}` : title}
      trail={[...trail, { label: title }]}
      islands={['blackout']}
      width="normal"
      noIndex
    >
      <ErrorSummary t={t} errors={error ? [{ field: 'schwaerzen', message: error }] : []} />
      <PageTitle lead={t('own.photo.lead')}>{title}</PageTitle>
      <Form action={action} id="schwaerzen">
        <SeenParts view={view} seen={marks.seen} />
        <BoxChoice t={t} src={src} alt={t('own.photo.alt')} seen={marks.seen} />
        {forgetDays !== undefined && (
          <CheckboxField
            t={t}
            name="vergessen"
            optional
            label={t('own.forget.label')}
            hint={t('own.forget.hint', { days: forgetDays })}
          />
        )}
        <ActionBar>
          <Button name="aktion" value="schwaerzen">
            {t('own.photo.button')}
          </Button>
          <ButtonLink href={back} kind="tertiary">
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
      {photo.visibility === 'public' || children ? children : null}
    </PortalLayout>
  )
}
