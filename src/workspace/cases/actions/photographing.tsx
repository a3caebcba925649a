import { notePhoto } from '#modules/cases/index.ts'
import { PhotoField } from '#ui/field/file-field.tsx'
import type { ActionForm } from './form.ts'
import { namedIn, OnlyFor } from './restrict-names.tsx'

/** Photos from the work itself; on a public report they are public. */
export const photographing: ActionForm = {
  noun: 'foto',
  does: 'photo',
  event: 'case.photographed',
  icon: 'camera',
  photos: 'after',
  fields: ({ desk, values, errors }) => (
    <>
      <PhotoField
        t={desk.view.t}
        name="fotos"
        label={desk.view.t('workspace.form.photos')}
        hint={desk.view.t(desk.case.public ? 'workspace.form.photosPublic' : 'workspace.form.photosParties')}
        error={errors.fotos}
      />
      <OnlyFor
        desk={desk}
        values={values}
        error={errors.person}
        id="foto"
        text={desk.view.t('restricted.only.text')}
      />
    </>
  ),
  run: async (ctx, c, values, { version, photos }) => {
    let expected = version
    for (const photo of photos) {
      await notePhoto(ctx, c.id, photo, 'after', expected, namedIn(values))
      expected = undefined // each counts the version up
    }
  },
  idOf: { person: 'foto-person' },
  fieldOf: { 'case.no_such_colleague': 'person', 'case.no_such_unit': 'person' },
}
