import type { Settings } from './settings-schema.ts'

export type LicenceCode = Settings['openData']['licence']

export interface Licence {
  /** Its name for people; the same in all languages. */
  name: string
  /** Where its text stands. */
  text: string
  /** Its URI in the list of DCAT-AP.de. */
  uri: string
  /** Asks that the source is named. */
  names: boolean
}

/** The licences that DCAT-AP.de's list and German authorities use for such data. */
export const licences: Record<LicenceCode, Licence> = {
  'dl-zero': {
    name: 'Datenlizenz Deutschland – Zero – Version 2.0',
    text: 'https://www.govdata.de/dl-de/zero-2-0',
    uri: 'http://dcat-ap.de/def/licenses/dl-zero-de/2.0',
    names: false,
  },
  'dl-by': {
    name: 'Datenlizenz Deutschland – Namensnennung – Version 2.0',
    text: 'https://www.govdata.de/dl-de/by-2-0',
    uri: 'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
    names: true,
  },
  'cc-by': {
    name: 'Creative Commons Namensnennung 4.0 International (CC BY 4.0)',
    text: 'https://creativecommons.org/licenses/by/4.0/',
    uri: 'http://dcat-ap.de/def/licenses/cc-by/4.0',
    names: true,
  },
  'cc-zero': {
    name: 'Creative Commons CC Zero (CC0 1.0)',
    text: 'https://creativecommons.org/publicdomain/zero/1.0/',
    uri: 'http://dcat-ap.de/def/licenses/cc-zero',
    names: false,
  },
}
