import { allAccounts, changeAccount, createAccount } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv } from '#platform/import.ts'
import { keepingAnAdministrator } from './administrators.ts'
import { complainAbout } from './complaint.ts'
import { rolesNeedSecond } from './four-eyes-asking.ts'
import { assertManagesAll } from './managing.ts'
import { organisation } from './organisation.ts'
import { USUAL_LEVEL } from './skills.ts'
import { grantsIn, type Person, readPeople, staffColumns } from './staff-lines.ts'
import { writeStaff } from './staff-rows.ts'
import type { StaffMember } from './structure.ts'

/**
 * Reads staff from CSV (staff-lines.ts says how a line looks), told apart by e-mail address. For the people in it
 * the file is the truth: roles it does not name end now, and who loses or gains one signs in again. Others stay as
 * they are. New accounts get `passwordHash`, made once for all by `hashPassword` before the transaction; without
 * it they cannot sign in until somebody sets a password. All or nothing; nothing changes when it is read twice.
 * Throws Forbidden, Conflict (nobody would be left who manages the town).
 */
export async function importStaff(
  ctx: Ctx,
  csv: string,
  { dryRun = false, passwordHash = null }: ImportOptions & { passwordHash?: string | null } = {},
): Promise<ImportResult> {
  await assertManagesAll(ctx)
  const [org, accounts] = await Promise.all([organisation(ctx), allAccounts(ctx)])
  const complaints = new Complaints(ctx.t)
  const disabled = new Set(accounts.filter((a) => a.disabledAt).map((a) => a.email))
  const lines = readCsv(csv, staffColumns, complaints)
  const people = readPeople(ctx, org, disabled, lines, complaints)
  if (complaints.any) return { added: 0, changed: 0, unchanged: 0, errors: complaints.list }

  const staff = new Map([...org.staff.values()].map((member) => [member.email, member]))
  for (const person of people) person.skills = levelled(person, staff.get(person.email))

  const byEmail = new Map(accounts.map((a) => [a.email, a]))
  const known = people.flatMap((person) => {
    const account = byEmail.get(person.email)
    return account ? [{ person, account, now: org.staff.get(account.id) }] : []
  })
  const held = (id: Uuid) => new Set((org.grants.get(id) ?? []).map((g) => `${g.unit} ${g.role}`))
  for (const [i, person] of people.entries()) {
    const fresh = grantsIn(person).difference(held(byEmail.get(person.email)?.id ?? ''))
    const roles = new Set([...fresh].map((grant) => grant.split(' ')[1]!))
    for (const code of roles)
      if (await rolesNeedSecond(ctx, org.roles.get(code)?.permissions ?? []))
        complainAbout(ctx, complaints)(lines[i]!.line, 'zweite', { value: person.email }, 'rolle')
  }
  if (complaints.any) return { added: 0, changed: 0, unchanged: 0, errors: complaints.list }
  const added = people.filter((p) => !byEmail.has(p.email))
  const changed = known
    .map((k) => ({
      ...k,
      renamed: k.account.name !== k.person.name || k.account.lang !== k.person.lang,
      regranted: held(k.account.id).symmetricDifference(grantsIn(k.person)).size > 0,
    }))
    .filter((k) => k.renamed || k.regranted || !k.now || worksDifferently(k.person, k.now))
  const result = {
    added: added.length,
    changed: changed.length,
    unchanged: known.length - changed.length,
    errors: [],
  }
  if (dryRun || added.length + changed.length === 0) return result

  await changeReference(ctx)
  const fresh = await Promise.all(
    added.map(async (person) => ({
      person,
      account: await createAccount(ctx, { ...person, passwordHash }),
      held: new Set<string>(),
    })),
  )
  for (const { account, person } of changed.filter((k) => k.renamed))
    await changeAccount(ctx, account.id, person)
  await keepingAnAdministrator(ctx, () =>
    writeStaff(ctx, [
      ...fresh,
      ...changed.map(({ person, account }) => ({ person, account: account.id, held: held(account.id) })),
    ]),
  )
  return result
}

const worksDifferently = (person: Person, now: StaffMember): boolean =>
  JSON.stringify([person.skills, person.duty, person.base, person.capacity]) !==
  JSON.stringify([skillsNow(now), now.duty, now.base, now.capacity])

const skillsNow = (now: StaffMember) => now.skills.map((skill) => ({ skill, level: now.levels[skill] }))

/** A file that names no levels leaves those that somebody has set. */
function levelled(person: Person, now: StaffMember | undefined): Person['skills'] {
  return person.skills.map(({ skill, level }) => ({
    skill,
    level: level ?? now?.levels[skill] ?? USUAL_LEVEL,
  }))
}
