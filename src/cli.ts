import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '#platform/config.ts'
import { runningEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log.ts'
import { CliError } from './cli/command.ts'
import { commands } from './cli/commands.ts'
import { modules } from './modules.ts'

/** `npm run cli -- COMMAND …`: what an administrator does by hand. Without a command it says what there is. */
const [name = 'help', ...rest] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.log('npm run cli -- COMMAND\n')
  for (const [each, { usage, says }] of Object.entries(commands))
    console.log(`  ${`${each} ${usage}`.trim()}\n      ${says}`)
  process.exit(name === 'help' ? 0 : 2)
}
try {
  const config = loadConfig()
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: command.options })
  const offline = command.offline?.(values) ?? false
  // Beside a running program its database is used; otherwise the embedded one is started for the command.
  const running = offline || config.databaseUrl ? null : runningEmbedded(config.dataDir)
  const embedded =
    offline || config.databaseUrl || running
      ? null
      : await startEmbedded({ dataDir: config.dataDir, say: console.error })
  try {
    const url = config.databaseUrl ?? running?.url ?? embedded?.url ?? ''
    process.exitCode = await command.run({
      config,
      url,
      log: createLog('warn'),
      values,
      positionals,
      modules,
    })
  } finally {
    await embedded?.stop()
  }
} catch (error) {
  const wrongUse =
    error instanceof ConfigError ||
    error instanceof CliError ||
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  console.error(wrongUse ? (error as Error).message : error)
  process.exitCode = 2
}
