import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { findPrivate, redactWords, wordsToMark } from '#modules/cases/index.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Owner } from './owner.ts'
import { done, idOf, limitChanges, sentence, texts } from './sent.ts'
import { WordsPage } from './words-page.tsx'

export async function showWords(c: Req, owner: Owner, error?: unknown, chosen?: number[]): Promise<Response> {
  const id = idOf(c, 'message')
  return inTx(c.get('platform'), owner.who, async (ctx) =>
    page(
      c,
      <WordsPage
        view={await viewOf(c, ctx, 'portal')}
        owner={owner}
        message={await wordsToMark(ctx, owner.id, id)}
        {...(chosen ? { chosen } : {})}
        error={error === undefined ? undefined : sentence(ctx, error)}
      />,
      error === undefined ? 200 : 422,
    ),
  )
}

export async function takeWords(c: Req, owner: Owner): Promise<Response> {
  limitChanges(c, 'own-words')
  const id = idOf(c, 'message')
  const body = await c.req.parseBody({ all: true })
  const parts = texts(body, 'teil')
    .filter((i) => /^\d{1,5}$/.test(i))
    .map(Number)
  const stamp = texts(body, 'stand')[0] ?? ''
  const all = texts(body, 'aktion')[0] === 'gefunden'
  const forget = texts(body, 'vergessen').includes('ja')
  try {
    await inTx(c.get('platform'), owner.who, async (ctx) => {
      const ranges = all ? findPrivate((await wordsToMark(ctx, owner.id, id)).body) : []
      await redactWords(ctx, owner.id, id, { ...(all ? { ranges } : { parts }), stamp, forget })
    })
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    // What was marked in another text says nothing about this one.
    return showWords(c, owner, error, error instanceof Conflict ? [] : parts)
  }
  return done(c, owner, 'geschwaerzt')
}
