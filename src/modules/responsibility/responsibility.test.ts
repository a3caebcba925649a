import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages, translator } from '#platform/i18n.ts'
import { onStateRoad, outside, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { decide } from './deciding.ts'
import { explain } from './explaining.ts'
import { importAuthorities } from './import-authorities.ts'
import { importRules } from './import-rules.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const ask = (place: { lat: number; lon: number }, category = 'schlagloch') =>
  town.tx('system', async (ctx) => {
    const decision = await decide(ctx, { category, categoryUnit: town.ids.roads, place })
    return { ...decision, sentence: await explain(ctx, decision.why) }
  })

describe('who is responsible', () => {
  it('is the category’s unit where nothing else is said', async () => {
    expect(await ask(somewhere)).toMatchObject({
      unitId: town.ids.roads,
      authority: null,
      area: { code: 'nord' },
      owner: 'town',
      why: { code: 'default' },
      sentence: 'Zuständig: Tiefbauamt. Diese Stelle bearbeitet alle Meldungen dieser Art.',
    })
  })
  it('is the state on its road, and the neighbour outside', async () => {
    const state = await ask(onStateRoad)
    expect(state).toMatchObject({
      unitId: null,
      authority: { code: 'land' },
      owner: 'state',
      why: { code: 'owner' },
    })
    expect(state.sentence).toContain('Landesstraße 3008')
    const neighbour = await ask(outside)
    expect(neighbour).toMatchObject({
      unitId: null,
      authority: { code: 'nachbarn' },
      owner: 'outside',
      area: null,
    })
    expect(neighbour.sentence).toBe(
      'Zuständig: Nachbargemeinde. Die Stelle liegt nördlich der Stadtgrenze von Teststadt.',
    )
  })
  it('changes with imported rules, at once, and with the season', async () => {
    const csv = [
      'kategorie;gebiet;eigentuemer;von;bis;amt;behoerde;hinweis',
      'schlagloch;nord;;;;parks;;Im Norden pflegen die Gärtner auch die Wege.',
      'winter;;;1.11.;31.3.;road-team;;',
      'winter;;;;;parks;;',
    ].join('\n')
    const go = (text: string) => town.tx('system', (ctx) => importRules(ctx, text))
    expect(await go(csv)).toEqual({ added: 3, changed: 0, unchanged: 0, errors: [] })
    expect(await go(csv)).toEqual({ added: 0, changed: 0, unchanged: 3, errors: [] })
    expect(await ask(somewhere)).toMatchObject({
      unitId: town.ids.parks,
      why: { code: 'area' },
      sentence: 'Zuständig: Grünflächenamt. Im Norden pflegen die Gärtner auch die Wege.',
    })
    expect(await ask(somewhere, 'winter')).toMatchObject({
      unitId: town.ids.roadTeam,
      sentence: 'Zuständig: Straßenunterhalt. Das gilt jedes Jahr vom 1. November bis zum 31. März.',
    })
    town.clock.set('2026-04-01T00:00:00Z')
    expect(await ask(somewhere, 'winter')).toMatchObject({
      unitId: town.ids.parks,
      why: { code: 'category' },
    })
    expect(await go(csv.replace('winter;;;;;parks', 'winter;;;;;roads'))).toMatchObject({
      changed: 1,
      unchanged: 2,
    })
  })
  it('is never nobody, even where every rule is gone', async () => {
    const { tenant } = town.other
    await town.tx(
      'system',
      async (ctx) => {
        await ctx.db.deleteFrom('responsibility.rule').where('tenant_id', '=', tenant.id).execute()
        const at = (place: { lat: number; lon: number }) =>
          decide(ctx, { category: 'x', categoryUnit: town.other.ids.parks, place })
        expect(await at(outside)).toMatchObject({
          unitId: town.other.ids.parks,
          why: { code: 'outside_unknown' },
        })
        expect(await at(onStateRoad)).toMatchObject({ authority: { code: 'land' }, why: { code: 'owner' } })
      },
      tenant,
    )
  })
})

describe('imports', () => {
  it('of rules name what is wrong, line by line, and write nothing', async () => {
    const csv =
      'kategorie;gebiet;eigentuemer;von;bis;amt;behoerde\nx;mond;;;;parks;\nx;;;1.11.;;parks;land\nx;;a b;;;niemand;\n'
    const { errors, added } = await town.tx('system', (ctx) => importRules(ctx, csv))
    expect(added).toBe(0)
    expect(errors.map((e) => `${e.line} ${e.column}`)).toEqual([
      '2 gebiet',
      '3 amt',
      '3 bis',
      '4 amt',
      '4 eigentuemer',
    ])
  })
  it('of authorities', async () => {
    const csv = 'code;name;hinweis;email\nbahn;Die Bahn;Bitte nicht betreten.;post@bahn.example\n'
    const go = (text: string, dryRun = false) =>
      town.tx('system', (ctx) => importAuthorities(ctx, text, { dryRun }))
    expect(await go(csv, true)).toMatchObject({ added: 1 })
    expect(await go(csv)).toMatchObject({ added: 1 })
    expect(await go(csv)).toMatchObject({ unchanged: 1 })
    expect((await go(csv.replace('post@', 'post'))).errors).toMatchObject([{ line: 2, column: 'email' }])
  })
})

it('has a sentence for every reason in every language', () => {
  for (const lang of languages) {
    for (const code of [
      'default',
      'category',
      'owner',
      'owner_state',
      'owner_rail',
      'area',
      'season',
      'hours',
      'outside',
      'outside_unknown',
    ])
      expect(
        translator(lang)(`responsibility.why.${code}`, {
          who: 'W',
          area: 'A',
          street: 'S',
          wind: 'N',
          town: 'T',
          from: 'F',
          until: 'U',
        }),
      ).not.toContain('{{')
  }
})
