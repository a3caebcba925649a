import pg from 'pg'
import { firstWordsOf, openParts, viewCounts, visibleCase, workList } from '#modules/cases/index.ts'
import { openProposal } from '#modules/dispatch/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { grantsOf } from '#modules/organisation/index.ts'
import { type Actor, system } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { type Fixture, fixture } from './fixture.ts'
import { inTurns, ratioRow } from './in-turns.ts'
import { fill } from './queue.ts'
import { reading } from './reading.ts'
import type { Row } from './result.ts'

/**
 * What access costs a work list (a page of it, its counts, how each case begins, the preview of the first) at many
 * cases: as a clerk sees it who has a unit, stands in for somebody in another, has a role for some types of case only,
 * and is named on some of the restricted cases; against the same list of the same units without any rule. Beside it, in
 * the same town, the row `reading`.
 */
export async function access({ cases, seconds }: { cases: number; seconds: number }): Promise<Row[]> {
  const f = await fixture()
  try {
    await fill(f, cases)
    await restrict(f)
    const clerk = await actorWithRules(f)
    const { roads, roadTeam, parks } = f.ids
    const units = [roads, roadTeam, parks]
    const list = async (ctx: Ctx) => {
      const [page] = await Promise.all([workList(ctx, { view: 'unit', units }), viewCounts(ctx, { units })])
      await firstWordsOf(
        ctx,
        page.cases.map((c) => c.id),
      )
      // The first one is looked at beside the list.
      const first = await visibleCase(ctx, page.cases[0]!.number)
      await Promise.all([
        firstWordsOf(ctx, [first.id], 600),
        photosOf(ctx, [first.id], openParts(ctx, 'f')),
        openProposal(ctx, first.id),
      ])
      return page.cases
    }
    const as = (actor: Actor, run: (ctx: Ctx) => Promise<unknown>) => () =>
      inTx(f.platform, { tenant: f.tenant, actor }, run)
    const ruled = as(clerk, list)
    const bare = as(system('bench'), list)
    const [withRules, without] = await inTurns(ruled, bare, seconds)
    return [
      ratioRow(
        'access',
        `ms p95 at ${cases.toLocaleString('en')}, with rules : without`,
        withRules,
        without,
        0.7,
      ),
      await reading(f, seconds),
    ]
  } finally {
    await f.close()
  }
}

/** Two cases of a hundred are restricted, to the clerk, to the clerk's unit, or to somebody else. */
async function restrict(f: Fixture): Promise<void> {
  const owner = new pg.Client({ connectionString: f.url })
  await owner.connect()
  try {
    // By chance, not by number: numbers go along with deadlines here.
    await owner.query(
      `update cases."case" set restricted = true, public = false
       where tenant_id = $1 and abs(hashtext(id::text)) % 50 = 0`,
      [f.ids.tenant],
    )
    await owner.query(
      `insert into cases.access (tenant_id, id, case_id, part_id, account_id, unit_id, at)
       select tenant_id, gen_random_uuid(), id, id,
         case whose when 0 then $2::uuid when 1 then null else $3::uuid end, case whose when 1 then $4::uuid end, now()
       from (select *, abs(hashtext(number)) % 4 as whose from cases."case" where tenant_id = $1 and restricted) c`,
      [f.ids.tenant, f.ids.clerk, f.ids.worker, f.ids.roadTeam],
    )
    await owner.query('vacuum analyze')
  } finally {
    await owner.end()
  }
}

/** A clerk of the road team, for somebody of the department too, and at parks with a role for some types of case. */
async function actorWithRules(f: Fixture): Promise<Actor> {
  const { roads, roadTeam, parks, clerk, head } = f.ids
  const [grant] = await inTx(f.platform, { tenant: f.tenant, actor: system('bench') }, (ctx) =>
    grantsOf(ctx, clerk),
  )
  if (!grant) throw new Error('the clerk has no role')
  return {
    kind: 'staff',
    id: clerk,
    name: 'Jonas Weiß',
    grants: [
      { ...grant, unit: roadTeam, units: [roadTeam] },
      { ...grant, unit: roads, units: [roads, roadTeam], for: head },
      { ...grant, unit: parks, units: [parks], types: ['schlagloch', 'laterne'] },
    ],
  }
}
