import { accountByEmail, createApiKey, setPassword } from '#modules/identity/index.ts'
import { seedRoles } from '#modules/organisation/index.ts'
import { createTenant } from '#modules/tenancy/index.ts'
import { system } from '#platform/context/actor.ts'
import { doctor } from '#platform/db/doctor.ts'
import { migrate } from '#platform/db/migrate.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { backupCommand } from './backup.ts'
import { asSystem, CliError, type Command, tenantOf, withOwner, withPlatform } from './command.ts'
import { factorsCommand } from './factors.ts'
import { importCommand } from './import.ts'
import { proofCommand } from './proof.ts'
import { restoreCommand } from './restore.ts'
import { verifyCommand } from './verify.ts'

const tenant = { tenant: { type: 'string' } } as const

export const commands: Record<string, Command> = {
  doctor: {
    usage: '',
    says: 'says what the database server lacks, and how to mend it',
    async run({ url, config }) {
      const findings = await doctor(url, { pool: config.dbPool })
      for (const f of findings)
        console.log(
          `${f.ok ? '✓' : '✗'} ${f.what}${f.cure && !f.ok ? `\n    ${f.cure.replaceAll('\n', '\n    ')}` : ''}`,
        )
      return findings.every((f) => f.ok) ? 0 : 1
    },
  },
  migrate: {
    usage: '',
    says: 'brings the database up to date',
    async run({ url }) {
      const applied = await migrate(url, { log: console.log })
      await installJobs(url)
      console.log(applied.length > 0 ? `${applied.length} migrations applied.` : 'Nothing to do.')
      return 0
    },
  },
  tenant: {
    usage: 'SLUG NAME --host HOST [--host HOST …] --url https://… [--zone Europe/Berlin] [--default]',
    says: 'adds a municipality',
    options: {
      host: { type: 'string', multiple: true },
      url: { type: 'string' },
      zone: { type: 'string', default: 'Europe/Berlin' },
      default: { type: 'boolean', default: false },
    },
    async run(call) {
      const [slug, name] = call.positionals
      const { host, url, zone } = call.values
      if (!slug || !name || !host || !url) throw new CliError(`tenant ${this.usage}`)
      return withPlatform(call, (platform) =>
        withOwner(call.url, async (owner) => {
          const made = await createTenant(platform, owner, {
            slug,
            name,
            hosts: host as string[],
            publicUrl: String(url),
            timeZone: String(zone),
            isDefault: call.values.default === true,
          })
          await asSystem(platform, made, seedRoles)
          console.log(`${made.name} is there: ${made.id}. Bring its data in with "import".`)
          return 0
        }),
      )
    },
  },
  import: importCommand,
  password: {
    usage: 'EMAIL [--tenant SLUG], password on standard input',
    says: 'sets the password of a member of staff',
    options: tenant,
    async run(call) {
      const [email] = call.positionals
      if (!email) throw new CliError(`password ${this.usage}`)
      let password = ''
      for await (const chunk of process.stdin) password += String(chunk)
      return withPlatform(call, async (platform) => {
        const town = await tenantOf(platform, call)
        const account = await asSystem(platform, town, (ctx) => accountByEmail(ctx, email))
        if (!account) throw new CliError(`There is no account ${email} in ${town.name}.`)
        const result = await setPassword(
          platform,
          { tenant: town, actor: system('cli') },
          account.id,
          password.replace(/\r?\n$/, ''),
        )
        if (!result.ok) throw new CliError(`The password was not set: ${result.reason}.`)
        console.log('The password is set.')
        return 0
      })
    },
  },
  'reset-factors': factorsCommand,
  key: {
    usage: 'LABEL --scope open311.write [--scope …] [--per-minute 60] [--tenant SLUG]',
    says: 'makes an API key and shows it once',
    options: {
      ...tenant,
      scope: { type: 'string', multiple: true },
      'per-minute': { type: 'string', default: '60' },
    },
    async run(call) {
      const [label] = call.positionals
      if (!label || !call.values.scope) throw new CliError(`key ${this.usage}`)
      return withPlatform(call, async (platform) => {
        const town = await tenantOf(platform, call)
        const { key } = await asSystem(platform, town, (ctx) =>
          createApiKey(ctx, {
            label,
            scopes: call.values.scope as string[],
            perMinute: Number(call.values['per-minute']),
          }),
        )
        console.log(key)
        return 0
      })
    },
  },
  verify: verifyCommand,
  proof: proofCommand,
  backup: backupCommand,
  restore: restoreCommand,
}
