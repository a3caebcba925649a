import {
  type Account,
  allAccounts,
  type Invitation,
  invitationLink,
  invitationsOf,
} from '#modules/identity/index.ts'
import {
  type HeldRole,
  heldBy,
  managesPerson,
  type Organisation,
  organisation,
  type StaffMember,
  signInOf,
  type Unit,
  workVersion,
} from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { paths } from '../../../paths.ts'
import { type PersonState, stateOf } from './found.ts'

/** What the pages of a person show, cut to what the actor may know. */
export interface PersonFile {
  account: Account
  org: Organisation
  /** Everything, or only a name and what happens at the actor's own units? */
  managed: boolean
  roles: readonly HeldRole[]
  state: PersonState
  member: StaffMember | undefined
  workVersion: number
  invitation: Invitation | undefined
  /** A link that is still good; only while the town sends no mail, to be handed over by hand. */
  link: string | null
  access: Awaited<ReturnType<typeof signInOf>> | null
  manages: (unit: Unit) => boolean
}

/** Throws Forbidden (manages nothing), NotFound. */
export async function personFile(ctx: Ctx, id: string): Promise<PersonFile> {
  const manages = (unit: Pick<Unit, 'id'>) => may(ctx.actor, 'organisation.manage', unit.id)
  if (!may(ctx.actor, 'organisation.manage')) throw new Forbidden()
  const account = isUuid(id) ? (await allAccounts(ctx)).find((a) => a.id === id) : undefined
  if (!account) throw new NotFound()
  const [org, held, managed] = await Promise.all([organisation(ctx), heldBy(ctx, id), managesPerson(ctx, id)])
  const invitation = (await invitationsOf(ctx, [id])).get(id)
  return {
    account,
    org,
    managed,
    roles: managed ? held : held.filter((h) => manages({ id: h.unit })),
    state: stateOf(
      account.disabledAt,
      held.filter((h) => h.state !== 'past'),
      invitation,
      ctx.now,
    ),
    member: org.staff.get(id),
    workVersion: managed ? await workVersion(ctx, id) : 0,
    invitation: managed ? invitation : undefined,
    link: managed && !ctx.platform.config.smtpUrl ? await linkByHand(ctx, id) : null,
    access: managed ? await signInOf(ctx, id) : null,
    manages,
  }
}

async function linkByHand(ctx: Ctx, id: Uuid): Promise<string | null> {
  const token = await invitationLink(ctx, id)
  return token && ctx.tenant.publicUrl + paths.invitation(token)
}
