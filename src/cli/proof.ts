import { readFile, writeFile } from 'node:fs/promises'
import { checkProof, makeProof } from '#modules/audit/index.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { NotFound } from '#platform/errors.ts'
import { asSystem, CliError, type Command, tenantOf, withPlatform } from './command.ts'
import { readPublished } from './verify.ts'

export const proofCommand: Command = {
  usage: 'NUMBER [--tenant SLUG] [--out FILE] | --check FILE [--published FILE]',
  says: 'proves a case’s history, as JSON; --check checks such a proof, without a database',
  options: {
    tenant: { type: 'string' },
    out: { type: 'string' },
    check: { type: 'string' },
    published: { type: 'string' },
  },
  offline: (values) => values.check !== undefined,
  async run(call) {
    const { check, published, out } = call.values as Record<string, string | undefined>
    if (check) return checkFile(check, published)
    const [number] = call.positionals
    if (!number) throw new CliError(`proof ${this.usage}`)
    return withPlatform(call, async (platform) => {
      const town = await tenantOf(platform, call)
      const proof = await asSystem(platform, town, async (ctx) => {
        const { id } = await visibleCase(ctx, number)
        return makeProof(ctx, id, number)
      }).catch((error) => {
        throw error instanceof NotFound ? new CliError(`There is no case ${number} in ${town.name}.`) : error
      })
      const text = `${JSON.stringify(proof, null, 2)}\n`
      if (out) await writeFile(out, text, { mode: 0o600 })
      else process.stdout.write(text)
      return 0
    })
  },
}

async function checkFile(file: string, published: string | undefined): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliError(`${file} cannot be read.`)
  })
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    throw new CliError(`${file} is no JSON.`)
  }
  const result = checkProof(input, published ? await readPublished(published) : [])
  for (const fault of result.faults) console.error(fault)
  if (result.faults.length > 0) return 1
  console.log(
    `The proof holds: ${result.sealed} events are sealed${result.unsealed ? `, ${result.unsealed} wait for the next seal` : ''}.`,
  )
  console.log(
    result.published > 0
      ? `${result.published} of its seals are the ones that were published.`
      : 'Compare its seals with published ones (--published FILE): only that shows that they are not new.',
  )
  return 0
}
