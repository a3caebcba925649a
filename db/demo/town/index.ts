import { build } from './generate.ts'
import { musterstadt } from './musterstadt.ts'
import { nachbarstadt } from './nachbarstadt.ts'
import type { Town } from './types.ts'

/** Musterstadt: 12 districts, about 400 streets, 6,000 addresses. */
export const generateTown = (seed?: string): Town => build(musterstadt, seed)

/** Nachbarstadt: 3 districts, about 30 streets, 300 addresses. */
export const generateNeighbour = (seed?: string): Town => build(nachbarstadt, seed)

export * from './types.ts'
