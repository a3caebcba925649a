import type { Req } from '#http/env.ts'
import { keepPhotos, refusedWords } from '#http/photos.ts'
import { addPartyMessage, LONGEST_TEXT } from '#modules/cases/index.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import { textsOf } from '#platform/tenants.ts'

export interface Addition {
  text: string
  files: File[]
}

export type Mistake = { field: 'nachricht' | 'foto'; message: string }

export async function readAddition(c: Req): Promise<Addition> {
  const body = await c.req.parseBody({ all: true })
  const one = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
  const all = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
  const text = one(body.nachricht)
  return {
    text: typeof text === 'string' ? text.replaceAll('\r\n', '\n') : '',
    files: all(body.foto).filter((f): f is File => f instanceof File && f.size > 0),
  }
}

/**
 * Adds words and photos to a person's own case, by its link or in their account. A photo that cannot be read stops nothing else from being kept, but the
 * words wait until the person has seen that.
 */
export async function add(c: Req, who: Who, folder: Uuid, { text, files }: Addition): Promise<Mistake[]> {
  const t = textsOf(c.get('platform'), c.get('tenant').id, c.get('lang'))
  if (!text.trim() && files.length === 0) return [{ field: 'nachricht', message: t('tracking.write.empty') }]
  if (text.trim().length > LONGEST_TEXT)
    return [{ field: 'nachricht', message: t('error.case.text_long', { most: LONGEST_TEXT }) }]
  const { platform } = c.var
  const { photos, refused } = await keepPhotos(
    c,
    files,
    { folder, stage: 'report', visibility: 'parties' },
    who,
  )
  const mistakes = refused.map((one): Mistake => ({ field: 'foto', message: refusedWords(t, one) }))
  const words = mistakes.length > 0 ? '' : text
  if (words.trim() || photos.length > 0)
    await inTx(platform, who, (ctx) => addPartyMessage(ctx, folder, { body: words, photos }))
  return mistakes
}
