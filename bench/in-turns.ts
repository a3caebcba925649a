import type { Row } from './result.ts'

export interface Times {
  p50: number
  p95: number
  perSecond: number
}

/** The worse of both ratios counts: of the slow answers, and of how many come in a second. */
export const ratioRow = (name: string, unit: string, value: Times, baseline: Times, aim: number): Row => ({
  name,
  value: value.p95,
  unit,
  baseline: baseline.p95,
  ratio: Math.min(baseline.p95 / value.p95, value.perSecond / baseline.perSecond),
  aim,
})

/** One of these, one of those, so that whatever else the machine does falls upon both. */
export async function inTurns(
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
  seconds: number,
): Promise<[Times, Times]> {
  const times: [number[], number[]] = [[], []]
  for (let i = 0; i < 20; i++) {
    await a()
    await b()
  }
  const until = performance.now() + 2 * seconds * 1000
  for (let turn = 0; performance.now() < until; turn++)
    // Who comes second finds the pages warm: each is second half of the times.
    for (const which of turn % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
      const started = performance.now()
      await [a, b][which]!()
      times[which].push(performance.now() - started)
    }
  return [timesOf(times[0]), timesOf(times[1])]
}

function timesOf(all: number[]): Times {
  const sorted = [...all].sort((a, b) => a - b)
  return {
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    perSecond: 1000 / (sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length),
  }
}
