import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fontFaces, kernFolder } from './fonts.ts'
import { dropUnusedVariables, kernNames, unusedClasses } from './purge.ts'

/** In this order; workspace.css is loaded after portal.css and only adds to it. */
const sheets: Record<string, readonly string[]> = {
  'portal.css': [
    'tokens',
    'base',
    'layout',
    'hero',
    'forms',
    'parts',
    'numbers',
    'lists',
    'report',
    'reports',
    'map',
    'tracking',
    'redaction',
    'start',
    'api',
    'access',
    'print',
  ],
  'terminal.css': ['terminal'],
  // Lists and ways of those who are known: the account, and the page of one's subscriptions.
  'account.css': ['account'],
  'workspace.css': [
    'workspace',
    'work-list',
    'case',
    'organisation',
    'doubles',
    'admin',
    'deputies',
    'factors',
  ],
  // The pages on the street, beside portal.css.
  'field.css': ['field'],
}

/** Browsers from 2024 on: KERN itself needs :has() and oklch(). */
const targets = { chrome: 120 << 16, firefox: 121 << 16, safari: (16 << 16) | (4 << 8) }

/** name → minified CSS: fonts, what is used of KERN, our own. `sources` are the files that may name classes. */
export async function buildStyles(
  root: string,
  sources: readonly string[],
  url: (name: string) => string,
): Promise<Record<string, Buffer>> {
  const { transform } = await import('lightningcss')
  const own = (names: readonly string[]): string =>
    names.map((name) => readFileSync(join(root, 'src/ui/css', `${name}.css`), 'utf8')).join('\n')
  const kern = readFileSync(join(kernFolder(), 'dist/kern.css'), 'utf8').replace(/^@charset[^;]*;/, '')
  const used = kernNames(
    [...sources.map((file) => readFileSync(file, 'utf8')), own(Object.values(sheets).flat())].join('\n'),
  )
  const minify = (css: string, unusedSymbols: string[] = []): string =>
    transform({
      filename: 'all.css',
      code: Buffer.from(css),
      minify: true,
      targets,
      unusedSymbols,
    }).code.toString()

  const built: Record<string, Buffer> = {}
  for (const [name, files] of Object.entries(sheets)) {
    const first =
      name === 'portal.css' ? `${fontFaces(url)}\n${minify(kern, unusedClasses(kern, used))}\n` : ''
    built[name] = Buffer.from(dropUnusedVariables(minify(first + own(files)), used))
  }
  return built
}
