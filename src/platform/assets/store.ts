import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { compressible } from './files.ts'

/** What one part of the build left behind. */
export interface Manifest {
  fingerprint: string
  /** Logical name → file below the output folder. */
  names: Record<string, string>
  /** Logical name → all files that it comes to load (islands only). */
  needs?: Record<string, string[]>
  /** Every file, also those that only other files refer to. */
  files: string[]
  /** Sources that only the build itself knows about. */
  inputs: string[]
}

const br = promisify(brotliCompress)
const gz = promisify(gzip)

export function readManifest(out: string, part: string): Manifest | null {
  const path = join(out, `${part}.json`)
  if (!existsSync(path)) return null
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  return manifest.files.every((file) => existsSync(join(out, file))) ? manifest : null
}

/** Two processes may build at once (tests do): whole files appear by renaming, and names follow content. */
function writeWhole(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, content)
  renameSync(temporary, path)
}

/** Writes a part's files, compressed beside the plain ones, then its manifest; clears what it replaces. */
export async function writePart(
  out: string,
  part: string,
  made: Omit<Manifest, 'files'>,
  files: Record<string, Buffer>,
): Promise<Manifest> {
  await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      writeWhole(join(out, name), content)
      if (!compressible(name)) return
      // Quality 11 takes seconds for MapLibre and saves 2 %.
      const quality = content.length > 200_000 ? 9 : 11
      const params = { [constants.BROTLI_PARAM_QUALITY]: quality }
      writeWhole(join(out, `${name}.br`), await br(content, { params }))
      writeWhole(join(out, `${name}.gz`), await gz(content, { level: 9 }))
    }),
  )
  const before = readManifest(out, part)
  const manifest = { ...made, files: Object.keys(files) }
  writeWhole(join(out, `${part}.json`), JSON.stringify(manifest))
  for (const file of before?.files ?? [])
    if (!manifest.files.includes(file))
      for (const suffix of ['', '.br', '.gz']) rmSync(join(out, file + suffix), { force: true })
  return manifest
}
