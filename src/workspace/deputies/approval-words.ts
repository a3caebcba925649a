import { CLOSE_STEP, visibleCase } from '#modules/cases/index.ts'
import {
  type Approval,
  openApprovals,
  organisation,
  roleName,
  unitName,
} from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { formatter } from '#platform/format.ts'
import { paths } from '../../paths.ts'
import { privacyFacts } from './privacy-words.ts'

/** What was asked for, in words: a title, and what one must know to decide. */
export interface Asked {
  approval: Approval
  title: string
  asker: string
  facts: readonly { term: string; value: string; href?: string }[]
}

/** Steps of data protection. */
const named = ['hold.lift', 'party.erase'] as const

/** Null when the thing itself is not for the actor to know of (a restricted case). */
export async function wordsOf(ctx: Ctx, approval: Approval): Promise<Asked | null> {
  const { staff } = await organisation(ctx)
  const asker = staff.get(approval.askedBy)?.name ?? ''
  const other = staff.get(approval.askedFor ?? '')?.name
  const base = { approval, asker: other ? ctx.t('history.deputy', { name: asker, other }) : asker }
  if (approval.step === CLOSE_STEP) return closing(ctx, base)
  if (approval.step === 'role.grant') return role(ctx, base)
  const known = named.find((step) => step === approval.step)
  return {
    ...base,
    title: ctx.t(known ? `approvals.step.${known}` : 'approvals.step.other'),
    facts: await privacyFacts(ctx, approval.step, approval.subject),
  }
}

/** What the actor may decide, as far as the things themselves are theirs to know of. */
export async function decidable(ctx: Ctx): Promise<Asked[]> {
  const { toDecide } = await openApprovals(ctx)
  return (await Promise.all(toDecide.map((a) => wordsOf(ctx, a)))).filter((a) => a !== null)
}

type Base = Pick<Asked, 'approval' | 'asker'>

async function closing(ctx: Ctx, base: Base): Promise<Asked | null> {
  const c = await visibleCase(ctx, base.approval.subject).catch((error) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!c) return null
  const { outcome, note, authority } = base.approval.payload
  const whose = (await authorities(ctx)).find((a) => a.id === authority)
  return {
    ...base,
    title: ctx.t('approvals.step.case.close', { number: c.number }),
    facts: [
      {
        term: ctx.t('approvals.case'),
        value: `${c.number} ${c.title[ctx.lang]}`,
        href: paths.case(c.number),
      },
      { term: ctx.t('workspace.form.outcome'), value: ctx.t(`workspace.outcome.${outcome}.label`) },
      ...(whose
        ? [
            {
              term: ctx.t('workspace.form.authority'),
              value: ctx.lang === 'en' ? whose.nameEn : whose.name,
            },
          ]
        : []),
      ...(note ? [{ term: ctx.t('workspace.form.closingWords'), value: String(note) }] : []),
    ],
  }
}

async function role(ctx: Ctx, base: Base): Promise<Asked> {
  const org = await organisation(ctx)
  const { role: code, unit: id, until } = base.approval.payload as Record<string, string>
  const [held, unit] = [org.roles.get(code ?? ''), org.units.get(id ?? '')]
  const name = org.staff.get(base.approval.subject)?.name ?? ''
  return {
    ...base,
    title: ctx.t('approvals.step.role.grant', { name }),
    facts: [
      { term: ctx.t('approvals.person'), value: name },
      { term: ctx.t('approvals.role'), value: held ? roleName(held, ctx.lang) : (code ?? '') },
      { term: ctx.t('approvals.unit'), value: unit ? unitName(unit, ctx.lang) : '' },
      ...(until
        ? [
            {
              term: ctx.t('approvals.until'),
              value: formatter(ctx.lang, ctx.tenant.timeZone).formatDateTime(new Date(until)),
            },
          ]
        : []),
    ],
  }
}
