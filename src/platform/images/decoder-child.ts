import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import sharp from 'sharp'
import { type Job, makePicture, type Reply } from './picture.ts'

// The process that meets strangers' bytes. It inherits no environment (so no passwords), answers one job at a time,
// and is ended from outside when it takes too long or too much (decoder.ts).

sharp.cache(false)
sharp.concurrency(1)
// Only the readers we name: no SVG, PDF or other loader can be reached, whatever the content pretends to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map(
    (format) => `VipsForeignLoad${format}Buffer`,
  ),
})

stepBack()
process.on('disconnect', () => process.exit(0))
process.on('message', async (job: Job) => {
  process.send?.(await answer(job))
})
process.send?.('ready')

async function answer(job: Job): Promise<Reply> {
  try {
    return await makePicture(job)
  } catch (error) {
    return {
      ok: false,
      reason: 'damaged',
      detail: error instanceof Error ? error.message.slice(0, 200) : 'unreadable',
    }
  }
}

/** Pages come before pictures, and when memory runs out this process goes first. Neither is possible everywhere. */
function stepBack(): void {
  for (const attempt of [() => setPriority(5), () => writeFileSync('/proc/self/oom_score_adj', '1000')]) {
    try {
      attempt()
    } catch {}
  }
}
