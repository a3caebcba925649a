import { execFile } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, parse } from 'node:path'
import { randomToken } from '../secret.ts'
import type { Programs } from './programs.ts'
import { cannotRun, environment } from './server.ts'
import { closedFolder, type ServerUser } from './server-user.ts'

export interface Places {
  db: string
  socket: string
  log: string
}
export const places = (dataDir: string): Places => ({
  db: join(dataDir, 'db'),
  socket: join(dataDir, 'socket'),
  log: join(dataDir, 'database.log'),
})

// As root others may pass through to what is theirs, but see nothing.
export function openFolder(dataDir: string): void {
  const root = process.getuid?.() === 0
  try {
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: root ? 0o711 : 0o700 })
    else if (root && statSync(dataDir).uid === 0) chmodSync(dataDir, statSync(dataDir).mode | 0o111)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(`The folder DATA_DIR (${dataDir}) cannot be made or used: ${(error as Error).message}`)
  }
}

export function assertReachable(dataDir: string, user: ServerUser | undefined): void {
  const closed = user && closedFolder(join(dataDir, 'db'), user)
  if (closed) {
    throw new Error(
      `The database server does not run as root, and its user (${user.uid}) cannot enter ${closed}: set DATA_DIR to a folder that every user can reach, such as /var/lib/stadtdraht.`,
    )
  }
}

export function assertVersion(db: string, programs: Programs): void {
  const found = readFileSync(join(db, 'PG_VERSION'), 'utf8').trim()
  if (found !== programs.version.split('.')[0]) {
    throw new Error(
      `The data in ${db} were written by PostgreSQL ${found}, this program brings ${programs.version}: export them with the program that wrote them, and import them here.`,
    )
  }
}

// The locale is the server's own, so that order and letters are the same on every machine (17 and newer).
const locale = (version: string) =>
  Number.parseInt(version, 10) >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    : ['--locale=C.UTF-8']

/** Makes the data folder; it gets its name when it is complete, so that an interrupted start leaves no half. */
export async function initialise(
  programs: Programs,
  folders: Places,
  user: ServerUser | undefined,
  { password, sync }: { password: string; sync: boolean },
): Promise<void> {
  const { dir, base } = parse(folders.db)
  for (const left of readdirSync(dir).filter((name) => name.startsWith(`${base}.`))) {
    rmSync(join(dir, left), { recursive: true, force: true })
  }
  // Under a name of its own, because the initdb of a program that was killed may still be writing.
  const draft = `${folders.db}.${randomToken()}`
  const passwordFile = `${draft}.password`
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
  const args = ['-D', draft, '-U', 'postgres', '-E', 'UTF8', '-A', 'scram-sha-256', '--no-instructions']
  try {
    await new Promise<void>((done, failed) => {
      execFile(
        join(programs.root, 'bin/initdb'),
        [...args, ...locale(programs.version), `--pwfile=${passwordFile}`, ...(sync ? [] : ['--no-sync'])],
        { ...user, cwd: draft, env: environment },
        (error, _out, said) => (error ? failed(cannotRun(error, said)) : done()),
      )
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, folders.db)
}
