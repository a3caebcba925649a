import { createHook, deliveries, tryOut } from '#modules/webhooks/index.ts'
import type { Area, Row } from './row.ts'

const hook = '/verwaltung/webhooks/:id'
const one =
  (rest = '') =>
  ({ made }: { made: Record<string, string> }) =>
    `/verwaltung/webhooks/${made.hook}${rest}`
/** Whoever looks after webhooks; other staff are refused, strangers sent to sign in; another town has no such hook. */
const page = { admin: 200, nobody: 303, stranger: 303, citizen: 303, machine: 303 }
const done = { ...page, admin: 303 }
const wrong = { name: '', adresse: 'x' }

const rows: Row[] = [
  {
    method: 'GET',
    route: '/verwaltung/webhooks',
    path: () => '/verwaltung/webhooks',
    answers: page,
    else: 403,
  },
  {
    method: 'GET',
    route: '/verwaltung/webhooks/neu',
    path: () => '/verwaltung/webhooks/neu',
    answers: page,
    else: 403,
  },
  {
    method: 'POST',
    route: '/verwaltung/webhooks/neu',
    path: () => '/verwaltung/webhooks/neu',
    body: () => wrong,
    answers: { ...page, admin: 422 },
    else: 403,
  },
  { method: 'GET', route: hook, path: one(), answers: page, else: 403 },
  { method: 'GET', route: `${hook}/bearbeiten`, path: one('/bearbeiten'), answers: page, else: 403 },
  {
    method: 'POST',
    route: `${hook}/bearbeiten`,
    path: one('/bearbeiten'),
    body: () => wrong,
    answers: { ...page, admin: 422 },
    else: 403,
  },
  { method: 'GET', route: `${hook}/geheimnis`, path: one('/geheimnis'), answers: page, else: 403 },
  { method: 'POST', route: `${hook}/geheimnis`, path: one('/geheimnis'), answers: done, else: 403 },
  {
    method: 'POST',
    route: `${hook}/zustellungen/:delivery`,
    path: ({ made }) => `/verwaltung/webhooks/${made.hook}/zustellungen/${made.delivery}`,
    answers: done,
    else: 403,
  },
  { method: 'POST', route: `${hook}/:what`, path: one('/probe'), answers: done, else: 403 },
]

export const webhooksArea: Area = {
  rows,
  prepare: async ({ town, made }) => {
    await town.tx('system', async (ctx) => {
      const { id } = await createHook(ctx, {
        label: 'Bauhof',
        url: 'https://bauhof.example/',
        types: ['*'],
        allCases: true,
      })
      await tryOut(ctx, id)
      made.hook = id
    })
    made.delivery = await town.tx(
      'system',
      async (ctx) => (await deliveries(ctx, made.hook!)).deliveries[0]!.id,
    )
  },
}
