import { setTimeout as after } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { Decoder, type DecoderOptions } from './decoder.ts'
import { residentBytes } from './memory.ts'
import { readPhoto } from './photo.ts'
import { drawn } from './photos.fixture.ts'
import type { Job } from './picture.ts'

const open: Decoder[] = []
afterEach(() => {
  for (const decoder of open.splice(0)) decoder.close()
})

const hostileProgram = new URL('./hostile.fixture.ts', import.meta.url)

function decoderOf(options: Partial<DecoderOptions>): Decoder {
  const decoder = new Decoder(options)
  open.push(decoder)
  return decoder
}

const job = (misdeed: string): Job => ({
  bytes: Buffer.from(misdeed),
  kind: 'jpeg',
  maxPixels: 1000,
  publicEdge: 100,
  thumbEdge: 50,
})

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.each(['hang', 'sleep'])(
  'a child that would %s for ever is ended in time, and the next photo finds a new one',
  async (misdeed) => {
    const decoder = decoderOf({ program: hostileProgram, size: 1, timeLimitMs: 250 })
    const waiting = [decoder.decode(job(misdeed)), decoder.decode(job('work'))] as const
    const [first] = decoder.pids
    const started = performance.now()
    expect(await waiting[0]).toMatchObject({ ok: false, reason: 'timeout' })
    expect(performance.now() - started).toBeLessThan(5000)
    expect(await waiting[1]).toMatchObject({ reason: 'damaged', detail: 'worked in 0' })
    expect(decoder.pids).not.toContain(first)
    await vi.waitFor(() => expect(isAlive(first!)).toBe(false))
  },
)

test('a child that swallows memory is ended before it has swallowed much', async () => {
  const decoder = decoderOf({ program: hostileProgram, memoryLimitBytes: 200 * 2 ** 20 })
  const answer = decoder.decode(job('hog'))
  const [pid] = decoder.pids
  expect(await answer).toMatchObject({ ok: false, reason: 'memory' })
  await vi.waitFor(() => expect(isAlive(pid!)).toBe(false))
  expect(await residentBytes(pid!)).toBe(0)
  expect(await decoder.decode(job('work'))).toMatchObject({ detail: 'worked in 0' })
})

test.each(['crash', 'leave'])('a child that does %s costs its own photo only', async (misdeed) => {
  const decoder = decoderOf({ program: hostileProgram, size: 1 })
  const answers = await Promise.all(['work', misdeed, 'work'].map((what) => decoder.decode(job(what))))
  expect(answers.map((answer) => !answer.ok && answer.detail)).toEqual([
    'worked in 0',
    expect.stringMatching(/^decoder ended/),
    'worked in 0',
  ])
})

test('what a child says is not believed when it is no bare JPEG', async () => {
  const lying = decoderOf({ program: hostileProgram })
  vi.spyOn(lying, 'decode').mockImplementation((asked) =>
    Decoder.prototype.decode.call(lying, { ...asked, bytes: Buffer.from('lie') }),
  )
  await expect(readPhoto(await drawn().jpeg().toBuffer(), { decoder: lying })).rejects.toThrow('no bare JPEG')
})

test('whoever comes when too many wait is told so at once', async () => {
  const decoder = decoderOf({ program: hostileProgram, size: 1, maxQueue: 2 })
  const answers = await Promise.all(['work', 'work', 'work', 'work'].map((what) => decoder.decode(job(what))))
  expect(answers.map((answer) => !answer.ok && answer.reason)).toEqual([
    'damaged',
    'damaged',
    'damaged',
    'busy',
  ])
})

test('starts nothing before the first photo, keeps two warm, and lets them go when idle', async () => {
  const decoder = decoderOf({ idleMs: 150 })
  expect(decoder.pids).toEqual([])
  const bytes = await drawn().jpeg().toBuffer()
  const results = await Promise.all(Array.from({ length: 6 }, () => readPhoto(bytes, { decoder })))
  expect(results.every((result) => result.ok)).toBe(true)
  const pids = decoder.pids
  expect(pids).toHaveLength(2)
  await vi.waitFor(() => expect(pids.some(isAlive)).toBe(false), { timeout: 3000 })
  expect(decoder.pids).toEqual([])
  expect(await readPhoto(bytes, { decoder })).toMatchObject({ ok: true })
})

test('a program that does not start is our fault, not the photo’s', async () => {
  const decoder = decoderOf({ program: new URL('./not-there.ts', import.meta.url) })
  await expect(decoder.decode(job('work'))).rejects.toThrow('the image decoder ended')
})

test('closing ends the children and answers whoever waits', async () => {
  const decoder = decoderOf({ program: hostileProgram, size: 1 })
  const waiting = [decoder.decode(job('sleep')), decoder.decode(job('work'))].map((answer) =>
    answer.catch(String),
  )
  await after(300)
  const [pid] = decoder.pids
  decoder.close()
  expect(await Promise.all(waiting)).toEqual(['Error: decoder is closed', 'Error: decoder is closed'])
  await vi.waitFor(() => expect(isAlive(pid!)).toBe(false))
  await expect(decoder.decode(job('work'))).rejects.toThrow('closed')
})
