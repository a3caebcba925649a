import { notePhoto } from '#modules/cases/index.ts'
import { PhotoField } from '#ui/field/file-field.tsx'
import type { ActionForm } from './form.ts'

/** Photos from the work itself; on a public report they are public. */
export const photographing: ActionForm = {
  noun: 'foto',
  does: 'photo',
  event: 'case.photographed',
  icon: 'camera',
  photos: 'after',
  fields: ({ desk, errors }) => (
    <PhotoField
      t={desk.view.t}
      name="fotos"
      label={desk.view.t('workspace.form.photos')}
      hint={desk.view.t(desk.case.public ? 'workspace.form.photosPublic' : 'workspace.form.photosParties')}
      error={errors.fotos}
    />
  ),
  run: async (ctx, c, _values, { version, photos }) => {
    let expected = version
    for (const photo of photos) {
      await notePhoto(ctx, c.id, photo, 'after', expected)
      expected = undefined // each counts the version up
    }
  },
}
