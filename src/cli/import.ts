import { readFile } from 'node:fs/promises'
import { importAddresses, importAreas, importFeatures, importStreets } from '#modules/geo/index.ts'
import { importObjects } from '#modules/objects/index.ts'
import { importStaff, importUnits } from '#modules/organisation/index.ts'
import { importCategories, importReports } from '#modules/reports/index.ts'
import { importAuthorities, importRules } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { ImportOptions, ImportResult } from '#platform/import.ts'
import { asSystem, CliError, type Command, tenantOf, withOwner, withPlatform } from './command.ts'

type Importer = (ctx: Ctx, text: string, options: ImportOptions) => Promise<ImportResult>

/** In the order in which a new town needs them: each may name what those before it brought. */
export const importers: Record<string, Importer> = {
  districts: importAreas,
  streets: importStreets,
  features: importFeatures,
  addresses: importAddresses,
  units: importUnits,
  staff: importStaff,
  authorities: importAuthorities,
  categories: importCategories,
  rules: importRules,
  reports: importReports,
}

export const importCommand: Command = {
  usage: `${Object.keys(importers).join('|')}|objects LAYER FILE [--tenant SLUG] [--dry-run] [--create-missing]`,
  says: 'brings a town’s own data in; --dry-run says what would happen and changes nothing, --create-missing makes categories and units that reports name',
  options: {
    tenant: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'create-missing': { type: 'boolean' },
  },
  async run(call) {
    const [what = '', ...rest] = call.positionals
    // Objects go into a layer, which is named before the file.
    const layer = what === 'objects' ? (rest.shift() ?? '') : ''
    const [file] = rest
    const importer: Importer | undefined = layer
      ? (ctx, text, options) => importObjects(ctx, layer, text, options)
      : importers[what]
    if (!importer || !file) throw new CliError(`import ${this.usage}`)
    const text = await readFile(file, 'utf8').catch(() => {
      throw new CliError(`The file ${file} cannot be read.`)
    })
    const dryRun = call.values['dry-run'] === true
    const createMissing = call.values['create-missing'] === true
    if (createMissing && what !== 'reports') throw new CliError('--create-missing goes with reports only.')
    return withPlatform(call, async (platform) => {
      const tenant = await tenantOf(platform, call)
      const run = (ctx: Ctx) => importer(ctx, text, { dryRun, createMissing })
      const result = await asSystem(platform, tenant, run).catch((error: unknown) => {
        if (!(error instanceof NotFound)) throw error
        throw new CliError(`There is no layer ${layer}; make it in the administration first.`)
      })
      for (const e of result.errors)
        console.error(`${file}:${e.line}${e.column ? ` (${e.column})` : ''}: ${e.message}`)
      if (result.errors.length > 0) {
        console.error(
          `Nothing was changed: ${result.errors.length} ${result.errors.length === 1 ? 'error' : 'errors'}.`,
        )
        return 1
      }
      // Of what comes all at once the planner would know nothing for a minute, and go through whole tables.
      if (what === 'reports' && !dryRun) await withOwner(call.url, (owner) => owner.query('analyze'))
      console.log(
        `${dryRun ? 'Would be: ' : ''}${result.added} added, ${result.changed} changed, ${result.unchanged} unchanged${'vanished' in result ? `, ${result.vanished} vanished` : ''}.`,
      )
      return 0
    })
  },
}
