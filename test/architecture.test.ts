import { describe, expect, test } from 'vitest'
import { floors } from '../src/modules.ts'
import { areaOf, circles, isTest, moduleOf, type SourceFile, sources } from './source.ts'

const files = sources('src', 'db', 'bench')
const program = files.filter((file) => !isTest(file))
const inModules = program.filter((file) => moduleOf(file.path))

/** One line for each import that breaks a rule, so that a failure names the places. */
const offences = (from: readonly SourceFile[], breaks: (file: SourceFile, to: string) => boolean): string[] =>
  from.flatMap((file) =>
    file.imports.filter(({ to }) => breaks(file, to)).map(({ to }) => `${file.path} → ${to}`),
  )

describe('the floors', () => {
  const floorOf = new Map(floors.flatMap((floor, i) => floor.map((module) => [module.name, i] as const)))

  test('every module folder stands on one', () => {
    const folders = new Set(inModules.map((file) => moduleOf(file.path)!))
    expect([...folders].sort()).toEqual([...floorOf.keys()].sort())
  })

  test('an import only goes down: never up, never sideways', () => {
    const breaks = (file: SourceFile, to: string): boolean => {
      const [above, below] = [moduleOf(file.path)!, moduleOf(to)]
      return below !== undefined && below !== above && floorOf.get(below)! >= floorOf.get(above)!
    }
    expect(offences(inModules, breaks)).toEqual([])
  })

  test('modules know neither HTTP nor pages', () => {
    const allowed = (to: string): boolean =>
      !to.startsWith('src/') || ['modules', 'platform'].includes(areaOf(to)!)
    expect(offences(inModules, (_, to) => !allowed(to) || /^(hono|preact|@hono)\b/.test(to))).toEqual([])
  })

  test('the platform knows nothing above itself', () => {
    const platform = program.filter((file) => areaOf(file.path) === 'platform')
    expect(offences(platform, (_, to) => to.startsWith('src/') && areaOf(to) !== 'platform')).toEqual([])
  })

  test('the kit knows no domain word', () => {
    const kit = program.filter((file) => areaOf(file.path) === 'ui')
    const breaks = (_: SourceFile, to: string): boolean =>
      to.startsWith('src/') && !['ui', 'platform'].includes(areaOf(to)!)
    expect(offences(kit, breaks)).toEqual([])
  })

  test('addresses stand in files that import nothing but each other', () => {
    const files = program.filter((file) => /^src\/paths(\.ts|\/)/.test(file.path))
    expect(files.length).toBeGreaterThan(3)
    expect(offences(files, (_, to) => !to.startsWith('src/paths/'))).toEqual([])
  })

  test('the faces do not know each other, and nothing below knows them', () => {
    const faces = ['portal', 'workspace', 'field', 'api']
    const breaks = (file: SourceFile, to: string): boolean =>
      faces.includes(areaOf(to) ?? '') && areaOf(to) !== areaOf(file.path) && file.path !== 'src/app.ts'
    expect(offences(program, breaks)).toEqual([])
  })

  test('what runs in the browser brings nothing of the server along', () => {
    const islands = program.filter((file) => areaOf(file.path) === 'islands')
    expect(offences(islands, (_, to) => /^src\/(?!islands\/)|^node:|^db\//.test(to))).toEqual([])
    const workers = program.filter((file) => areaOf(file.path) === 'service-workers')
    const own = /^src\/(?!service-workers\/|islands\/lib\/)|^node:|^db\//
    expect(offences(workers, (_, to) => own.test(to))).toEqual([])
  })
})

describe('doors', () => {
  test('others come in by a module’s index.ts', () => {
    const breaks = (file: SourceFile, to: string): boolean =>
      moduleOf(to) !== undefined &&
      moduleOf(to) !== moduleOf(file.path) &&
      !to.endsWith('/index.ts') &&
      !(file.path === 'src/modules.ts' && to.endsWith('/module.ts'))
    expect(offences(program, breaks)).toEqual([])
  })

  test('insiders do not use their own door', () => {
    expect(offences(inModules, (file, to) => to === `src/modules/${moduleOf(file.path)}/index.ts`)).toEqual(
      [],
    )
  })

  test('a door holds names only: no code, no "export *"', () => {
    const doors = inModules.filter((file) => file.path.endsWith('/index.ts'))
    const open = doors.filter(
      ({ code }) => code.replace(/export\s+(type\s+)?\{[^}]*\}\s+from\s+'[^']+'/g, '').trim() !== '',
    )
    expect(open.map((file) => file.path)).toEqual([])
  })

  test('nobody but the starters reads the registry', () => {
    const starters = [
      'src/main.ts',
      'src/web.ts',
      'src/worker.ts',
      'src/cli.ts',
      'src/start.ts',
      'src/app.ts',
      'bench/reading.ts', // starts the app twice, once with the record of readings left out
    ]
    const breaks = (file: SourceFile, to: string): boolean =>
      (to === 'src/modules.ts' || to === 'src/app.ts') && !starters.includes(file.path)
    expect(offences(program, breaks)).toEqual([])
  })

  test('no barrels elsewhere', () => {
    const barrels = program.filter(
      ({ path }) => path.startsWith('src/') && path.endsWith('/index.ts') && !moduleOf(path),
    )
    expect(barrels.map((file) => file.path)).toEqual([])
  })
})

describe('circles', () => {
  const known = new Set(program.map((file) => file.path))
  const graph = (types: boolean) =>
    new Map(
      program.map((file) => [
        file.path,
        file.imports.filter((i) => types || !i.typeOnly).flatMap(({ to }) => (known.has(to) ? [to] : [])),
      ]),
    )

  test('every import of ours leads to a file', () => {
    const ours = /^(src|db|bench|test)\//
    expect(offences(program, (_, to) => ours.test(to) && !known.has(to) && !to.startsWith('test/'))).toEqual(
      [],
    )
  })

  test('there are none in the running program', () => {
    expect(circles(graph(false))).toEqual([])
  })

  // `Ctx` has a platform and the platform's parts take a `Ctx`: types may name each other, within one folder.
  test('types circle within one module, area or the platform only', () => {
    const home = (path: string): string => moduleOf(path) ?? path.split('/').slice(0, 2).join('/')
    expect(circles(graph(true)).filter((circle) => new Set(circle.map(home)).size > 1)).toEqual([])
  })
})
