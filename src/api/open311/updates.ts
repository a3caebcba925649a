import type { Req } from '#http/env.ts'
import { addNote, type Outcome, visibleCase } from '#modules/cases/index.ts'
import { clean } from '#modules/forms/index.ts'
import { type ReportUpdate, reportUpdates } from '#modules/reports/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Invalid } from '#platform/errors.ts'
import { fingerprint, once } from '#platform/idempotency.ts'
import { type Fault, Faulty } from '../faults.ts'
import { keyOf, machineFor } from '../machine.ts'
import { LONGEST_DESCRIPTION } from '../report-input.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import { langOf } from './language.ts'
import { moment, w3c } from '#platform/moment.ts'
import { actorOf, byName } from './posting.ts'
import type { Value } from './xml.ts'

/** FixMyStreet's extension: what has happened since, in its words for states. */

const HOUR = 3_600_000
const MOST_DAYS = 90

const outcomes: Record<Outcome, string> = {
  fixed: 'FIXED',
  not_responsible: 'NOT_COUNCILS_RESPONSIBILITY',
  no_action: 'NO_FURTHER_ACTION',
  duplicate: 'DUPLICATE',
  not_reproducible: 'NO_FURTHER_ACTION',
}

const states: Record<Exclude<ReportUpdate['type'], 'case.closed'>, string> = {
  'case.scheduled': 'ACTION_SCHEDULED',
  'case.started': 'IN_PROGRESS',
  'case.replied': 'UNCHANGED',
  'case.reopened': 'OPEN',
  'case.forwarded': 'NOT_COUNCILS_RESPONSIBILITY',
}

export const knownStates = [
  ...[
    'OPEN',
    'CLOSED',
    'FIXED',
    'IN_PROGRESS',
    'PLANNED',
    'ACTION_SCHEDULED',
    'INVESTIGATING',
    'DUPLICATE',
    'FOR_TRIAGE',
  ],
  ...[
    'NOT_COUNCILS_RESPONSIBILITY',
    'NO_FURTHER_ACTION',
    'INTERNAL_REFERRAL',
    'CANCELLED',
    'REOPEN',
    'UNCHANGED',
  ],
]

/** `GET servicerequestupdates`: of the last two hours unless asked otherwise. */
export async function updates(ctx: Ctx, query: (name: string) => string | undefined): Promise<Value[]> {
  const faults: Fault[] = []
  const time = (name: string, edge: 'begin' | 'end', otherwise: Date): Date => {
    const text = query(name)?.trim()
    const at = text ? moment(text, ctx.tenant.timeZone, edge) : otherwise
    if (!at) faults.push({ path: name, message: ctx.t('api.fault.time', { name }) })
    return at ?? otherwise
  }
  const until = time('end_date', 'end', ctx.now)
  const from = time('start_date', 'begin', new Date(until.getTime() - 2 * HOUR))
  if (until.getTime() - from.getTime() > (MOST_DAYS + 1) * 24 * HOUR)
    faults.push({ path: 'end_date', message: ctx.t('api.fault.range', { days: MOST_DAYS }) })
  if (faults.length > 0) throw new Faulty(faults)
  return (await reportUpdates(ctx, { from, until })).map((update) => ({
    update_id: update.id,
    service_request_id: update.number,
    status:
      update.type === 'case.closed'
        ? update.outcome
          ? outcomes[update.outcome]
          : 'CLOSED'
        : states[update.type],
    updated_datetime: w3c(update.at),
    description: update.word ?? '',
    media_url: null,
  }))
}

/**
 * `POST servicerequestupdates`: what people have said elsewhere becomes a note for those who work the case. It changes
 * no state: whether a report is done, its unit decides. One that is known already is refused with 400, as clients expect.
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
    identify: (ctx: Ctx) => machineFor(ctx, key, 'writeCases'),
  }
  const id = await inTx(c.get('platform'), who, async (ctx) => {
    const update = {
      id: first('update_id'),
      status: first('status').toUpperCase(),
      text: first('description'),
    }
    const faults = [
      ...['service_request_id', 'update_id', 'status', 'updated_datetime', 'description']
        .filter((name) => !first(name))
        .map((name) => ({ path: name, message: ctx.t('api.fault.parameter_missing', { name }) })),
      ...(update.status && !knownStates.includes(update.status)
        ? [{ path: 'status', message: ctx.t('api.fault.update_status') }]
        : []),
      ...(update.text.length > LONGEST_DESCRIPTION
        ? [{ path: 'description', message: ctx.t('api.fault.text_long', { most: LONGEST_DESCRIPTION }) }]
        : []),
      ...(first('updated_datetime') && !moment(first('updated_datetime'), ctx.tenant.timeZone)
        ? [{ path: 'updated_datetime', message: ctx.t('api.fault.time', { name: 'updated_datetime' }) }]
        : []),
    ]
    if (faults.length > 0) throw new Faulty(faults)
    const c = await visibleCase(ctx, first('service_request_id').toLowerCase())
    const command = {
      scope: `open311 update ${actorOf(ctx)}`,
      key: update.id.slice(0, 200),
      fingerprint: fingerprint([['id', update.id]]),
    }
    const { again } = await once(ctx, command, async () => {
      await addNote(ctx, c.id, `${update.status}: ${update.text}`)
      return { update: update.id }
    })
    if (again) throw new Invalid('open311.update_known', { id: update.id })
    return update.id
  })
  return answer(c, 'service_request_updates', [{ update_id: id }], 201)
}
