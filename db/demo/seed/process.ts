import { loadConfig } from '#platform/config.ts'
import { createPlatform } from '#platform/create.ts'
import { createLog, talkToPerson } from '#platform/log.ts'
import { seedDemo } from '../seed.ts'

// Started by the program with the database's address in SEED_URL.
talkToPerson()
const config = loadConfig()
const url = process.env.SEED_URL
if (!url) throw new Error('SEED_URL is missing')
const platform = createPlatform(config, { url, log: createLog('warn') })
try {
  await seedDemo({ config, platform: () => platform }, { url })
} finally {
  await platform.close()
}
