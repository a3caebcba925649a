import { describe, expect, it } from 'vitest'
import { isSettingKey, settingKeys, settingSchemas } from './settings-schema.ts'

describe('settings', () => {
  it('have a default for everything', () => {
    for (const key of settingKeys) expect(settingSchemas[key].safeParse(undefined).success, key).toBe(true)
  })

  it('keep what is given and fill in the rest', () => {
    expect(settingSchemas.contact.parse({ phone: '06181 1234' })).toMatchObject({
      phone: '06181 1234',
      email: '',
    })
  })

  it('refuse a colour on which white cannot be read', () => {
    expect(settingSchemas.colours.safeParse({ primary: '#ffd400' }).error?.issues[0]?.message).toBe(
      'setting.contrast',
    )
    expect(settingSchemas.colours.parse({ primary: '#8B1A1A' })).toEqual({ primary: '#8b1a1a' })
  })

  it('refuse a line break where a mail header would be made of it', () => {
    expect(settingSchemas.mailFrom.safeParse('Stadt\r\nBcc: x <a@b.example>').success).toBe(false)
    expect(settingSchemas.mailFrom.safeParse('Stadt <post@stadt.example>').success).toBe(true)
  })

  it('know their keys and nothing of the prototype', () => {
    expect(isSettingKey('logo')).toBe(true)
    expect(isSettingKey('constructor')).toBe(false)
  })
})
