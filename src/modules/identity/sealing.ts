import { secret } from '#modules/tenancy/index.ts'
import { open, seal } from '#platform/blobs/seal.ts'
import type { Ctx } from '#platform/context/context.ts'

const key = (ctx: Ctx): Promise<Buffer> => secret(ctx, 'identity.factors')

/** Encrypts a factor's secret with the tenant's key; `about` says whose and which, and must be the same to open it. */
export const sealFactor = async (ctx: Ctx, about: string, text: string): Promise<Buffer> =>
  seal(await key(ctx), about, Buffer.from(text))

export const openFactor = async (ctx: Ctx, about: string, sealed: Buffer): Promise<string> =>
  open(await key(ctx), about, sealed).toString()

/** How long what a page proposes (a new secret, new codes) may wait in its form. */
const PROPOSAL_MINUTES = 30

/**
 * Something that we made and a page shows, to come back with its form: sealed, so that nobody can put something weaker
 * in its place, and nothing has to be stored before the person has it safe.
 */
export async function sealProposal(ctx: Ctx, about: string, words: readonly string[]): Promise<string> {
  const until = ctx.now.getTime() + PROPOSAL_MINUTES * 60_000
  return (await sealFactor(ctx, `proposal ${about}`, JSON.stringify({ until, words }))).toString('base64url')
}

/** Null when it is not ours, for something else, or too old. */
export async function openProposal(ctx: Ctx, about: string, sealed: string): Promise<string[] | null> {
  try {
    const text = await openFactor(ctx, `proposal ${about}`, Buffer.from(sealed, 'base64url'))
    const { until, words } = JSON.parse(text) as { until: number; words: string[] }
    return until > ctx.now.getTime() ? words : null
  } catch {
    return null
  }
}
