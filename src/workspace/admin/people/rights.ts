import { type Access, explainAccess, type Ground, type Organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Branch, treeOf } from '../unit-tree.ts'

/** A unit in the drawing: what somebody holds there, and what is below it as far as it differs. */
export interface Held {
  branch: Branch
  /** Its neighbours at which, and below which, the very same holds: drawn as one. */
  also: readonly Branch[]
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
      also: [],
      grounds,
      below: together(below.filter((held) => !same.includes(held))),
      same: same.reduce((n, held) => n + 1 + held.same, 0),
    }
  }
  const tree = treeOf(org, ctx.lang)
    .map(lay)
    .filter((held) => held !== null)
  return { access, tree: together(tree), without }
}

const key = (grounds: readonly Ground[]): string => grounds.map((g) => g.n).join()

/** Nineteen departments of which the same is to be said are said once. */
function together(held: readonly Held[]): Held[] {
  const groups = Map.groupBy(held, (one) => (one.below.length > 0 ? one.branch.unit.id : key(one.grounds)))
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group
    if (!first || group.length < 3) return group
    return [
      {
        ...first,
        also: others.map((one) => one.branch),
        same: group.reduce((n, one) => n + one.same, 0),
      },
    ]
  })
}
