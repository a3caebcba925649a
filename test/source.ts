import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

export interface Import {
  /** As a path from the checkout ('src/modules/geo/index.ts'), or the bare name of a package. */
  to: string
  /** `import type …`: gone when the program runs. */
  typeOnly: boolean
}

export interface SourceFile {
  /** From the checkout, e.g. 'src/app.ts'. */
  path: string
  text: string
  /** The text without comments; strings are kept. */
  code: string
  imports: readonly Import[]
}

/** Our own sources below some folders, without generated files. */
export function sources(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
    .map(read)
}

/** Tests, and what only tests use. */
export const isTest = ({ path }: { path: string }): boolean => /\.(test|fixture)\.tsx?$/.test(path)

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  const code = withoutComments(text)
  return { path, text, code, imports: importsOf(path, code) }
}

/** Comments end where strings do not: both are matched, strings are put back. Enough for formatted code. */
export const withoutComments = (text: string): string =>
  text.replace(
    /\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found),
  )

function importsOf(path: string, code: string): Import[] {
  const found = [
    ...code.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\s+from\s+)?'([^']+)'/gm),
    ...code.matchAll(/()import\('([^']+)'\)/g),
  ]
  return found.map(([, type, name]) => ({ to: resolve(path, name!), typeOnly: Boolean(type) }))
}

function resolve(from: string, name: string): string {
  if (name.startsWith('#')) return `src/${name.slice(1)}`
  return name.startsWith('.') ? join(dirname(from), name) : name
}

/** 'src/modules/geo/search.ts' → 'geo' */
export const moduleOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(path)?.[1]

/** 'src/ui/page.tsx' → 'ui'; the files beside the folders have no area. */
export const areaOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1]

/** The circles among files: the groups of which each reaches each other (Tarjan's algorithm). */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (node: string): void => {
    index.set(node, index.size)
    low.set(node, index.get(node)!)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!))
    }
    if (low.get(node) !== index.get(node)) return
    const group = stack.splice(stack.indexOf(node))
    if (group.length > 1 || graph.get(node)?.includes(node)) found.push(group.sort())
  }
  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return found
}
