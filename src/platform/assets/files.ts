import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** All files below a folder whose path matches, sorted; an absent folder has none. */
export function filesBelow(folder: string, matches: RegExp): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => matches.test(path))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Changes when any of the files does: name, size and time are enough, and cost a few ms for all of src. */
export function fingerprint(files: readonly string[], also = ''): string {
  const hash = createHash('sha256').update(also)
  for (const file of files) {
    const stat = statSync(file, { throwIfNoEntry: false })
    hash.update(`\n${file} ${stat?.size} ${stat?.mtimeMs}`)
  }
  return hash.digest('hex')
}

/** 'fonts/regular.woff2' → 'fonts/regular.1a2b3c4d.woff2' */
export function hashedName(name: string, content: Buffer): string {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10)
  return name.replace(/(\.[a-z0-9]+)$/, `.${hash}$1`)
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  mjs: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  woff2: 'font/woff2',
}

const extension = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

export const typeOf = (name: string): string => types[extension(name)] ?? 'application/octet-stream'

export const compressible = (name: string): boolean =>
  ['css', 'js', 'json', 'mjs', 'svg'].includes(extension(name))
