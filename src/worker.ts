import { progress } from '#platform/log.ts'
import { runProgram, startWorkerHalf } from './start.ts'

// The worker half alone: relays events, runs jobs, sends mail.
await runProgram(async (run) => {
  const url = run.outsideDatabase('worker')
  await startWorkerHalf(run, run.platform(url), url)
  progress('The worker runs. Ctrl-C stops it.')
})
