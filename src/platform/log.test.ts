import { describe, expect, test } from 'vitest'
import { createLog, redact } from './log.ts'

const canary = 'Kanaria Zwitscher'
const mail = 'kanaria.zwitscher@example.org'
const token = 'q7Zr0pXb_aM3vK9-tWcY1A'

function lines(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  const stream = {
    write(line: string) {
      text += line
    },
  }
  write(createLog('trace', stream))
  return text
}

describe('the log', () => {
  test('shows what operators need', () => {
    const tenant = '0190b5a0-0000-7000-8000-000000000001'
    const line = JSON.parse(
      lines((log) =>
        log.info({ route: '/meldungen/:number', method: 'GET', status: 200, ms: 1.5, tenant }, 'request'),
      ),
    )
    expect(line).toMatchObject({
      level: 'info',
      route: '/meldungen/:number',
      status: 200,
      ms: 1.5,
      tenant,
      msg: 'request',
    })
  })

  test('never shows a person', () => {
    const duplicate = Object.assign(new Error(`duplicate key value "${mail}"`), {
      code: '23505',
      constraint: 'party_email_key',
      detail: `Key (email)=(${mail}) already exists. ${canary}`,
    })
    const text = lines((log) => {
      log.info({ name: canary, email: mail, body: { text: canary }, headers: { cookie: token } }, 'intake')
      log.warn(
        `mail to ${mail} of "${canary}" refused at /verfolgen/${token}?name=${canary.replace(' ', '+')}`,
      )
      log.error({ err: duplicate }, 'failed')
      log.error(duplicate)
      log.error({ err: new Error('outer', { cause: duplicate }) }, 'failed')
      log.child({ user: canary, route: `/x?q=${mail}` }).info('from a child')
      try {
        JSON.parse(`${canary}`)
      } catch (err) {
        log.error({ err }, 'failed')
      }
    })
    expect(text).not.toContain('Kanaria')
    expect(text).not.toContain('kanaria')
    expect(text).not.toContain(token)
    expect(text.trim().split('\n')).toHaveLength(7)
    expect(text).toContain('party_email_key')
    expect(text).toContain('log.test.ts')
  })
})

test.each([
  ['call +49 6101 123456 now', 'call [number] now'],
  ['port 3000 in 12 ms', 'port 3000 in 12 ms'],
  ['job 0190b5a0-0000-7000-8000-000000000001 done', 'job 0190b5a0-0000-7000-8000-000000000001 done'],
  ["the town's own", "the town's own"],
  [
    "Cannot read properties of undefined (reading 'Kanaria')",
    'Cannot read properties of undefined (reading [text])',
  ],
])('%j is written as %j', (text, written) => {
  expect(redact(text)).toBe(written)
})
