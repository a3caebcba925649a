import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { publishedWorks } from './rows.ts'
import { stateOf, type Work, type WorkKind, type WorkState } from './work.ts'

export interface WorksFilter {
  state?: WorkState
  kind?: WorkKind
  /** In this district, or somewhere that is in no single one. */
  areaId?: Uuid
}

/**
 * What the town has published, for everybody: what goes on first by when it ends, what comes by when it begins, what is
 * over newest first.
 */
export async function publicWorks(ctx: Ctx, filter: WorksFilter = {}): Promise<Work[]> {
  const works = (await publishedWorks(ctx)).filter(
    (work) =>
      (!filter.state || stateOf(work, ctx.now) === filter.state) &&
      (!filter.kind || work.kind === filter.kind) &&
      (!filter.areaId || work.areaId === null || work.areaId === filter.areaId),
  )
  const far = Number.MAX_SAFE_INTEGER
  const end = (work: Work) => work.endsAt?.getTime() ?? far
  const order: Record<WorkState, (a: Work, b: Work) => number> = {
    now: (a, b) => end(a) - end(b) || a.beginsAt.getTime() - b.beginsAt.getTime(),
    soon: (a, b) => a.beginsAt.getTime() - b.beginsAt.getTime(),
    past: (a, b) => end(b) - end(a),
  }
  const ranks: WorkState[] = ['now', 'soon', 'past']
  return ranks.flatMap((state) => works.filter((work) => stateOf(work, ctx.now) === state).sort(order[state]))
}

/** One published work. Throws NotFound for drafts too. */
export async function publicWork(ctx: Ctx, id: Uuid): Promise<Work> {
  const work = (await publishedWorks(ctx)).find((one) => one.id === id)
  if (!work) throw new NotFound()
  return work
}
