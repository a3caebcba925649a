import { runProgram, startWebHalf } from './start.ts'

// The web half alone, for more than one process or machine on an outside database.
await runProgram(async (run) => {
  await startWebHalf(run, run.platform(run.outsideDatabase('web')))
})
