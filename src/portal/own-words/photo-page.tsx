import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { FileInfo, PhotoMarks } from '#modules/files/index.ts'
import type { Crumb } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxField, CheckboxGroup } from '#ui/field/choice-field.tsx'
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
        {marks.seen.length > 0 && (
          <CheckboxGroup
            t={t}
            name="gefunden"
            label={t('own.photo.seen')}
            hint={t('own.photo.seenHint')}
            optional
            options={marks.seen.map((one, i) => ({
              value: String(i),
              label: t(`own.photo.kind.${one.kind}`, { n: i + 1 }),
              detail: whereWords(view, one),
            }))}
            values={marks.seen.map((_, i) => String(i))}
          />
        )}
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

/** Where in the picture, in words: "oben links". */
export function whereWords(view: PageView, box: { x: number; y: number; w: number; h: number }): string {
  const third = (at: number): 0 | 1 | 2 => (at < 1 / 3 ? 0 : at > 2 / 3 ? 2 : 1)
  const row = ['top', 'middle', 'bottom'][third(box.y + box.h / 2)]!
  const column = ['left', 'centre', 'right'][third(box.x + box.w / 2)]!
  return view.t('own.photo.where', { row: view.t(`own.photo.${row}`), column: view.t(`own.photo.${column}`) })
}
