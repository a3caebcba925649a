import type { Settings } from '#modules/tenancy/index.ts'

export interface LookForm {
  shortName: string
  primary: string
  logo: string
  authority: string
  representative: string
  address: string
  phone: string
  email: string
  privacyEmail: string
}

export type LookFaults = Partial<Record<keyof LookForm, string>>

/** The fields by the names under which they are sent. */
export const fieldNames: Record<keyof LookForm, string> = {
  shortName: 'kurzname',
  primary: 'farbe',
  logo: 'wappen',
  authority: 'behoerde',
  representative: 'vertretung',
  address: 'anschrift',
  phone: 'telefon',
  email: 'email',
  privacyEmail: 'datenschutz',
}

export const lookOf = ({ shortName, colours, logo, contact }: Settings): LookForm => ({
  shortName,
  primary: colours.primary,
  logo: logo ?? '',
  authority: contact.authority,
  representative: contact.representative,
  address: contact.address,
  phone: contact.phone,
  email: contact.email,
  privacyEmail: contact.privacyEmail,
})

export async function readLook(body: Record<string, unknown>): Promise<LookForm> {
  const text = (key: keyof LookForm): string => {
    const value = body[fieldNames[key]]
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').slice(0, 70_000).trim() : ''
  }
  const form = Object.fromEntries(
    (Object.keys(fieldNames) as (keyof LookForm)[]).map((key) => [key, text(key)]),
  ) as unknown as LookForm
  const file = body.wappendatei
  // What was chosen as a file comes before what stands in the box.
  return file instanceof File && file.size > 0
    ? { ...form, logo: file.size > 70_000 ? 'x' : (await file.text()).trim() }
    : form
}
