import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { isEmail } from '#modules/forms/index.ts'
import { districts, searchAddresses } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import {
  type AuthorityInput,
  addRule,
  authorities,
  changeAuthority,
  decide,
  explainer,
  managedRules,
  type RuleFault,
  readRule,
  removeRule,
} from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { AuthorityPage } from './authority-page.tsx'
import { emptyRule, type Names, type RuleForm } from './rule-form.ts'
import { RulesPage } from './rules-page.tsx'

const doneWords = ['neu', 'entfernt', 'behoerde'] as const

/** Rules of responsibility and the other authorities. */
export const ruleRoutes = new Hono<Env>()
  .get(paths.rules, (c) => c.get('tx')((ctx) => show(c, ctx, emptyRule)))
  .post(paths.rules, async (c) => {
    const text = textOf(await c.req.parseBody())
    const form: RuleForm = {
      category: text('kategorie'),
      area: text('gebiet'),
      owner: text('eigentum'),
      from: text('von'),
      until: text('bis'),
      target: text('ziel'),
      note: text('hinweis'),
    }
    return c.get('tx')(async (ctx) => {
      await managedRules(ctx)
      const [kind, id = ''] = form.target.split(':')
      const target = isUuid(id) ? id : null
      const { rule, faults } = await readRule(ctx, {
        category: form.category || null,
        areaId: isUuid(form.area) ? form.area : null,
        owner: form.owner,
        from: form.from,
        until: form.until,
        unitId: kind === 'amt' ? target : null,
        authorityId: kind === 'behoerde' ? target : null,
        note: form.note || null,
      })
      if (form.category && !(await catalogue(ctx)).byCode.has(form.category)) faults.push('twice')
      if (faults.length > 0) return show(c, ctx, form, faults)
      await addRule(ctx, rule)
      return c.redirect(urlWith(paths.rules, { getan: 'neu' }), 303)
    })
  })
  .post(paths.ruleRemove(':id'), async (c) => {
    await c.get('tx')((ctx) => removeRule(ctx, c.req.param('id')!))
    return c.redirect(urlWith(paths.rules, { getan: 'entfernt' }), 303)
  })
  .get(paths.authority(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      await managedRules(ctx)
      const found = (await authorities(ctx)).find((a) => a.id === c.req.param('id'))
      if (!found) throw new NotFound()
      return page(c, <AuthorityPage view={await viewOf(c, ctx, 'workspace')} id={found.id} input={found} />)
    }),
  )
  .post(paths.authority(':id'), async (c) => {
    const text = textOf(await c.req.parseBody())
    const input: AuthorityInput = {
      name: text('name'),
      nameEn: text('name_en'),
      email: text('email') || null,
      phone: text('telefon') || null,
      url: text('adresse') || null,
      word: text('wort'),
      wordEn: text('wort_en'),
    }
    const faults = (
      [
        ['name', !input.name],
        ['word', !input.word],
        ['email', input.email !== null && !isEmail(input.email)],
        ['url', input.url !== null && !/^https?:\/\/\S+$/.test(input.url)],
      ] as const
    ).flatMap(([key, wrong]) => (wrong ? [key] : []))
    return c.get('tx')(async (ctx) => {
      await managedRules(ctx)
      const found = (await authorities(ctx)).find((a) => a.id === c.req.param('id'))
      if (!found) throw new NotFound()
      if (faults.length > 0) {
        const view = await viewOf(c, ctx, 'workspace')
        return page(c, <AuthorityPage view={view} id={found.id} input={input} faults={faults} />, 422)
      }
      await changeAuthority(ctx, found.id, input)
      return c.redirect(urlWith(paths.rules, { getan: 'behoerde' }), 303)
    })
  })

const textOf =
  (body: Record<string, unknown>) =>
  (name: string): string => {
    const value = body[name]
    return typeof value === 'string' ? value.slice(0, 2000).trim() : ''
  }

async function show(c: Req, ctx: Ctx, form: RuleForm, faults?: readonly RuleFault[]): Promise<Response> {
  const rules = await managedRules(ctx)
  const [names, view] = [await namesOf(ctx), await viewOf(c, ctx, 'workspace')]
  const trial = {
    category: c.req.query('kategorie') ?? '',
    address: (c.req.query('adresse') ?? '').slice(0, 200),
  }
  const answer = trial.address ? await tryOut(ctx, trial) : undefined
  const done = doneWords.find((word) => word === c.req.query('getan')) ?? null
  return page(
    c,
    <RulesPage
      view={view}
      rules={rules}
      names={names}
      form={form}
      trial={{ ...trial, ...(answer && { answer }) }}
      done={done}
      {...(faults && { faults })}
    />,
    faults ? 422 : 200,
  )
}

async function namesOf(ctx: Ctx): Promise<Names> {
  const [{ all }, areas, { units }, others] = await Promise.all([
    catalogue(ctx),
    districts(ctx),
    organisation(ctx),
    authorities(ctx),
  ])
  return {
    categories: all.map((one) => ({ value: one.code, label: one.name[ctx.lang] })),
    areas: areas.map((area) => ({ value: area.id, label: area.name })),
    units: [...units.values()]
      .filter((u) => !u.dissolvedAt)
      .map((u) => ({ value: u.id, label: unitName(u, ctx.lang) })),
    authorities: others,
  }
}

/** What would be decided for a report of this category at this address, and why. */
async function tryOut(ctx: Ctx, trial: { category: string; address: string }) {
  const [{ byCode }, [address]] = await Promise.all([catalogue(ctx), searchAddresses(ctx, trial.address, 1)])
  const category = byCode.get(trial.category)
  if (!category || !address) return 'nowhere' as const
  const decision = await decide(ctx, {
    category: category.code,
    categoryUnit: category.unitId,
    place: { lat: address.lat, lon: address.lon },
  })
  const [{ units }, say] = [await organisation(ctx), await explainer(ctx)]
  const unit = decision.unitId ? units.get(decision.unitId) : undefined
  return {
    who: decision.authority
      ? ctx.lang === 'en'
        ? decision.authority.nameEn
        : decision.authority.name
      : unit
        ? unitName(unit, ctx.lang)
        : '',
    why: say(decision.why),
    where: ctx.t('rules.where', {
      address: `${address.street} ${address.houseNumber}`,
      category: category.name[ctx.lang],
    }),
  }
}
