import type { Lang } from '#platform/i18n.ts'
import type { Field, FieldKind } from './field.ts'

export interface Open311Attribute {
  variable: boolean
  code: string
  datatype: 'string' | 'number' | 'datetime' | 'text' | 'singlevaluelist' | 'multivaluelist'
  required: boolean
  datatype_description: string
  order: number
  description: string
  values?: { key: string; name: string }[]
  automated?: 'server_set' | 'hidden_field'
}

const datatypes: Record<FieldKind, Open311Attribute['datatype']> = {
  text: 'string',
  email: 'string',
  phone: 'string',
  note: 'string',
  longtext: 'text',
  number: 'number',
  date: 'datetime',
  choice: 'singlevaluelist',
  yesno: 'singlevaluelist',
  multichoice: 'multivaluelist',
}

const yesNo: Record<Lang, { key: string; name: string }[]> = {
  de: [
    { key: 'yes', name: 'Ja' },
    { key: 'no', name: 'Nein' },
  ],
  en: [
    { key: 'yes', name: 'Yes' },
    { key: 'no', name: 'No' },
  ],
}

/** A field as an attribute of a GeoReport v2 service definition. */
export function toOpen311Attribute(field: Field, lang: Lang): Open311Attribute {
  const values =
    field.kind === 'yesno' ? yesNo[lang] : field.options?.map((o) => ({ key: o.key, name: o.label[lang] }))
  return {
    variable: field.kind !== 'note',
    code: field.code,
    datatype: datatypes[field.kind],
    // A field that only hangs on another answer cannot be demanded of a machine that sends all at once.
    required: field.required && !field.when && field.kind !== 'note',
    datatype_description: field.hint?.[lang] ?? '',
    order: field.order,
    description: field.label[lang],
    ...(values && { values }),
    ...(field.automated && { automated: field.automated }),
  }
}
