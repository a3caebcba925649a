import { cx } from '#ui/class-names.ts'
import { Field, FieldGroup, type FieldProps, fieldId, tied } from '#ui/field/field.tsx'
import { Icon } from '#ui/icon.tsx'

export interface Upload {
  /** What the remove button sends. */
  value: string
  name: string
  detail?: string
  /** A thumbnail's URL and what it shows. */
  thumb?: string
  alt?: string
}

interface Props extends FieldProps {
  accept?: string
  multiple?: boolean
  uploaded?: readonly Upload[]
  /** Remove buttons send this name with the upload's value. */
  removeName?: string
  /** Without JavaScript this button sends the chosen files at once; left out, they go with the form. */
  upload?: { name: string; value: string }
}

export function FileField({
  accept,
  multiple,
  uploaded = [],
  removeName = 'entfernen',
  upload,
  ...p
}: Props) {
  return (
    <div class="sd-files" data-island="file">
      <Field p={p}>
        <input
          {...tied(p)}
          class={cx('kern-form-input__input', p.error && 'kern-form-input__input--error')}
          type="file"
          accept={accept}
          multiple={multiple}
          required={!p.optional && uploaded.length === 0}
        />
      </Field>
      {uploaded.length > 0 && (
        <ul class="sd-files__list" aria-label={p.t('ui.file.uploaded')}>
          {uploaded.map((file) => (
            <li key={file.value}>
              <Icon name="document" size={20} />
              <span class="sd-files__name">
                {file.name}
                {file.detail && <small>{file.detail}</small>}
              </span>
              <RemoveButton p={p} file={file} name={removeName} />
            </li>
          ))}
        </ul>
      )}
      {upload && <UploadButton p={p} {...upload} />}
    </div>
  )
}

/** Photos: one big target that opens the camera or the gallery, then what is already there. */
export function PhotoField({
  accept = 'image/*,.heic,.heif',
  multiple = true,
  uploaded = [],
  removeName = 'entfernen',
  upload,
  max = 6,
  ...p
}: Props & { max?: number }) {
  const id = `${fieldId(p)}-input`
  const full = uploaded.length >= max
  return (
    <FieldGroup p={p}>
      <div class="sd-photos" data-island="photo" data-max={max} data-count={uploaded.length}>
        {!full && (
          <div class="sd-photos__drop">
            <input
              class="sd-photos__input"
              type="file"
              id={id}
              name={p.name}
              accept={accept}
              multiple={multiple}
              aria-invalid={p.error ? 'true' : undefined}
              aria-describedby={tied(p)['aria-describedby']}
            />
            <label class="sd-photos__button" for={id}>
              <Icon name="camera" size={32} />
              <span>
                <strong>{p.t(uploaded.length ? 'ui.photo.another' : 'ui.photo.add')}</strong>
                <small>{p.t('ui.photo.limit', { count: max })}</small>
              </span>
            </label>
          </div>
        )}
        <ul
          class="sd-photos__list"
          aria-label={p.t('ui.photo.uploaded')}
          data-photo-list
          hidden={uploaded.length === 0}
        >
          {uploaded.map((photo) => (
            <li key={photo.value}>
              <img src={photo.thumb} alt={photo.alt ?? photo.name} width="160" height="120" loading="lazy" />
              <RemoveButton p={p} file={photo} name={removeName} />
            </li>
          ))}
        </ul>
        {upload && !full && <UploadButton p={p} {...upload} />}
      </div>
    </FieldGroup>
  )
}

function RemoveButton({ p, file, name }: { p: FieldProps; file: Upload; name: string }) {
  return (
    <button class="sd-remove" type="submit" name={name} value={file.value} formnovalidate>
      <Icon name="bin" size={20} />
      {p.t('ui.remove')}
      <span class="kern-sr-only"> {file.name}</span>
    </button>
  )
}

function UploadButton({ p, name, value }: { p: FieldProps; name: string; value: string }) {
  return (
    <button
      class="kern-btn kern-btn--secondary"
      type="submit"
      name={name}
      value={value}
      formnovalidate
      data-upload
    >
      <Icon name="upload" size={20} />
      <span class="kern-label">{p.t('ui.file.upload')}</span>
    </button>
  )
}
