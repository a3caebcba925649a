import type { ComponentChildren } from 'preact'
import { SeenParts } from '#http/seen-parts.tsx'
import type { PageView } from '#http/view.ts'
import {
  type Case,
  type EarlierWords,
  findPrivate,
  type OwnMessage,
  partsOf,
  redactionReasons,
  stampOf,
} from '#modules/cases/index.ts'
import type { FileInfo, PhotoMarks } from '#modules/files/index.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { BoxChoice } from '#ui/redaction/box-choice.tsx'
import { WordChoice } from '#ui/redaction/word-choice.tsx'
import { Words } from '#ui/redaction/words.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

interface Frame {
  view: PageView
  case: Case
  error?: string | undefined
  field?: string
}

function Framed({
  view,
  case: c,
  title,
  error,
  field = '',
  islands = [],
  children,
}: Frame & { title: string; islands?: readonly string[]; children: ComponentChildren }) {
  const { t, lang } = view
  return (
    <WorkspaceLayout
      view={view}
      title={`${error ? `${t('ui.error.prefix')} ` : ''}${title} – ${c.number}`}
      islands={islands}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('workspace.case', { number: c.number }), href: paths.case(c.number) },
          { label: title },
        ]}
      />
      <div class="act">
        <ErrorSummary t={t} errors={error ? [{ field, message: error }] : []} />
        <PageTitle preline={`${c.number} · ${c.title[lang]}`}>{title}</PageTitle>
        {children}
      </div>
    </WorkspaceLayout>
  )
}

function Reason({ view, error }: { view: PageView; error?: string | undefined }) {
  const { t } = view
  return (
    <SelectField
      t={t}
      name="grund"
      label={t('workspace.black.why')}
      value="personal"
      error={error}
      options={redactionReasons.map((one) => ({ value: one, label: t(`workspace.black.reason.${one}`) }))}
    />
  )
}

/** Words of a case, each to be marked by staff. */
export function StaffWordsPage({
  message,
  chosen,
  ...frame
}: Frame & { message: OwnMessage; chosen: readonly number[] }) {
  const { view, case: c, error, field } = frame
  const { t } = view
  const parts = partsOf(message.body)
  const found = findPrivate(message.body)
  const marked = parts.flatMap((part, i) =>
    found.some((one) => one.start < part.end && one.end > part.start) ? [i] : [],
  )
  const action = paths.caseWords(c.number, message.id)
  return (
    <Framed {...frame} title={t('workspace.black.words')}>
      <Form action={action} hidden={{ stand: stampOf(message.body) }}>
        <WordChoice
          t={t}
          name="teil"
          id="teil"
          label={t('workspace.black.mark')}
          hint={t(found.length > 0 ? 'workspace.black.foundHint' : 'workspace.black.wordsHint')}
          parts={parts}
          chosen={error ? chosen : marked}
          sentences={parts.some((part) => /\s/.test(part.text))}
          error={field === 'teil' ? error : undefined}
        />
        <Reason view={view} error={field === 'grund' ? error : undefined} />
        <Inset>{t('workspace.black.kept')}</Inset>
        <ActionBar>
          <Button>{t('workspace.black.button')}</Button>
          <ButtonLink href={paths.case(c.number)} kind="tertiary">
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
      {parts.some((part) => part.black) && (
        <Form action={action} class="sd-plainform">
          <Button kind="secondary" name="aktion" value="zurueck">
            {t('workspace.black.undo')}
          </Button>
        </Form>
      )}
    </Framed>
  )
}

/** What words were before, for the few who may know; that they read it is on record. */
export function OriginalPage({
  earlier,
  org,
  ...frame
}: Frame & { earlier: readonly EarlierWords[]; org: Organisation }) {
  const { view, case: c } = frame
  const { t } = view
  const by = (one: EarlierWords): string =>
    one.byKind === 'staff' ? (org.staff.get(one.by ?? '')?.name ?? '') : t('history.public_person')
  return (
    <Framed {...frame} title={t('workspace.black.original')}>
      <Inset tone="internal">{t('workspace.black.onRecord')}</Inset>
      {earlier.map((one) => (
        <Section
          key={one.id}
          title={t(`workspace.black.before.${one.why}`, { at: view.format.formatDateTime(one.at) })}
        >
          <blockquote class="sd-said" dir="auto">
            <Words t={t} text={one.body} />
          </blockquote>
          <p class="sd-muted">
            {by(one)}
            {one.reason && <> · {t(`workspace.black.reason.${one.reason}`)}</>} ·{' '}
            <When view={view} at={one.at} />
          </p>
        </Section>
      ))}
      <p>
        <a class="kern-link" href={paths.case(c.number)}>
          {t('workspace.backToCase')}
        </a>
      </p>
    </Framed>
  )
}

/** A photo of a case: parts to be blacked out, all of it taken from the public, or either taken back. */
export function StaffPhotoPage({ photo, marks, ...frame }: Frame & { photo: FileInfo; marks: PhotoMarks }) {
  const { view, case: c, error, field } = frame
  const { t } = view
  const action = paths.casePicture(c.number, photo.id)
  const shown = photo.visibility === 'public'
  return (
    <Framed {...frame} title={t('workspace.black.photo')} islands={['blackout']}>
      <Form action={action} id="schwaerzen">
        <SeenParts view={view} seen={marks.seen} />
        <BoxChoice
          t={t}
          src={paths.photo(photo.id, 'gross')}
          alt={t('workspace.black.photoAlt')}
          seen={marks.seen}
        />
        <Reason view={view} error={field === 'grund' ? error : undefined} />
        <Inset>{t('workspace.black.keptPhoto')}</Inset>
        <ActionBar>
          <Button>{t('own.photo.button')}</Button>
          <ButtonLink href={paths.case(c.number)} kind="tertiary">
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
      {marks.boxes.length > 0 && (
        <Form action={action} class="sd-plainform">
          <Button kind="secondary" name="aktion" value="zurueck">
            {t('workspace.black.undo')}
          </Button>
        </Form>
      )}
      {(shown || photo.visibility === 'parties') && (
        <Form action={action} class="sd-plainform">
          <Button kind="secondary" name="aktion" value={shown ? 'verbergen' : 'zeigen'}>
            {t(shown ? 'workspace.black.hidePhoto' : 'workspace.black.showPhoto')}
          </Button>
        </Form>
      )}
    </Framed>
  )
}
