import type { Organisation, Unit } from '#modules/organisation/index.ts'
import { unitName } from '#modules/organisation/index.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Option } from '#ui/field/choice-field.tsx'

export interface Branch {
  unit: Unit
  depth: number
  below: readonly Branch[]
}

/** The units as a tree, by name; the dissolved ones only when they are asked for. */
export function treeOf(org: Organisation, lang: Lang, { dissolved = false } = {}): Branch[] {
  const shown = [...org.units.values()].filter((unit) => dissolved || !unit.dissolvedAt)
  const children = Map.groupBy(shown, (unit) => unit.parentId)
  const grow = (parent: Uuid | null, depth: number): Branch[] =>
    (children.get(parent) ?? [])
      .sort((a, b) => unitName(a, lang).localeCompare(unitName(b, lang), lang))
      .map((unit) => ({ unit, depth, below: grow(unit.id, depth + 1) }))
  return grow(null, 0)
}

/** All of a tree in the order in which it is drawn. */
export const flat = (tree: readonly Branch[]): Branch[] =>
  tree.flatMap((branch) => [branch, ...flat(branch.below)])

/** Units to choose from, the lower ones set in; `keep` says which. */
export const unitOptions = (
  org: Organisation,
  lang: Lang,
  keep: (unit: Unit) => boolean = () => true,
): Option[] =>
  flat(treeOf(org, lang))
    .filter(({ unit }) => keep(unit))
    .map(({ unit, depth }) => ({
      value: unit.id,
      // Spaces that do not collapse: the only way to set in the lines of a native select.
      label: `${'\u2003'.repeat(depth)}${unitName(unit, lang)}`,
    }))
