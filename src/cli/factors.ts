import { accountByEmail, resetFactors } from '#modules/identity/index.ts'
import { asSystem, CliError, type Command, tenantOf, withPlatform } from './command.ts'

/** For the administrator who has lost everything and has nobody above them who could reset it. */
export const factorsCommand: Command = {
  usage: 'EMAIL [--tenant SLUG]',
  says: 'takes away the second factors of a member of staff who has lost them',
  options: { tenant: { type: 'string' } },
  async run(call) {
    const [email] = call.positionals
    if (!email) throw new CliError(`reset-factors ${this.usage}`)
    return withPlatform(call, async (platform) => {
      const town = await tenantOf(platform, call)
      await asSystem(platform, town, async (ctx) => {
        const account = await accountByEmail(ctx, email)
        if (!account) throw new CliError(`There is no account ${email} in ${town.name}.`)
        await resetFactors(ctx, account.id)
      })
      console.log('They are gone, all sessions have ended. New ones are set up at the next sign-in.')
      return 0
    })
  },
}
