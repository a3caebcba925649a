import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { recordReadings } from '#modules/audit/index.ts'
import { casesOfParties, knowableParty } from '#modules/cases/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { decideDoubles, doubles, doublesOf, undoDecision } from '#modules/parties/index.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { refused } from '../refused.ts'
import { ComparePage, type Given } from './compare-page.tsx'
import { DoublesPage, type StateWord, states } from './list-page.tsx'

const doneWords = ['gleich', 'verschieden', 'zurueck'] as const
const PAGE = 50
/** Nobody turns so many pages; the list has filled and emptied itself meanwhile. */
const LAST_PAGE = 1000

const idIn = (c: Req, name: string): string => {
  const id = c.req.param(name) ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}

const compare = (c: Req, given?: Given): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const group = await doublesOf(ctx, idIn(c, 'party'), knowableParty(ctx))
    if (!group) throw new NotFound()
    const ids = [group.party.id, ...group.others.map((one) => one.id)]
    recordReadings(ctx, 'person', ids)
    const view = await viewOf(c, ctx, 'workspace')
    const cases = await casesOfParties(ctx, ids)
    return page(
      c,
      <ComparePage view={view} group={group} cases={cases} {...(given && { given })} />,
      given ? 422 : 200,
    )
  })

const all = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string')

/** Possible double identities: looking at them side by side, deciding, taking back (ADR 0023). */
export const doubleRoutes = new Hono<Env>()
  .get(paths.doubles, (c) =>
    c.get('tx')(async (ctx) => {
      const state: StateWord =
        (Object.keys(states) as StateWord[]).find((word) => word === c.req.query('stand')) ?? 'offen'
      const asked = Number(c.req.query('seite') ?? '1')
      const at = Number.isInteger(asked) && asked > 0 ? Math.min(asked, LAST_PAGE) : 1
      const found = await doubles(ctx, knowableParty(ctx), states[state], {
        limit: PAGE,
        offset: (at - 1) * PAGE,
      })
      recordReadings(ctx, 'person', [...found.parties.keys()])
      const { staff } = await organisation(ctx)
      return page(
        c,
        <DoublesPage
          view={await viewOf(c, ctx, 'workspace')}
          state={state}
          pairs={found.pairs}
          parties={found.parties}
          nameOf={(account) => staff.get(account ?? '')?.name ?? ''}
          next={found.more ? urlWith(paths.doubles, { stand: state, seite: at + 1 }) : null}
          done={doneWords.find((word) => word === c.req.query('erledigt')) ?? null}
        />,
      )
    }),
  )
  .get(paths.double(':party'), (c) => compare(c))
  .post(paths.double(':party'), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const verdict = all(body.urteil)[0] ?? ''
    const note = (all(body.grund)[0] ?? '').slice(0, 2000)
    const chosen = all(body.wer).filter(isUuid)
    const party = idIn(c, 'party')
    const same = verdict === 'gleich' ? 'same' : verdict === 'verschieden' ? 'different' : null
    const errors = await c.get('tx')(async (ctx) => {
      // Whether there is anything to decide for this person comes before what is wrong with the form.
      if (!(await doublesOf(ctx, party, knowableParty(ctx)))) throw new NotFound()
      const wrong: Record<string, string> = {
        ...(chosen.length === 0 && { wer: ctx.t('error.doubles.none_chosen') }),
        ...(!same && { urteil: ctx.t('doubles.compare.verdictMissing') }),
        ...(!note.trim() && { grund: ctx.t('error.doubles.note_missing') }),
      }
      return wrong
    })
    if (Object.keys(errors).length > 0 || !same) return compare(c, { chosen, verdict, note, errors })
    const refusal = await refused(() =>
      c.get('tx')((ctx) =>
        decideDoubles(ctx, { party, others: chosen, verdict: same, note }, knowableParty(ctx)),
      ),
    )
    if (refusal) {
      const message = await c.get('tx')(async (ctx) => ctx.t(`error.${refusal.code}`, refusal.params))
      return compare(c, { chosen, verdict, note, errors: { grund: message } })
    }
    return c.redirect(urlWith(paths.doubles, { erledigt: verdict }), 303)
  })
  .post(paths.doubleUndo(':a', ':b'), async (c) => {
    await c.get('tx')((ctx) => undoDecision(ctx, idIn(c, 'a'), idIn(c, 'b'), knowableParty(ctx)))
    return c.redirect(urlWith(paths.doubles, { erledigt: 'zurueck' }), 303)
  })
