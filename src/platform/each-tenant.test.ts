import { describe, expect, test } from 'vitest'
import { eachTenant } from './each-tenant.ts'
import type { Platform } from './platform.ts'

const platform = {
  tenants: { all: async () => ['one', 'two', 'three', 'four'].map((slug) => ({ slug })) },
} as unknown as Platform

describe('each town in turn', () => {
  const turns = async (failing: readonly string[]) => {
    const seen: string[] = []
    const ended = eachTenant(platform, async ({ slug }) => {
      seen.push(slug)
      if (failing.includes(slug)) throw new Error('its map server lies')
    })
    return { seen, error: await ended.then(() => null).catch((error: Error) => error) }
  }

  test('no town waits for the fault of another, and the fault is not swallowed', async () => {
    expect(await turns([])).toEqual({ seen: ['one', 'two', 'three', 'four'], error: null })
    const single = await turns(['two'])
    expect(single.seen).toHaveLength(4)
    expect(single.error).toMatchObject({ message: 'town two: its map server lies', cause: expect.any(Error) })
    const several = await turns(['one', 'three'])
    expect(several.seen).toHaveLength(4)
    expect((several.error as AggregateError).errors).toHaveLength(2)
  })
})
