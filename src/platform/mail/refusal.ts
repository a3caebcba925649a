/** What a mail server said, as nodemailer tells it. */
interface Said {
  /** Of which part of the conversation it was the answer. */
  command?: string
  responseCode?: number
  response?: string
}

/** Codes of RFC 3463 that speak of the recipient: no such mailbox or system, moved away, takes no mail, switched off. */
const nobodyThere = /^5\.(1\.([0-3]|6|10)|2\.1)$/
/** What servers without those codes say of a recipient (RFC 5321, 4.2.2). */
const refusals = [550, 551, 553]

/**
 * Did the receiving server say for good that nobody takes mail under this address? What it refuses for the sender's
 * sake (5.7.x: policy, bad reputation) or because a mailbox is full tells nothing of the recipient.
 */
export function isRefused({ command, responseCode = 0, response = '' }: Said): boolean {
  if (command !== 'RCPT TO' || responseCode < 500) return false
  const code = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  return code ? nobodyThere.test(code) : refusals.includes(responseCode)
}
