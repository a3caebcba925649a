import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { type Answered, postTo } from './asking.ts'
import type { Endpoint } from './endpoint.ts'
import { renewLease } from './lease.ts'
import { lookUp } from './looking-up.ts'
import { type Parcel, pack } from './packing.ts'
import { textOf } from './reading.ts'
import { arrived, dropped, refused, tried } from './results.ts'
import { clearTrouble, enterTrouble } from './trouble.ts'

/** How many go out in one turn; the others do in the next. */
const AT_ONCE = 50

/** Sends what waits for an endpoint, in order, until all is gone or it does not answer. */
export async function sendWaiting(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  seams: Partial<Seams> = {},
): Promise<void> {
  const inTown = <R>(run: (ctx: Ctx) => Promise<R>): Promise<R> =>
    inTx(platform, { tenant, actor: system('exchange'), lang: 'de' }, run)
  for (let n = 0; n < AT_ONCE; n += 1) {
    const parcel = await inTown(async (ctx) => {
      await renewLease(ctx, endpoint.id)
      return pack(ctx, endpoint)
    })
    if (parcel === 'nothing') return
    if (parcel === 'dropped') continue
    const found = parcel.unclear ? await lookUp(platform, endpoint, parcel, seams) : null
    // Still unclear: looking it up has answered nothing.
    if (found?.kind === 'trouble')
      return inTown((ctx) => enterTrouble(ctx, endpoint, parcel.id, { ...found, unclear: true }))
    if (found?.kind === 'found') {
      await inTown((ctx) => arrived(ctx, endpoint, parcel, { id: found.id, token: null }))
      continue
    }
    if (found?.kind === 'cannot_tell') {
      await inTown((ctx) => refused(ctx, endpoint, parcel, 'unclear', null, ''))
      continue
    }
    // Before it goes out it is written down that it may have arrived: whoever dies in between must not send it twice.
    await inTown((ctx) => tried(ctx, parcel.id))
    const answer = await postTo(
      platform,
      endpoint,
      parcel.kind === 'request' ? 'requests' : 'servicerequestupdates',
      parcel.kind === 'request' ? 'request' : 'request_update',
      { fields: parcel.fields, once: parcel.id },
      seams,
    )
    if (!(await inTown((ctx) => enter(ctx, endpoint, parcel, answer)))) return
  }
}

/** Writes down what became of it. Answers whether the next one may go. */
async function enter(ctx: Ctx, endpoint: Endpoint, parcel: Parcel, answer: Answered): Promise<boolean> {
  // The extension by which words of ours reach them is not everybody's; the report itself is theirs all the same.
  if (parcel.kind === 'update' && isUnsupported(answer)) {
    await dropped(ctx, endpoint, parcel, 'unsupported')
    return true
  }
  if (answer.kind === 'trouble') {
    await enterTrouble(ctx, endpoint, parcel.id, answer)
    return false
  }
  await clearTrouble(ctx, endpoint)
  if (answer.kind === 'refused') {
    const words = answer.sentences.join(' ').slice(0, 500)
    // They have it already: the answer to an earlier try was lost.
    if (
      parcel.kind === 'update' &&
      /already exist|bereits (?:bekannt|vorhanden)|schon (?:da|bekannt)/i.test(words)
    )
      await arrived(ctx, endpoint, parcel, { id: null, token: null })
    else await refused(ctx, endpoint, parcel, 'refused', answer.status, words)
    return true
  }
  if (parcel.kind === 'update') {
    await arrived(ctx, endpoint, parcel, { id: null, token: null })
    return true
  }
  const [row] = answer.rows
  const [id, token] = [textOf(row?.service_request_id, 200), textOf(row?.token, 200)]
  if (id === null && token === null) {
    await enterTrouble(ctx, endpoint, parcel.id, {
      kind: 'trouble',
      why: 'nonsense',
      status: answer.status,
      unclear: true,
    })
    return false
  }
  await arrived(ctx, endpoint, parcel, { id, token })
  return true
}

const isUnsupported = (answer: Answered): boolean =>
  answer.kind === 'trouble'
    ? answer.why === 'missing' || answer.status === 501
    : answer.kind === 'refused' && (answer.status === 405 || answer.status === 501)
