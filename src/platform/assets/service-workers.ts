import { hashedName } from './files.ts'
import { type BuiltIslands, islandEntries, ownSources } from './islands.ts'

/**
 * Bundles every src/service-workers/<name>.ts by itself into one file that imports nothing at run time: a worker is
 * installed as one piece, and browsers differ in whether it may be a module.
 */
export async function buildServiceWorkers(root: string): Promise<BuiltIslands> {
  const result: BuiltIslands = { names: {}, needs: {}, files: {}, inputs: [] }
  const inputs = new Set<string>()
  for (const [name, entry] of Object.entries(islandEntries(root, 'service-workers'))) {
    const { build } = await import('vite')
    const output = await build({
      configFile: false,
      root,
      publicDir: false,
      logLevel: 'warn',
      mode: 'production',
      build: {
        write: false,
        target: 'es2023',
        modulePreload: false,
        rolldownOptions: { input: { [name]: entry }, output: { format: 'iife', codeSplitting: false } },
      },
    })
    for (const one of Array.isArray(output) ? output : [output]) {
      if (!('output' in one)) continue
      for (const file of one.output) {
        if (file.type !== 'chunk') continue
        const body = Buffer.from(file.code)
        const hashed = hashedName(`service-workers/${name}.js`, body)
        result.names[`service-workers/${name}.js`] = hashed
        result.files[hashed] = body
        for (const path of ownSources(root, file.moduleIds)) inputs.add(path)
      }
    }
  }
  result.inputs = [...inputs].sort()
  return result
}
