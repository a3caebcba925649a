import type { Req } from '#http/env.ts'
import {
  addNote,
  type Case,
  closeCase,
  hearFromOutside,
  reopenCase,
  reply,
  startCase,
  visibleCase,
} from '#modules/cases/index.ts'
import { isKnownState, meaningOf, stateWord } from '#modules/exchange/index.ts'
import { clean } from '#modules/forms/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Invalid } from '#platform/errors.ts'
import { fingerprint, once } from '#platform/idempotency.ts'
import { moment } from '#platform/moment.ts'
import { type Fault, Faulty } from '../faults.ts'
import { keyOf, machineFor, mayAlso } from '../machine.ts'
import { addMedia } from '../media.ts'
import { LONGEST_DESCRIPTION } from '../report-input.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import { langOf } from './language.ts'
import { actorOf, byName } from './posting.ts'

/**
 * `POST servicerequestupdates`. What people have said elsewhere is heard by those who work the case and by its parties,
 * and changes no state: whether a report is done, its unit decides. Whoever does the work for the town (a contractor, a
 * department with a program of its own: scope `open311.status`) sets the state by it and speaks to the public. An update
 * that is known already is refused with 400, as clients expect.
 */
export async function postUpdate(c: Req): Promise<Response> {
  const sent = await readBody(c)
  const params = byName(sent.params)
  const first = (name: string): string => clean(params.get(name)?.[0] ?? '', name === 'description')
  const key = keyOf(c, params.get('api_key')?.[0])
  const who = {
    tenant: c.get('tenant'),
    actor: anonymous,
    lang: langOf(c),
    identify: (ctx: Ctx) => machineFor(ctx, key, 'update'),
  }
  const taken = await inTx(c.get('platform'), who, async (ctx) => {
    const update = {
      id: first('update_id').slice(0, 200),
      state: stateWord(first('status')),
      text: first('description'),
    }
    const faults = faultsOf(ctx, first)
    if (faults.length > 0) throw new Faulty(faults)
    const it = await visibleCase(ctx, first('service_request_id').toLowerCase(), 'for update')
    const command = {
      scope: `open311 update ${actorOf(ctx)}`,
      key: update.id,
      fingerprint: fingerprint([['id', update.id]]),
    }
    const sets = mayAlso(ctx.actor, 'setStatus')
    const { again } = await once(ctx, command, async () => {
      await (sets ? apply(ctx, it, update) : hear(ctx, it, update))
      return { update: update.id }
    })
    if (again) throw new Invalid('open311.update_known', { id: update.id })
    return { update: update.id, folder: { id: it.id, public: sets && it.public } }
  })
  // Outside of the transaction, and one that cannot be had loses nothing of what was said.
  await addMedia(c, who, taken.folder, sent.uploads, urlsIn(params), 'after')
  const account = params.get('account_id')?.[0]
  const row = { update_id: taken.update, ...(account !== undefined && { account_id: account }) }
  return answer(c, 'service_request_updates', [row], 201)
}

const urlsIn = (params: ReadonlyMap<string, readonly string[]>): string[] =>
  ['media_url', 'media_url[]', 'uploads'].flatMap((name) => params.get(name) ?? []).map((url) => url.trim())

function faultsOf(ctx: Ctx, first: (name: string) => string): Fault[] {
  const state = stateWord(first('status'))
  // A change of state needs no words; a word alone that says nothing is a slip.
  const needed = ['service_request_id', 'update_id', 'status', 'updated_datetime']
  if (meaningOf(state).to === null || meaningOf(state).to === 'closed') needed.push('description')
  return [
    ...needed
      .filter((name) => !first(name))
      .map((name) => ({ path: name, message: ctx.t('api.fault.parameter_missing', { name }) })),
    ...(state && !isKnownState(state) ? [{ path: 'status', message: ctx.t('api.fault.update_status') }] : []),
    ...(first('description').length > LONGEST_DESCRIPTION
      ? [{ path: 'description', message: ctx.t('api.fault.text_long', { most: LONGEST_DESCRIPTION }) }]
      : []),
    ...(first('updated_datetime') && !moment(first('updated_datetime'), ctx.tenant.timeZone)
      ? [{ path: 'updated_datetime', message: ctx.t('api.fault.time', { name: 'updated_datetime' }) }]
      : []),
  ]
}

interface Update {
  state: string
  text: string
}

/** Said elsewhere, by whoever: for the parties and the town hall, with the state that they would give it. */
async function hear(ctx: Ctx, c: Case, { state, text }: Update): Promise<void> {
  const wish = state === 'UNCHANGED' ? '' : ctx.t(`exchange.remote.${state}`)
  const body = [wish && ctx.t('api.update.state', { state: wish }), text].filter(Boolean).join('\n\n')
  await hearFromOutside(ctx, c.id, body)
}

/** Said by whoever does the work: the state is set as far as it is another one, the words go to everybody. */
async function apply(ctx: Ctx, c: Case, { state, text }: Update): Promise<void> {
  const { to, outcome } = meaningOf(state)
  const say = async (): Promise<void> => {
    if (text) await reply(ctx, c.id, { body: text, visibility: 'public' })
  }
  if (to === 'closed' && c.status !== 'closed')
    return closeCase(ctx, c.id, { outcome: outcome ?? 'fixed', note: text })
  if (to === 'open' && c.status === 'closed') await reopenCase(ctx, c.id, { note: text })
  else if (to === 'in_progress' && c.status === 'open') await startCase(ctx, c.id)
  // Passed on within the house: nobody outside need know.
  else if (to === null && state !== 'UNCHANGED')
    return addNote(ctx, c.id, `${ctx.t(`exchange.remote.${state}`)}: ${text}`)
  await say()
}
