import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keysOf, languages, textsOf } from '#platform/i18n.ts'
import { isTest, root, type SourceFile, sources } from './source.ts'

const program = sources('src').filter((file) => !isTest(file))

/** 'src/x.ts:12: what stands there' for every place where a pattern is found. */
const places = (files: readonly SourceFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, code }) =>
    [...code.matchAll(pattern)].map((m) => `${path}:${code.slice(0, m.index).split('\n').length}: ${m[0]}`),
  )

describe('the code', () => {
  test('tells tenants apart by data', () => {
    expect(places(program, /tenant\.(slug|name)\s*[=!]==?|['"](musterstadt|nachbarstadt)['"]/gi)).toEqual([])
  })

  test('has the time from the clock', () => {
    const free = [
      'src/platform/clock.ts',
      'src/platform/ids.ts', // when an id is made, not when something happens
      'src/platform/mail/carrier.ts', // a process of its own
      'src/platform/db/doctor.ts', // these two look after the database itself
      'src/platform/db/migrate.ts',
    ]
    const browser = /^src\/(islands|service-workers)\//
    const files = program.filter((file) => !free.includes(file.path) && !browser.test(file.path))
    // `Temporal.Now` and the like ask the system as well; a database's own clock would be a third one.
    expect(
      places(files, /new Date\(\)|Date\.now\(\)|Temporal\.Now\.|\bnow\(\)::|current_timestamp/g),
    ).toEqual([])
  })

  test('spells no address in a page', () => {
    const pages = program.filter((file) => file.path.endsWith('.tsx'))
    const literal = /\b(?:href|action|formaction|src)=(?:"\/[^"]*"|\{`\/[^`]*`\}|\{'\/[^']*'\})/g
    // The town's stylesheet belongs to the document itself.
    expect(places(pages, literal).filter((place) => !place.includes('"/farben.css"'))).toEqual([])
  })

  test('styles nothing in place, since the policy of all pages forbids it', () => {
    const pages = program.filter((file) => file.path.endsWith('.tsx'))
    expect(places(pages, /\sstyle=/g)).toEqual([])
    expect(places(pages, /<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+="/g)).toEqual([])
  })

  test('keeps a file to one thing', () => {
    const tables = ['src/portal/kit/kit-fields.tsx'] // every field in every state, for people to look at
    const long = program.filter((file) => file.text.split('\n').length > 251 && !tables.includes(file.path))
    expect(long.map((file) => file.path)).toEqual([])
  })

  test('leaves nothing half done', () => {
    const all = sources('src', 'db', 'bench', 'test').filter(
      (file) => file.path !== 'test/conventions.test.ts',
    )
    const marks = all.filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(file.text))
    expect(marks.map((file) => file.path)).toEqual([])
    expect(places(all, /\b(?:test|it|describe)\.(?:only|todo|skip)\(/g)).toEqual([])
  })

  test('says no more about a module than fits on twenty lines', () => {
    const folders = new Set(program.flatMap((file) => /^src\/modules\/[^/]+/.exec(file.path)?.[0] ?? []))
    const readme = (folder: string): string => join(root, folder, 'README.md')
    expect([...folders].filter((f) => !existsSync(readme(f)))).toEqual([])
    expect(
      [...folders].filter((f) => readFileSync(readme(f), 'utf8').trimEnd().split('\n').length > 20),
    ).toEqual([])
  })

  test('has one record of a decision for each number, and names those that there are', () => {
    const records = readdirSync(join(root, 'docs/adr')).map((name) => name.slice(0, 4))
    expect(records.filter((number, i) => records.indexOf(number) !== i)).toEqual([])
    const texts = ['src', 'db/migrations', 'docs'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(tsx?|sql|md)$/.test(name))
        .map((name) => ({ name, text: readFileSync(join(root, folder, name), 'utf8') })),
    )
    const named = texts.flatMap(({ name, text }) =>
      [...text.matchAll(/docs\/adr\/(\d{4})/g)].map(([, number]) => ({ name, number: number! })),
    )
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter(({ number }) => !records.includes(number))).toEqual([])
  })

  test('names in a module’s README all that the module tells others', () => {
    const emitted = program.flatMap(({ path, code }) => {
      const module = /^src\/modules\/[^/]+/.exec(path)?.[0]
      const calls = code.matchAll(/(?:\bemit\(|\brecordChange\([^{]*\{\s*type:)\s*([^,\n]*)/g)
      const names = [...calls].flatMap((call) => [...call[1]!.matchAll(/'([a-z_]+)\.([a-z_]+)'/g)])
      return module ? names.map(([, stream, what]) => ({ module, stream: stream!, what: what! })) : []
    })
    expect(emitted.length).toBeGreaterThan(100)
    const told = new Map<string, string>()
    for (const { module } of emitted)
      if (!told.has(module))
        told.set(
          module,
          ['', '/oidc', '/provisioning']
            .map((part) => join(root, `${module}${part}/README.md`))
            .filter(existsSync)
            .map((file) => readFileSync(file, 'utf8'))
            .join(''),
        )
    const untold = emitted.filter(
      ({ module, stream, what }) => !new RegExp(`\\b(?:${what}\\b|${stream}\\.\\*)`).test(told.get(module)!),
    )
    expect(untold.map(({ module, stream, what }) => `${module}: ${stream}.${what}`)).toEqual([])
  })
})

describe('texts', () => {
  const plural = /_(zero|one|two|few|many|other)$/
  const keys = new Set(keysOf(textsOf('de')))
  const known = new Set([...keys].flatMap((key) => [key, key.replace(plural, '')]))

  test('every key that the code spells exists', () => {
    const used = program.flatMap(({ path, code }) =>
      [...code.matchAll(/\bt\('([\w.]+)'/g)].map((m) => ({ path, key: m[1]! })),
    )
    expect(used.length).toBeGreaterThan(100)
    expect(used.filter(({ key }) => !known.has(key)).map(({ path, key }) => `${path}: ${key}`)).toEqual([])
  })

  test('every key that the code puts together begins like one that exists', () => {
    const starts = program.flatMap(({ path, code }) =>
      [...code.matchAll(/\bt\(`([\w.]+)\$\{/g)].map((m) => ({ path, start: m[1]! })),
    )
    const lost = starts.filter(({ start }) => ![...keys].some((key) => key.startsWith(start)))
    expect(lost.map(({ path, start }) => `${path}: ${start}`)).toEqual([])
  })

  test('an error thrown on purpose has its sentence', () => {
    const codes = program.flatMap(({ path, code }) =>
      [...code.matchAll(/new (?:NotFound|Forbidden|Conflict|Invalid)\('([\w.]+)'/g)].map((m) => ({
        path,
        code: m[1]!,
      })),
    )
    expect(
      codes.filter(({ code }) => !known.has(`error.${code}`)).map(({ path, code }) => `${path}: ${code}`),
    ).toEqual([])
  })

  test('fill the same places in every language', () => {
    const flat = (tree: object, prefix = ''): [string, string][] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'string' ? [[prefix + key, value]] : flat(value as object, `${prefix}${key}.`),
      )
    const holes = (text: string): string =>
      [...new Set(text.match(/\{\{\s*\w+/g))]
        .map((h) => h.replace(/\W/g, ''))
        .sort()
        .join()
    const [de, en] = languages.map((lang) => new Map(flat(textsOf(lang))))
    // German and English say some things with a word the other language does not need; counts are in plural forms.
    const odd = [...de!].filter(
      ([key, text]) => !plural.test(key) && en!.has(key) && holes(text) !== holes(en!.get(key)!),
    )
    expect(odd.map(([key]) => key)).toEqual([])
  })
})
