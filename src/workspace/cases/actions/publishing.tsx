import {
  findPrivate,
  partsOf,
  publishCase,
  type RedactionReason,
  redactWords,
  stampOf,
  unpublishCase,
} from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'
import { WordChoice } from '#ui/redaction/word-choice.tsx'
import { paths } from '../../../paths.ts'
import type { Desk } from '../desk.ts'
import { type ActionForm, withVersion } from './form.ts'

const QUICK: RedactionReason = 'personal'

/** The words that a report began with. */
export const firstWords = (desk: Desk) =>
  desk.history.find((e) => e.event.type === 'case.opened')?.message ?? null

const reporterPhotos = (desk: Desk) =>
  desk.photos.filter((p) => p.stage === 'report' && p.visibility !== 'internal' && !p.restricted)

/** A look at what will be public, with what should not be taken out in the same place; then it is. */
export const publishing: ActionForm = {
  noun: 'veroeffentlichung',
  does: 'publish',
  event: 'case.published',
  icon: 'eye',
  when: ({ case: c, own }) =>
    c.kind === 'report' && !c.restricted && (!c.public || own.publication?.state === 'waiting'),
  fields: ({ desk, values, errors }) => {
    const { t } = desk.view
    const first = firstWords(desk)
    const parts = first ? partsOf(first.body) : []
    const found = first ? findPrivate(first.body) : []
    const marked = parts.flatMap((part, i) =>
      found.some((one) => one.start < part.end && one.end > part.start) ? [i] : [],
    )
    const photos = reporterPhotos(desk)
    const shown = values.auswahl ? (values.zeigen ?? '').split(' ') : photos.map((p) => p.id)
    return (
      <>
        <input type="hidden" name="auswahl" value="ja" />
        {first && (
          <>
            <input type="hidden" name="erste" value={first.id} />
            <input type="hidden" name="text_stand" value={stampOf(first.body)} />
          </>
        )}
        {first && (
          <WordChoice
            t={t}
            name="teil"
            label={t('workspace.black.publicWords')}
            hint={t(found.length > 0 ? 'workspace.black.foundHint' : 'workspace.black.wordsHint')}
            parts={parts}
            chosen={values.auswahl ? (values.teil ?? '').split(' ').filter(Boolean).map(Number) : marked}
            sentences={parts.some((part) => /\s/.test(part.text))}
            optional
            error={errors.teil}
          />
        )}
        {photos.length > 0 && (
          <CheckboxGroup
            t={t}
            name="zeigen"
            label={t('workspace.black.publicPhotos')}
            optional
            options={photos.map((photo, i) => ({
              value: photo.id,
              label: t('workspace.photo.numbered', { n: i + 1, stage: t(`history.stage.${photo.stage}`) }),
              detail: (
                <>
                  <img src={paths.photo(photo.id, 'klein')} alt="" width="160" height="120" />{' '}
                  <a href={paths.casePicture(desk.case.number, photo.id)}>{t('workspace.black.photo')}</a>
                </>
              ),
            }))}
            values={shown}
          />
        )}
      </>
    )
  },
  run: async (ctx, c, values, { version }) => {
    // At one press from the case's page, where all of it was to be seen, all of it becomes public.
    const photos = values.auswahl
      ? (values.zeigen ?? '').split(' ').filter(Boolean)
      : (await photosOf(ctx, [c.id])).map((photo) => photo.id)
    await publishCase(ctx, c.id, { photos, ...withVersion(version) })
    const parts = (values.teil ?? '')
      .split(' ')
      .filter((i) => /^\d{1,5}$/.test(i))
      .map(Number)
    if (parts.length > 0)
      await redactWords(ctx, c.id, values.erste ?? '', {
        parts,
        stamp: values.text_stand ?? '',
        reason: QUICK,
      })
  },
  fieldOf: { 'case.nothing_marked': 'teil', 'case.words_changed': 'teil' },
}

/** Back from the public, at one press: lists, map, search and its own page lose it at once. */
export const unpublishing: ActionForm = {
  noun: 'nichtoeffentlich',
  does: 'publish',
  event: 'case.unpublished',
  icon: 'lock',
  when: ({ case: c, own }) => c.kind === 'report' && (c.public || own.publication?.state === 'waiting'),
  run: (ctx, c, _values, { version }) => unpublishCase(ctx, c.id, withVersion(version)),
}
