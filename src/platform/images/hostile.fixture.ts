import { setTimeout as after } from 'node:timers/promises'
import type { Job } from './picture.ts'

// Stands in for the decoder's child in tests and does the worst that a broken native decoder could do. The photo's
// bytes say what. Nothing but a test can name this program.

const hoard: Buffer[] = []

const misdeeds: Record<string, () => unknown> = {
  hang: () => {
    for (;;);
  },
  sleep: () => after(600_000),
  hog: async () => {
    for (;;) {
      hoard.push(Buffer.alloc(2 ** 24, 1))
      await after(2)
    }
  },
  crash: () => process.abort(),
  leave: () => process.exit(0),
  lie: () =>
    process.send?.({
      ok: true,
      picture: { public: Buffer.from('<script>'), thumb: Buffer.from('<script>') },
    }),
  work: () =>
    process.send?.({ ok: false, reason: 'damaged', detail: `worked in ${Object.keys(process.env).length}` }),
}

process.on('message', (job: Job) => misdeeds[Buffer.from(job.bytes).toString()]?.())
process.send?.('ready')
