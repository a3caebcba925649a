import type { Ctx } from '#platform/context/context.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { Faulty } from '../faults.ts'

interface Position {
  at: string
  id: Uuid
}

/** Where a page ended, as one word that clients hand back and need not understand. */
export const writeCursor = (next: Position | null): string | null =>
  next && Buffer.from(`${next.at} ${next.id}`).toString('base64url')

export function readCursor(ctx: Ctx, word: string | undefined): Position | undefined {
  if (!word) return undefined
  const [at = '', id = ''] = Buffer.from(word, 'base64url').toString().split(' ')
  if (!isUuid(id) || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || Number.isNaN(Date.parse(at)))
    throw new Faulty([{ path: 'cursor', message: ctx.t('api.fault.cursor') }])
  return { at, id }
}
