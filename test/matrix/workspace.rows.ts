import { queueMail } from '#platform/mail/queue.ts'
import { forms } from '../../src/workspace/cases/actions/all.ts'
import type { Area, Row, Visitor, World } from './row.ts'

/** Everybody without a staff session is asked to sign in. */
const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const

/** Who sees which case; the worker was sent there. Deputies see what the represented see by their roles, not what is limited to their person. */
const seeing: Record<'open' | 'closed' | 'restricted' | 'elsewhere', Partial<Record<Visitor, number>>> = {
  open: { ...outsiders, worker: 200, clerk: 200, deputy: 200, head: 200, admin: 200 },
  closed: { ...outsiders, worker: 200, clerk: 200, deputy: 200, head: 200, admin: 200 },
  restricted: { ...outsiders, clerk: 200 },
  elsewhere: { ...outsiders },
}
const kinds = Object.keys(seeing) as (keyof typeof seeing)[]

const page = (route: string, path: Row['path'], answers: Row['answers'], other: number): Row => ({
  method: 'GET',
  route,
  path,
  answers: { ...outsiders, ...answers },
  else: other,
})

/** The id, since two towns may well have a case of the same number. */
const idOf = (w: World, kind: keyof typeof seeing): string => w[kind].id

const rows: Row[] = [
  page('/vorgaenge', () => '/vorgaenge', {}, 200),
  {
    ...page('/vorgaenge', () => '/vorgaenge?suche=Kanarienh', {}, 200),
    about: 'looking for a restricted case',
  },
  page('/vorgaenge/neu', () => '/vorgaenge/neu', {}, 200),
  ...kinds.flatMap((kind): Row[] => [
    {
      ...page('/vorgaenge/:number', (w) => `/vorgaenge/${w[kind].number}`, seeing[kind], 404),
      about: kind,
      ...(kind === 'elsewhere' && {
        path: (w: World) => `/vorgaenge/${idOf(w, kind)}`,
        answers: { ...outsiders, foreign: 303 },
      }),
    },
    {
      ...page(
        '/vorgaenge/:number/vorschau',
        (w) => `/vorgaenge/${idOf(w, kind)}/vorschau`,
        seeing[kind],
        404,
      ),
      about: kind,
      ...(kind === 'elsewhere' && { answers: { ...outsiders, foreign: 200 } }),
    },
    {
      ...page('/vorgaenge/:number/:noun', (w) => `/vorgaenge/${idOf(w, kind)}/abschluss`, seeing[kind], 404),
      about: kind,
      answers: {
        ...seeing[kind],
        ...(kind === 'open' || kind === 'closed' ? { admin: 403 } : {}),
        ...(kind === 'elsewhere' ? { foreign: 200 } : {}),
      },
    },
    // With a version that nobody has seen nothing is done, whoever sends it.
    ...[...forms.keys()].map(
      (noun): Row => ({
        method: 'POST',
        route: '/vorgaenge/:number/:noun',
        about: `${noun}, ${kind}`,
        path: (w) => `/vorgaenge/${idOf(w, kind)}/${noun}`,
        body: () => ({ version: '999999' }),
        answers: { ...outsiders, ...(kind === 'elsewhere' ? {} : {}) },
        else: 404,
        refusals:
          kind === 'elsewhere'
            ? ['foreign']
            : kind === 'restricted'
              ? ['clerk']
              : ['worker', 'clerk', 'deputy', 'head', 'admin'],
      }),
    ),
  ]),
  page('/post', () => '/post', { admin: 200 }, 403),
  page('/post/:id', (w) => `/post/${w.made.mail}`, { admin: 200 }, 403),
  {
    ...page('/post/:id', (w) => `/post/${w.made.hiddenMail}`, { admin: 404 }, 403),
    about: 'of a restricted case',
  },
  page('/verwaltung', () => '/verwaltung', {}, 200),
]

export const workspaceArea: Area = {
  rows,
  prepare: async ({ town, made, open, restricted }) => {
    for (const [name, stream] of [
      ['mail', open.id],
      ['hiddenMail', restricted.id],
    ] as const)
      made[name] = await town.tx('system', async (ctx) => {
        queueMail(ctx, {
          dedupe: name,
          stream,
          to: 'jemand@example.org',
          subject: name,
          text: 'x',
          html: '',
          lang: 'de',
          restricted: name === 'hiddenMail',
        })
        const row = await ctx.db
          .selectFrom('platform.mail')
          .select('id')
          .where('tenant_id', '=', ctx.tenant.id)
          .where('dedupe', '=', name)
          .executeTakeFirstOrThrow()
        return row.id
      })
  },
}
