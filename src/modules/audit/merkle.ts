import { hash } from 'node:crypto'

// The Merkle tree of RFC 9162 (Certificate Transparency), 2.1: leaves and inner nodes are hashed with different first
// bytes, so that neither can pass for the other; a list of any length has exactly one tree.

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

export const leafHash = (data: Buffer): Buffer => hash('sha256', Buffer.concat([LEAF, data]), 'buffer')
const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  hash('sha256', Buffer.concat([NODE, left, right]), 'buffer')

/** Takes leaves one by one and keeps only the roots of complete subtrees: twenty hashes for a million leaves. */
export class MerkleTree {
  #size = 0
  /** Complete subtrees from large to small, by the bits of the size. */
  readonly #peaks: { size: number; hash: Buffer }[] = []

  add(data: Buffer): void {
    let [size, top] = [1, leafHash(data)]
    for (let last = this.#peaks.at(-1); last?.size === size; last = this.#peaks.at(-1)) {
      this.#peaks.pop()
      top = nodeHash(last.hash, top)
      size *= 2
    }
    this.#peaks.push({ size, hash: top })
    this.#size += 1
  }

  get size(): number {
    return this.#size
  }

  /** The root; that of no leaves is the hash of nothing. */
  root(): Buffer {
    if (this.#peaks.length === 0) return hash('sha256', '', 'buffer')
    return this.#peaks.map((peak) => peak.hash).reduceRight((right, left) => nodeHash(left, right))
  }
}

/** The largest power of two below `n`, where a tree of `n` leaves is split. */
const splitOf = (n: number): number => 2 ** (31 - Math.clz32(n - 1))

/** The path of one leaf: the hashes beside its way up, from below. `leaves` are the data, not yet hashed. */
export function inclusionPath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length < 2) return []
  const split = splitOf(leaves.length)
  return index < split
    ? [...inclusionPath(leaves.slice(0, split), index), rootOf(leaves.slice(split))]
    : [...inclusionPath(leaves.slice(split), index - split), rootOf(leaves.slice(0, split))]
}

export function rootOf(leaves: readonly Buffer[]): Buffer {
  const tree = new MerkleTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

/** The root to which a path leads (RFC 9162, 2.1.3.2), or null where the path cannot belong to such a tree. */
export function rootByPath(
  data: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null
  let [at, last, root] = [index, size - 1, leafHash(data)]
  for (const beside of path) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      root = nodeHash(beside, root)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else root = nodeHash(root, beside)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? root : null
}
