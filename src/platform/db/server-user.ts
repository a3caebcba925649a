import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Who runs the database server. */
export interface ServerUser {
  uid: number
  gid: number
}

const NAME = 'stadtdraht'

/**
 * PostgreSQL refuses to run as root, so as root the server gets a system user of its own. Data that exist keep
 * their owner. Undefined: the server runs as we do. `say` gets what an administrator should know.
 */
export function serverUser(db: string, say: (text: string) => void): ServerUser | undefined {
  const owner = statSync(db, { throwIfNoEntry: false })
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new Error(
        `The database in ${db} belongs to another user (${owner.uid}): start as that user or as root.`,
      )
    }
    return undefined
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const own = find(NAME) ?? create()
  if (own) return own
  const nobody = find('nobody')
  if (!nobody) {
    throw new Error(
      `PostgreSQL does not run as root and a user ${NAME} could not be created: start as another user, or set DATABASE_URL.`,
    )
  }
  say(`No system user ${NAME} could be created, so the database server runs as nobody.`)
  return nobody
}

function find(name: string): ServerUser | undefined {
  try {
    const id = (option: string) =>
      Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: 'pipe' }))
    const user = { uid: id('-u'), gid: id('-g') }
    return user.uid > 0 ? user : undefined
  } catch {
    return undefined
  }
}

function create(): ServerUser | undefined {
  const ways: [string, ...string[]][] = [
    [
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
      NAME,
    ],
    ['adduser', '--system', '--group', '--no-create-home', NAME], // Debian without useradd
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', NAME], // BusyBox
  ]
  for (const [command, ...args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'pipe' })
    } catch {
      // Whether it worked is seen below: two starters may create the user at once.
    }
    const user = find(NAME)
    if (user) return user
  }
  return undefined
}

/** The first folder on the way to `path` that the user may not enter. */
export function closedFolder(path: string, user: ServerUser): string | undefined {
  const way: string[] = []
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    way.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return way.find((folder) => !may(folder, user, 0o1))
}

/** Whether the mode of a file lets the user do this (4 read, 2 write, 1 enter or run). */
export function may(path: string, user: ServerUser, bit: number): boolean {
  const { uid, gid, mode } = statSync(path)
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & bit) === bit
}
