export { createTenant, type NewTenant } from './create.ts'
export { legalPage } from './legal.ts'
export { type Licence, type LicenceCode, licences } from './licences.ts'
export { secret } from './secret.ts'
export { changeSetting, type SettingVersion, settingHistory, settings } from './settings.ts'
export {
  isSettingKey,
  type LegalPage,
  type LegalSection,
  type SettingInput,
  type SettingKey,
  type Settings,
  settingKeys,
  settingSchemas,
} from './settings-schema.ts'
export { findTexts, placesIn, type SaidText, textByKey } from './text-list.ts'
export { changeText, textOverrides } from './texts.ts'
