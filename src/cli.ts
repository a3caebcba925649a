import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '#platform/config.ts'
import { runningEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log.ts'
import { CliError } from './cli/command.ts'
import { commands } from './cli/commands.ts'
import { keptByNpm } from './cli/kept-by-npm.ts'
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
  const options: ParseArgsOptionsConfig = command.options ?? {}
  const { values, positionals, tokens } = parseArgs({
    args: rest,
    allowPositionals: true,
    options,
    tokens: true,
  })
  const given = new Set(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])))
  const kept = keptByNpm(options, given, process.env).map((option) => `--${option}`)
  if (kept.length > 0)
    throw new CliError(
      `npm has kept ${kept.join(' ')} for itself. Nothing was done; put -- before: npm run cli -- ${name} … ${kept.join(' ')}`,
    )
  const config = loadConfig()
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
