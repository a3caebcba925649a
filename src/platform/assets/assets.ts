import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, fingerprint, hashedName, typeOf } from './files.ts'
import { buildFonts, kernFolder } from './fonts.ts'
import { type BuiltIslands, buildIslands, islandEntries } from './islands.ts'
import { buildServiceWorkers } from './service-workers.ts'
import { type Manifest, readManifest, writePart } from './store.ts'
import { buildStyles } from './styles.ts'

export interface Asset {
  body: Buffer
  type: string
  /** The name holds a hash of the content: may be kept for ever. */
  immutable: true
  encodings: { br?: Buffer; gzip?: Buffer }
}

export interface Assets {
  /** 'portal.css' → '/assets/portal.1a2b3c.css'. Throws for a name that was not built. */
  url(name: string): string
  /** Where all lies that an island loads now or later, itself first: what must be kept to have it without network. */
  needs(name: string): string[]
  /** A request's path, e.g. '/assets/portal.1a2b3c.css'. */
  serve(path: string): Asset | null
}

interface Options {
  /** The checkout. */
  root: string
  log: (message: string) => void
  /** Default: dist/assets in the checkout. */
  out?: string
}

/**
 * What the browser gets, built when missing or older than its sources: fonts, styles, pictures, islands.
 * Nothing to do costs some 20 ms, all of it a few seconds.
 */
export async function prepareAssets({
  root,
  log,
  out = join(root, 'dist/assets'),
}: Options): Promise<Assets> {
  const here = filesBelow(join(root, 'src/platform/assets'), /(?<!\.test)\.ts$/)
  const names: Record<string, string> = {}
  const files = new Set<string>()
  const url = (name: string): string => {
    const file = names[name]
    if (!file) throw new Error(`No asset named ${name}`)
    return `/assets/${file}`
  }

  const part = async (
    name: string,
    sources: readonly string[],
    build: () => Promise<Record<string, Buffer>>,
  ): Promise<void> => {
    const print = fingerprint([...here, ...sources], Object.values(names).join())
    const known = readManifest(out, name)
    add(known?.fingerprint === print ? known : await made())

    async function made(): Promise<Manifest> {
      log(`building ${name}`)
      const built = Object.entries(await build()).map(
        ([key, body]) => [key, hashedName(key, body), body] as const,
      )
      return writePart(
        out,
        name,
        {
          fingerprint: print,
          names: Object.fromEntries(built.map(([key, file]) => [key, file])),
          inputs: [],
        },
        Object.fromEntries(built.map(([, file, body]) => [file, body])),
      )
    }
  }
  const add = (manifest: Manifest): void => {
    Object.assign(names, manifest.names)
    for (const file of manifest.files) files.add(file)
  }

  const kern = join(kernFolder(), 'package.json')
  const sources = filesBelow(join(root, 'src'), /(?<!\.test)\.tsx?$/).filter((file) => !here.includes(file))
  const pictures = filesBelow(join(root, 'src/ui/static'), /./)
  await part('fonts', [kern], buildFonts)
  await part('styles', [kern, ...sources, ...filesBelow(join(root, 'src/ui/css'), /\.css$/)], () =>
    buildStyles(root, sources, url),
  )
  await part('static', pictures, async () =>
    Object.fromEntries(
      pictures.map((file) => [file.slice(join(root, 'src/ui/static').length + 1), readFileSync(file)]),
    ),
  )
  const bundles = { root, log, out }
  const islands = await bundled(bundles, here, 'islands', buildIslands)
  add(islands)
  add(await bundled(bundles, here, 'service-workers', buildServiceWorkers))
  const needs = (name: string): string[] => [
    ...new Set([url(name), ...(islands.needs?.[name] ?? []).map((file) => `/assets/${file}`)]),
  ]
  return { url, needs, serve: server(out, files) }
}

/** Islands and service workers name their files themselves, and Vite says which sources went in. */
async function bundled(
  { root, log, out }: Required<Options>,
  here: readonly string[],
  folder: 'islands' | 'service-workers',
  build: (root: string) => Promise<BuiltIslands>,
): Promise<Manifest> {
  const print = (inputs: readonly string[]): string =>
    fingerprint([
      ...here,
      join(root, 'package-lock.json'),
      ...filesBelow(join(root, 'src', folder), /(?<!\.test)\.(tsx?|css)$/),
      ...inputs.map((file) => join(root, file)),
    ])
  const known = readManifest(out, folder)
  if (known && known.fingerprint === print(known.inputs)) return known
  if (Object.keys(islandEntries(root, folder)).length > 0) log(`building ${folder}`)
  const { names, needs, inputs, files } = await build(root)
  return writePart(out, folder, { fingerprint: print(inputs), names, needs, inputs }, files)
}

/** Only files that were built are served, each read once. */
function server(out: string, files: ReadonlySet<string>): Assets['serve'] {
  const read = new Map<string, Asset>()
  const optional = (path: string): Buffer | undefined => (existsSync(path) ? readFileSync(path) : undefined)
  return (path) => {
    const file = path.startsWith('/assets/') ? path.slice('/assets/'.length) : ''
    if (!files.has(file)) return null
    const known = read.get(file)
    if (known) return known
    const full = join(out, file)
    const encodings = { br: optional(`${full}.br`), gzip: optional(`${full}.gz`) }
    const asset: Asset = { body: readFileSync(full), type: typeOf(file), immutable: true, encodings }
    read.set(file, asset)
    return asset
  }
}
