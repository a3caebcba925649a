import type { Authority } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Case } from './case.ts'
import { addMessage, changeCase } from './changing.ts'

/**
 * Hands a case to an authority whose work we can follow: it stays open here, in progress, until they are done, and the
 * reporter is told who does it. The caller has locked it.
 */
export async function passOn(ctx: Ctx, c: Case, authority: Authority, note?: string): Promise<void> {
  await changeCase(ctx, c, { status: 'in_progress', authority_id: authority.id, assignee_id: null })
  const en = ctx.lang === 'en'
  const message = addMessage(ctx, c.id, {
    body:
      note?.trim() ||
      ctx.t('history.passedOn', {
        authority: en ? authority.nameEn : authority.name,
        word: en ? authority.wordEn : authority.word,
      }),
    channel: 'web',
    direction: 'out',
    visibility: c.public ? 'public' : 'parties',
  })
  ctx.emit('case.forwarded', { case: c.id, authority: authority.id, follow: true })
  ctx.emit('case.replied', { case: c.id, message, passed_on: true })
}
