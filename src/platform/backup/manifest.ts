import { timingSafeEqual } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hmac, type MasterKey } from '../secret.ts'
import { BackupError } from './errors.ts'

const part = z.object({ file: z.string(), bytes: z.number().int(), sha256: z.string() })

const manifest = z.object({
  format: z.literal(1),
  /** The name of the snapshot. */
  name: z.string(),
  at: z.iso.datetime(),
  /** `all`, or the slug of the one town that it is of. */
  scope: z.string(),
  /** Tells whether the master key is the one of the backup, without telling the key. */
  keyCheck: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tenants: z.array(
    z.object({
      /** The row of tenancy.tenant. */
      tenant: z.looseObject({
        id: z.string(),
        slug: z.string(),
        name: z.string(),
        hosts: z.array(z.string()),
        public_url: z.string(),
        time_zone: z.string(),
        is_default: z.boolean(),
      }),
      tables: z.array(
        z.object({
          name: z.string(),
          columns: z.array(z.string()),
          rows: z.number().int(),
          /** Absent where there are no rows. */
          part: part.optional(),
        }),
      ),
      /** Names of the files that the rows speak of, and those of them that were gone already. */
      blobs: z.object({ count: z.number().int(), absent: z.array(z.string()), part: part.optional() }),
      /** Work that was begun and not finished. */
      jobs: z.object({ rows: z.number().int(), part: part.optional() }),
    }),
  ),
})

export type Manifest = z.infer<typeof manifest>
export type TenantPart = Manifest['tenants'][number]

const keyCheckOf = (master: MasterKey): string =>
  hmac(master, 'stadtdraht backup key check').toString('hex').slice(0, 16)

const macOf = (master: MasterKey, text: string): Buffer => hmac(master, `stadtdraht backup manifest\n${text}`)

/** Writes it so that it is there whole or not at all; nothing else of the snapshot comes after it. */
export async function writeManifest(
  master: MasterKey,
  dir: string,
  content: Omit<Manifest, 'format' | 'keyCheck'>,
): Promise<void> {
  const text = JSON.stringify({ format: 1, keyCheck: keyCheckOf(master), ...content })
  const file = await open(join(dir, 'manifest.json'), 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify({ manifest: text, mac: macOf(master, text).toString('hex') }))
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Throws a sentence when it is damaged, newer than this program, or of another master key. */
export async function readManifest(master: MasterKey, dir: string): Promise<Manifest> {
  const damaged = new BackupError(`The manifest of the backup is damaged: ${join(dir, 'manifest.json')}`)
  const outer = await readFile(join(dir, 'manifest.json'), 'utf8')
    .then((text) => z.object({ manifest: z.string(), mac: z.string() }).parse(JSON.parse(text)))
    .catch(() => {
      throw damaged
    })
  const claimed = Buffer.from(outer.mac, 'hex')
  const actual = macOf(master, outer.manifest)
  if (claimed.length === actual.length && timingSafeEqual(claimed, actual)) {
    const read = manifest.safeParse(JSON.parse(outer.manifest))
    if (read.success) return read.data
    throw new BackupError('The backup was written by a newer program: update this one.')
  }
  if (outer.manifest.includes(`"keyCheck":"${keyCheckOf(master)}"`)) throw damaged
  throw new BackupError(
    'The backup was made with another master key. Put that secret.key into DATA_DIR, or set SECRET_KEY.',
  )
}
