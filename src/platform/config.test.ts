import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig, settingsTable } from './config.ts'

const faults = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('settings', () => {
  test('need nothing', () => {
    const config = loadConfig({})
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      demo: true,
    })
    expect(config.dataDir).toMatch(/^\//)
  })

  test('name every fault in one sentence each', () => {
    expect(
      faults({ PORT: 'abc', DEMO: 'vielleicht', PUBLIC_URL: 'https://stadt.example/unter?x=1' }),
    ).toEqual([
      'PORT must be a whole number from 1 to 65535, not "abc".',
      'PUBLIC_URL must not have a path, a user or a query, not "https://stadt.example/unter?x=1".',
      'DEMO must be true or false, not "vielleicht".',
    ])
  })

  test.each(['0', '65536', '-1', '3e3', '0x50', ' ', '99999999999'])(
    'refuse the port %j or take it as not set',
    (PORT) => {
      expect(PORT.trim() ? faults({ PORT }).length : loadConfig({ PORT }).port).toBe(PORT.trim() ? 1 : 3000)
    },
  )

  test('do not repeat a secret', () => {
    const said = faults({
      DATABASE_URL: 'mysql://u:geheim@h/d',
      SMTP_URL: 'geheim',
      SECRET_KEY: 'geheim',
    }).join()
    expect(said).toContain('SECRET_KEY must be 32 bytes')
    expect(said).not.toContain('geheim')
  })

  test('keep the demo away from production and from a database of one’s own, unless asked for', () => {
    expect(loadConfig({ NODE_ENV: 'production' }).demo).toBe(false)
    expect(loadConfig({ DATABASE_URL: 'postgres://o@h/d' }).demo).toBe(false)
    expect(loadConfig({ DATABASE_URL: 'postgres://o@h/d', DEMO: 'true' }).demo).toBe(true)
  })

  test('take a key of 32 bytes', () => {
    const key = Buffer.alloc(32, 7)
    expect(loadConfig({ SECRET_KEY: key.toString('base64') }).secretKey).toEqual(key)
  })

  test('are all in the README’s table', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    for (const { name, default: value, meaning } of settingsTable) {
      expect(readme).toContain(`| \`${name}\` | ${value} | ${meaning} |`)
    }
  })
})
