import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** Seeds in a process of its own: drawing photos takes memory that the running program should not keep. */
export async function seedDemoIfMissing({ url }: { url: string }): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  const seeded = await isSeeded(owner).finally(() => owner.end())
  if (seeded) return
  const child = fork(fileURLToPath(new URL('process.ts', import.meta.url)), {
    env: { ...process.env, SEED_URL: url },
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('The demo towns could not be filled; see above.')
}

/** Nachbarstadt comes last and its cases in one transaction: when they are there, everything is. */
export async function isSeeded(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query(`select id from tenancy.tenant where slug = 'nachbarstadt'`)
  if (rows.length === 0) return false
  const { rows: found } = await owner.query(
    `select exists (select from cases."case" where tenant_id = $1) as done`,
    [rows[0].id],
  )
  return found[0].done
}
