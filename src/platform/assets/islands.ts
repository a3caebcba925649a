import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The entries: every .ts or .tsx directly in src/islands is an island of that name. */
export function islandEntries(root: string): Record<string, string> {
  const folder = join(root, 'src/islands')
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
  files: Record<string, Buffer>
  /** Our own files that went in, so that a change to any of them is noticed. */
  inputs: string[]
}

/** Bundles the islands with Vite: ES modules, shared chunks, everything hashed, nothing inlined. */
export async function buildIslands(root: string): Promise<BuiltIslands> {
  const input = islandEntries(root)
  const result: BuiltIslands = { names: {}, files: {}, inputs: [] }
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
      if (file.isEntry) result.names[`islands/${file.name}.js`] = file.fileName
      for (const id of file.moduleIds) {
        const path = id.replace(/^\0|\?.*$/g, '')
        if (path.startsWith(join(root, 'src'))) inputs.add(relative(root, path))
      }
    }
  }
  result.inputs = [...inputs].sort()
  return result
}
