import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inclusionPath, leafHash, MerkleTree, rootByPath, rootOf } from './merkle.ts'

const data = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`event ${i}`))
const sha = (...parts: (string | Buffer)[]) =>
  parts.reduce((h, part) => h.update(part), createHash('sha256')).digest()

describe('the tree', () => {
  test('is that of RFC 9162, written out for three leaves', () => {
    const [a, b, c] = data(3)
    const left = sha(Buffer.of(1), sha(Buffer.of(0), a!), sha(Buffer.of(0), b!))
    expect(rootOf([a!, b!, c!])).toEqual(sha(Buffer.of(1), left, sha(Buffer.of(0), c!)))
    expect(rootOf([a!])).toEqual(leafHash(a!))
    expect(rootOf([])).toEqual(sha(''))
  })

  test('has other roots for other lists, also where a node is offered as a leaf', () => {
    const [a, b] = data(2)
    const inner = Buffer.concat([leafHash(a!), leafHash(b!)])
    expect(rootOf([inner])).not.toEqual(rootOf([a!, b!]))
    expect(rootOf([b!, a!])).not.toEqual(rootOf([a!, b!]))
  })

  test('is counted on the way', () => {
    const tree = new MerkleTree()
    for (const leaf of data(100)) tree.add(leaf)
    expect(tree.size).toBe(100)
  })
})

describe('a path', () => {
  test('leads from every leaf of every small tree to its root', () => {
    for (let size = 1; size <= 70; size++) {
      const leaves = data(size)
      const root = rootOf(leaves)
      for (let i = 0; i < size; i++)
        expect(rootByPath(leaves[i]!, i, size, inclusionPath(leaves, i)), `${i} of ${size}`).toEqual(root)
    }
  })

  test('leads elsewhere with another leaf, place, size or path', () => {
    const cases = fc.integer({ min: 2, max: 300 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        index: fc.integer({ min: 0, max: size - 1 }),
        other: fc.integer({ min: 0, max: size - 1 }),
        bit: fc.integer({ min: 0, max: 255 }),
        step: fc.nat(),
      }),
    )
    fc.assert(
      fc.property(cases, ({ size, index, other, bit, step }) => {
        const leaves = data(size)
        const root = rootOf(leaves)
        const path = inclusionPath(leaves, index)
        const leads = (leaf: Buffer, at: number, of: number, by: Buffer[]) =>
          rootByPath(leaf, at, of, by)?.equals(root) ?? false
        expect(leads(leaves[index]!, index, size, path)).toBe(true)
        expect(leads(Buffer.from('forged'), index, size, path)).toBe(false)
        if (other !== index) {
          expect(leads(leaves[other]!, index, size, path)).toBe(false)
          expect(leads(leaves[index]!, other, size, path)).toBe(false)
        }
        const bent = path.map((hash, i) => {
          const copy = Buffer.from(hash)
          if (i === step % path.length) copy[bit >> 3]! ^= 1 << (bit & 7)
          return copy
        })
        expect(leads(leaves[index]!, index, size, bent)).toBe(false)
        expect(leads(leaves[index]!, index, size, path.slice(1))).toBe(false)
        expect(leads(leaves[index]!, index, size, [...path, root])).toBe(false)
        expect(leads(leaves[index]!, size, size, path)).toBe(false)
        expect(leads(leaves[index]!, -1, size, path)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})
