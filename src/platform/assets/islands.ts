import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The entries: every .ts or .tsx directly in a folder of src (by default src/islands) is one of that name. */
export function islandEntries(root: string, within = 'islands'): Record<string, string> {
  const folder = join(root, 'src', within)
  if (!existsSync(folder)) return {}
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
      .map((file) => [file.replace(/\.tsx?$/, ''), join(folder, file)]),
  )
}

export interface BuiltIslands {
  /** Logical name → file: 'islands/map.js' → 'islands/map.Bx12.js' */
  names: Record<string, string>
  /** Logical name → every file that it loads now or later, for those who keep it for times without network. */
  needs: Record<string, string[]>
  files: Record<string, Buffer>
  /** Our own files that went in, so that a change to any of them is noticed. */
  inputs: string[]
}

/** Bundles the islands with Vite: ES modules, shared chunks, everything hashed, nothing inlined. */
export async function buildIslands(root: string): Promise<BuiltIslands> {
  const input = islandEntries(root)
  const result: BuiltIslands = { names: {}, needs: {}, files: {}, inputs: [] }
  if (Object.keys(input).length === 0) return result
  const { build } = await import('vite')
  const output = await build({
    configFile: false,
    root,
    base: '/assets/',
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input,
        output: {
          entryFileNames: 'islands/[name].[hash].js',
          chunkFileNames: 'islands/chunks/[name].[hash].js',
          assetFileNames: 'islands/[name].[hash][extname]',
        },
      },
      // MapLibre is big and loaded only when a map is shown.
      chunkSizeWarningLimit: 2_000,
    },
  })
  const inputs = new Set<string>()
  for (const one of Array.isArray(output) ? output : [output]) {
    if (!('output' in one)) continue
    for (const file of one.output) {
      result.files[file.fileName] = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      if (file.type !== 'chunk') continue
      if (file.isEntry) {
        result.names[`islands/${file.name}.js`] = file.fileName
        result.needs[`islands/${file.name}.js`] = reached(file.fileName, one.output)
      }
      for (const path of ownSources(root, file.moduleIds)) inputs.add(path)
    }
  }
  result.inputs = [...inputs].sort()
  return result
}

/** Our own files among a bundle's modules, as paths from the checkout. */
export const ownSources = (root: string, moduleIds: readonly string[]): string[] =>
  moduleIds
    .map((id) => id.replace(/^\0|\?.*$/g, ''))
    .filter((path) => path.startsWith(join(root, 'src')))
    .map((path) => relative(root, path))

interface Output {
  fileName: string
  type: string
  code?: string
  imports?: readonly string[]
  dynamicImports?: readonly string[]
}

/** A file and all that it imports, loads later, or names by its address (workers, styles). */
function reached(entry: string, all: readonly Output[]): string[] {
  const found = new Set<string>()
  const follow = (name: string): void => {
    const file = all.find(({ fileName }) => fileName === name)
    if (!file || found.has(name)) return
    found.add(name)
    const named = all.filter(
      ({ fileName }) => fileName !== name && file.code?.includes(`/assets/${fileName}`),
    )
    for (const next of [...(file.imports ?? []), ...(file.dynamicImports ?? [])]) follow(next)
    for (const { fileName } of named) follow(fileName)
  }
  follow(entry)
  return [...found].sort()
}
