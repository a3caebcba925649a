import { type Access, explainAccess, type Ground, type Organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Branch, treeOf } from '../unit-tree.ts'

/** A unit in the drawing: what somebody holds there, and what is below it as far as it differs. */
export interface Held {
  branch: Branch
  grounds: readonly Ground[]
  below: readonly Held[]
  /** Units below at which the same holds, and which are therefore not drawn. */
  same: number
}

/** What a person may do, laid out along the tree of units. */
export interface Rights {
  access: Access
  tree: readonly Held[]
  /** Units at which, and below which, there is nothing. */
  without: readonly Uuid[]
}

export async function rightsOf(ctx: Ctx, org: Organisation, account: Uuid): Promise<Rights> {
  const access = await explainAccess(ctx, account)
  const without: Uuid[] = []
  const at = (unit: Uuid): Ground[] => access.grounds.filter((g) => g.units.has(unit))
  const key = (grounds: readonly Ground[]): string => grounds.map((g) => g.n).join()
  const lay = (branch: Branch): Held | null => {
    const grounds = at(branch.unit.id)
    const below = branch.below.map(lay).filter((held) => held !== null)
    if (grounds.length === 0 && below.length === 0) {
      without.push(branch.unit.id)
      return null
    }
    const same = below.filter((held) => key(held.grounds) === key(grounds) && held.below.length === 0)
    return {
      branch,
      grounds,
      below: below.filter((held) => !same.includes(held)),
      same: same.reduce((n, held) => n + 1 + held.same, 0),
    }
  }
  const tree = treeOf(org, ctx.lang)
    .map(lay)
    .filter((held) => held !== null)
  return { access, tree, without }
}
