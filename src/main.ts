import { progress } from '#platform/log.ts'
import { runProgram, startDatabase, startWebHalf, startWorkerHalf } from './start.ts'

// One process: database (embedded unless DATABASE_URL), migrations, demo town, web and worker.
await runProgram(async (run) => {
  const database = await startDatabase(run)
  if (run.config.demo) {
    const { seedDemoIfMissing } = await import('../db/demo/seed/missing.ts')
    await seedDemoIfMissing(database)
  }
  const platform = run.platform(database.url)
  await startWorkerHalf(run, platform, database.url)
  await startWebHalf(run, platform)
  for (const tenant of await platform.tenants.all()) progress(`  ${tenant.name}: ${tenant.publicUrl}`)
  if (run.config.demo) {
    const { demoNotice } = await import('../db/demo/logins.ts')
    progress(demoNotice(run.config.publicUrl))
  }
})
