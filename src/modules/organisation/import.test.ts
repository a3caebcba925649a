import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword, signIn } from '#modules/identity/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Forbidden } from '#platform/errors.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { importStaff, importUnits, organisation, rolesOf, sessionActor } from './index.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const units = `code;uebergeordnet;art;name;name_en;email;telefon
lamps-team;lamps;Team;Lampentrupp;Lamp crew;;
lamps;;Amt;Beleuchtungsamt;Lighting department;licht@teststadt.example;06181 1
`
const staff = `name;email;rolle;einheit;qualifikationen;dienst;lat;lon;kapazitaet;sprache
Zoë Übel;zoe@teststadt.example;Außendienst;lamps-team;strom, höhe;Mo-Fr 07:00-15:30, Sa 08:00-12:00;50,127;8.93;6;en
"Kemal Çelik";Kemal@Teststadt.example;clerk,head;lamps,roads;;;;;;
Root;root@teststadt.example;administrator;*;;;;;;
`
const none = { added: 0, changed: 0, unchanged: 0 }
const readUnits = (csv: string, options = {}) => town.tx('system', (ctx) => importUnits(ctx, csv, options))
const readStaff = (csv: string, options = {}) => town.tx('system', (ctx) => importStaff(ctx, csv, options))

describe('units', () => {
  it('change nothing in a dry run, are added with their parents, and stay the same when read again', async () => {
    expect(await readUnits(units, { dryRun: true })).toEqual({ ...none, added: 2, errors: [] })
    expect((await town.tx('system', organisation)).byCode.has('lamps')).toBe(false)
    expect(await readUnits(units)).toEqual({ ...none, added: 2, errors: [] })
    const org = await town.tx('system', organisation)
    expect(org.units.get(org.byCode.get('lamps-team')!.parentId!)?.name).toBe('Beleuchtungsamt')
    expect(await readUnits(units)).toEqual({ ...none, unchanged: 2, errors: [] })
    expect(await readUnits(units.replace('06181 1', '06181 2'))).toEqual({
      ...none,
      changed: 1,
      unchanged: 1,
      errors: [],
    })
  })

  it('with an error change nothing, and each error says where it is', async () => {
    const csv = `code;uebergeordnet;art;name;email
neu;;Amt;Neu;
a;b;Amt;A;
b;a;Amt;B;
roads;nirgends;Gruppe;C;keine
neu;;Amt;Zweimal;`
    const { errors, ...rest } = await readUnits(csv)
    expect(rest).toEqual(none)
    expect(errors.map((e) => [e.line, e.column])).toEqual(
      expect.arrayContaining([
        [3, 'uebergeordnet'],
        [4, 'uebergeordnet'],
        [5, 'art'],
        [5, 'email'],
        [5, 'uebergeordnet'],
        [6, 'code'],
      ]),
    )
    expect(errors).toHaveLength(6)
    expect((await town.tx('system', organisation)).byCode.has('neu')).toBe(false)
  })
})

describe('staff', () => {
  it('is added with roles, skills, hours and a password, and stays the same when read again', async () => {
    const passwordHash = await hashPassword('vier Bäume am Fluss', { published: true })
    expect(await readStaff(staff, { dryRun: true })).toEqual({ ...none, added: 3, errors: [] })
    expect(await readStaff(staff, { passwordHash })).toEqual({ ...none, added: 3, errors: [] })
    expect(await readStaff(staff, { passwordHash })).toEqual({ ...none, unchanged: 3, errors: [] })
    const org = await town.tx('system', organisation)
    const of = (email: string) => [...org.staff.values()].find((s) => s.email === email)!
    expect(of('zoe@teststadt.example')).toMatchObject({
      name: 'Zoë Übel',
      lang: 'en',
      roles: ['field_worker'],
      skills: ['höhe', 'strom'],
      base: { lat: 50.127, lon: 8.93 },
      capacity: 6,
    })
    expect(of('zoe@teststadt.example').duty).toHaveLength(6)
    expect(org.grants.get(of('kemal@teststadt.example').id)).toHaveLength(4)
    expect([...of('root@teststadt.example').units].sort()).toEqual([...org.roots].sort())
  })

  it('keeps the levels of skills that a file does not name', async () => {
    const levels = async () => {
      const org = await town.tx('system', organisation)
      return [...org.staff.values()].find((s) => s.email === 'zoe@teststadt.example')?.levels
    }
    expect(await levels()).toEqual({ höhe: 2, strom: 2 })
    const named = staff.replace('strom, höhe', 'strom:3, höhe')
    expect(await readStaff(named)).toMatchObject({ changed: 1, unchanged: 2 })
    expect(await readStaff(staff)).toMatchObject({ changed: 0, unchanged: 3 })
    expect(await levels()).toEqual({ höhe: 2, strom: 3 })
    const wrong = staff.replace('strom, höhe', 'strom:meister')
    expect((await readStaff(wrong)).errors).toMatchObject([{ line: 2, column: 'qualifikationen' }])
  })

  it('whose roles change signs in again; who only changes place does not', async () => {
    const enter = async () => {
      const input = { email: 'zoe@teststadt.example', password: 'vier Bäume am Fluss', address: '' }
      const result = await signIn(town.platform, town.tenant, input, rolesOf)
      return result.ok ? result.token : ''
    }
    const acting = (token: string) =>
      inTx(town.platform, { tenant: town.tenant, actor: anonymous }, (ctx) => sessionActor(ctx, token))
    const token = await enter()
    expect(await readStaff(staff.replace('50,127', '50.128'))).toMatchObject({ changed: 1, unchanged: 2 })
    expect(await acting(token)).not.toBeNull()
    expect(await readStaff(staff.replace('Außendienst', 'clerk'))).toMatchObject({ changed: 1, unchanged: 2 })
    expect(await acting(token)).toBeNull()
    expect(await acting(await enter())).toMatchObject({
      grants: [{ role: 'clerk' }],
    })
  })

  it('with an error changes nothing, and each error says where it is', async () => {
    const csv = `name;email;rolle;einheit;qualifikationen;dienst;lat;lon;kapazitaet;sprache
Gut;gut@teststadt.example;clerk;roads;;;;;;
A;keine;König;nirgends;;immer;1;;viele;fr
B;gut@teststadt.example;clerk;roads;;;;;;`
    const { errors, ...rest } = await readStaff(csv)
    expect(rest).toEqual(none)
    expect(errors.map((e) => [e.line, e.column]).sort()).toEqual(
      [
        [3, 'dienst'],
        [3, 'einheit'],
        [3, 'email'],
        [3, 'kapazitaet'],
        [3, 'lat'],
        [3, 'rolle'],
        [3, 'sprache'],
        [4, 'email'],
      ].sort(),
    )
    expect([...(await town.tx('system', organisation)).staff.values()].some((s) => s.name === 'Gut')).toBe(
      false,
    )
  })

  it('is imported by those who manage the whole town', async () => {
    const admin = await town.staff(town.ids.admin) // of one department
    await expect(town.tx(admin, (ctx) => importStaff(ctx, staff))).rejects.toBeInstanceOf(Forbidden)
    await expect(town.tx(admin, (ctx) => importUnits(ctx, units))).rejects.toBeInstanceOf(Forbidden)
  })
})
