import type { ParseArgsOptionsConfig } from 'node:util'

/**
 * The options that npm has kept for itself because they did not stand behind `--`; it says so in a warning at most, and
 * `npm run cli restore DIR --check` would restore. What it keeps it puts into the environment of the script.
 */
export function keptByNpm(
  options: ParseArgsOptionsConfig,
  given: ReadonlySet<string>,
  env: NodeJS.ProcessEnv,
): string[] {
  if (!env.npm_lifecycle_event) return []
  return Object.keys(options).filter(
    (name) => !given.has(name) && env[`npm_config_${name.replaceAll('-', '_')}`],
  )
}
