import type { Req } from '#http/env.ts'
import { townBox } from '#modules/geo/index.ts'
import { textOverrides } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { type Lang, textsOf } from '#platform/i18n.ts'
import type { Given } from '../islands/lib/field/model.ts'
import { paths } from '../paths.ts'

const flat = (tree: object, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value as object, `${prefix}${key}.`),
  )

const own = new Map<Lang, [string, string][]>()
const plain = (lang: Lang): [string, string][] => {
  const known = own.get(lang) ?? flat((textsOf(lang) as { field: object }).field)
  own.set(lang, known)
  return known
}

/** What the island knows before it has any data: the same for everybody of a town, and nothing of a person. */
export async function givenOf(c: Req, ctx: Ctx): Promise<Given> {
  const lang = c.get('lang')
  const [overrides, box] = await Promise.all([textOverrides(ctx, lang), townBox(ctx)])
  const words = Object.entries(overrides).flatMap(([key, text]) =>
    key.startsWith('field.') ? [[key.slice('field.'.length), text] as const] : [],
  )
  return {
    home: paths.field,
    lang,
    timeZone: ctx.tenant.timeZone,
    texts: Object.fromEntries([...plain(lang), ...words]),
    urls: {
      worker: paths.fieldWorker,
      day: paths.fieldDay,
      actions: paths.fieldActions,
      order: paths.fieldOrder,
      map: paths.fieldMap,
      town: paths.mapTown,
      signIn: paths.signIn,
      signOut: paths.signOut,
      desk: paths.cases,
    },
    centre: box?.centre ?? { lat: 51, lon: 10 },
  }
}
