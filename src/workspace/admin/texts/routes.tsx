import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { changeText, findTexts, placesIn, textByKey } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { TextPage } from './text-page.tsx'
import { TextsPage } from './texts-page.tsx'

const langOf = (value: unknown): Lang => (value === 'en' ? 'en' : 'de')
const doneWords = ['geaendert', 'zurueck'] as const
const LONGEST = 10_000

function assertManages(ctx: Ctx): void {
  if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
}

/** The town's own words for anything that the program says. */
export const textRoutes = new Hono<Env>()
  .get(paths.texts, (c) =>
    c.get('tx')(async (ctx) => {
      assertManages(ctx)
      const lang = langOf(c.req.query('sprache'))
      const text = (c.req.query('suche') ?? '').slice(0, 200)
      const found = await findTexts(ctx, lang, { text, ownOnly: !text.trim() })
      const done = doneWords.find((word) => word === c.req.query('getan')) ?? null
      return page(
        c,
        <TextsPage
          view={await viewOf(c, ctx, 'workspace')}
          lang={lang}
          text={text}
          found={found}
          done={done}
        />,
      )
    }),
  )
  .get(paths.text, (c) =>
    c.get('tx')(async (ctx) => {
      assertManages(ctx)
      const lang = langOf(c.req.query('sprache'))
      const text = await textByKey(ctx, lang, c.req.query('schluessel') ?? '')
      if (!text) throw new NotFound()
      return page(c, <TextPage view={await viewOf(c, ctx, 'workspace')} lang={lang} text={text} />)
    }),
  )
  .post(paths.text, async (c) => {
    const body = await c.req.parseBody()
    const word = (name: string): string => (typeof body[name] === 'string' ? body[name] : '')
    const lang = langOf(body.sprache)
    return c.get('tx')(async (ctx) => {
      assertManages(ctx)
      const text = await textByKey(ctx, lang, word('schluessel'))
      if (!text) throw new NotFound()
      const back = body.zurueck === 'ja'
      const value = word('text').replaceAll('\r\n', '\n').trim()
      // What the program fills in must be places that it knows; a misspelt one would be empty for everybody.
      const strange = placesIn(value).filter((place) => !placesIn(text.ours).includes(place))
      const fault = back
        ? undefined
        : !value || value.length > LONGEST
          ? ctx.t('texts.fault.length', { most: LONGEST })
          : strange.length > 0
            ? ctx.t('texts.fault.places', { places: strange.map((p) => `{{${p}}}`).join(' ') })
            : undefined
      if (fault)
        return page(
          c,
          <TextPage
            view={await viewOf(c, ctx, 'workspace')}
            lang={lang}
            text={text}
            value={value.slice(0, LONGEST)}
            fault={fault}
          />,
          422,
        )
      await changeText(ctx, lang, text.key, back || value === text.ours ? null : value)
      return c.redirect(urlWith(paths.texts, { sprache: lang, getan: back ? 'zurueck' : 'geaendert' }), 303)
    })
  })
