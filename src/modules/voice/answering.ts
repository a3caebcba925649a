import { LONGEST_TEXT } from '#modules/cases/index.ts'
import { secret } from '#modules/tenancy/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { bytesOfId, idOfBytes, type Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'

export const fixedAnswers = ['yes', 'partly', 'no'] as const
export type Fixed = (typeof fixedAnswers)[number]
export const moods = [5, 4, 3, 2, 1] as const

/** So long an answer may be given, and changed. */
const OPEN_DAYS = 60

export interface Answer {
  fixed: Fixed
  mood: number | null
  words: string
}

export interface Survey {
  case: Uuid
  party: Uuid
  number: string
  title: { de: string; en: string }
  address: string | null
  sentAt: Date
  /** Nothing is taken any more. */
  over: boolean
  answer: Answer | null
}

/** The link in the letter: signed, for one person on one case; nothing is stored for it. */
export async function answerToken(ctx: Ctx, caseId: Uuid, partyId: Uuid): Promise<string> {
  const ids = Buffer.concat([bytesOfId(caseId), bytesOfId(partyId)])
  return Buffer.concat([ids, await signature(ctx, ids)]).toString('base64url')
}

const signature = async (ctx: Ctx, ids: Buffer): Promise<Buffer> =>
  hmac(await secret(ctx, 'survey'), ids.toString('hex')).subarray(0, 16)

/** What the bearer of a link was asked; null for unknown, foreign and forged ones, and for what was forgotten. */
export async function surveyByToken(ctx: Ctx, token: string): Promise<Survey | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 48 || bytes.toString('base64url') !== token) return null
  const ids = bytes.subarray(0, 32)
  if (!(await signature(ctx, ids)).equals(bytes.subarray(32))) return null
  const row = await ctx.db
    .selectFrom('voice.survey as s')
    .innerJoin('cases.case as c', (j) =>
      j
        .onRef('c.tenant_id', '=', 's.tenant_id')
        .onRef('c.id', '=', 's.case_id')
        .on('c.tenant_id', '=', ctx.tenant.id),
    )
    .select(['s.case_id', 's.party_id', 's.sent_at', 's.answered_at', 's.fixed', 's.mood', 's.body'])
    .select(['c.number', 'c.title', 'c.title_en', 'c.address'])
    .where('s.tenant_id', '=', ctx.tenant.id)
    .where('s.case_id', '=', idOfBytes(ids))
    .where('s.party_id', '=', idOfBytes(ids, 16))
    .where('s.sent_at', 'is not', null)
    .where('c.anonymised_at', 'is', null)
    .executeTakeFirst()
  if (!row?.sent_at) return null
  return {
    case: row.case_id,
    party: row.party_id,
    number: row.number,
    title: { de: row.title, en: row.title_en },
    address: row.address,
    sentAt: row.sent_at,
    over: ctx.now.getTime() - row.sent_at.getTime() > OPEN_DAYS * 86_400_000,
    answer: row.answered_at ? { fixed: row.fixed as Fixed, mood: row.mood, words: row.body ?? '' } : null,
  }
}

/** Whom the link makes of its bearer: the reporter of that case, and nothing else. */
export const holderOfSurvey = (s: Survey): Actor & { kind: 'holder' } => ({
  kind: 'holder',
  case: s.case,
  party: s.party,
})

/** Keeps what was answered; a second answer takes the place of the first. Throws Invalid. */
export async function answerSurvey(ctx: Ctx, s: Survey, { fixed, mood, words }: Answer): Promise<void> {
  if (s.over) throw new Invalid('voice.survey_over')
  const text = words.trim()
  if (text.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  await ctx.db
    .updateTable('voice.survey')
    .set({ fixed, mood, body: text || null, answered_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', s.case)
    .where('party_id', '=', s.party)
    .execute()
  ctx.emit('case.rated', { case: s.case })
}
