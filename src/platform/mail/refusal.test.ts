import { expect, test } from 'vitest'
import { isRefused } from './refusal.ts'

const rcpt = (response: string) =>
  isRefused({ command: 'RCPT TO', responseCode: Number(response.slice(0, 3)), response })

test.each([
  '550 5.1.1 The email account that you tried to reach does not exist',
  '550-5.1.1 <weg@example.org>: Recipient address rejected',
  '550 5.2.1 The account is disabled',
  '556 5.1.10 Recipient address has null MX',
  '551 5.1.6 Moved to another place',
  '550 Requested action not taken: mailbox unavailable',
  '553 no such mailbox 5.7.1',
])('nobody is there: %s', (said) => expect(rcpt(said)).toBe(true))

test.each([
  '550 5.7.1 Service unavailable; client host blocked',
  '554 5.7.1 Spam message rejected because of IP reputation',
  '550 5.1.8 Sender domain not found',
  '550 5.4.1 Recipient address rejected: Access denied',
  '552 5.2.2 Mailbox full',
  '554 Transaction failed',
  '451 4.1.1 try later',
])('it is not about the recipient: %s', (said) => expect(rcpt(said)).toBe(false))

test('what the server says of the sender or of the text is never about the recipient', () => {
  for (const command of ['MAIL FROM', 'DATA', 'AUTH', undefined])
    expect(isRefused({ responseCode: 550, response: '550 5.1.1 x', ...(command && { command }) })).toBe(false)
})
