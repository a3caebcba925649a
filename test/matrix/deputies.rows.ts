import { addAbsence, askForSecond, nameDeputy, openApprovals } from '#modules/organisation/index.ts'
import type { Area, Row, World } from './row.ts'

/** Everybody without a staff session is asked to sign in. */
const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const nobodyElse = 404

const page = (path: string): Row => ({
  method: 'GET',
  route: path,
  path: () => path,
  answers: outsiders,
  else: 200,
})
/** A form that is wrong: nothing is done. */
const wrong = (path: string): Row => ({
  method: 'POST',
  route: path,
  path: () => path,
  body: () => ({ von: 'nie' }),
  answers: outsiders,
  else: 422,
})
const unknown = '00000000-0000-4000-8000-000000000000'

const approval = (w: World): string => w.made.approval ?? unknown

/** Absences, deputies and approvals: all staff have the pages, what is on them is their own. */
export const deputiesArea: Area = {
  prepare: async ({ town, open, made }) => {
    const { ids } = town
    await town.tx('system', async (ctx) => {
      const day = (n: number) => new Date(ctx.now.getTime() + n * 86_400_000)
      made.absence = await addAbsence(ctx, { account: ids.worker, from: day(20), until: day(30) })
      made.deputyship = await nameDeputy(ctx, {
        absent: ids.worker,
        deputy: ids.admin,
        from: day(20),
        until: day(30),
        unit: null,
        types: null,
        onlyWhenAbsent: false,
      })
    })
    const clerk = await town.staff(ids.clerk)
    await town.tx(clerk, async (ctx) => {
      await askForSecond(ctx, {
        step: 'case.close',
        subject: open.id,
        payload: { outcome: 'no_action', note: 'Nein', authority: null, forward: false },
        permission: 'cases.close',
        unit: ids.roads,
        type: 'schlagloch',
      })
      made.approval = (await openApprovals(ctx)).own[0]!.id
    })
  },
  rows: [
    page('/vertretung'),
    page('/vertretung/neu'),
    page('/vertretung/abwesenheit'),
    page('/vertretung/benachrichtigungen'),
    page('/freigaben'),
    wrong('/vertretung/neu'),
    wrong('/vertretung/abwesenheit'),
    wrong('/vertretung/abwesenheit/kalender'),
    {
      method: 'POST',
      route: '/vertretung/abwesenheit/uebernahme',
      path: () => '/vertretung/abwesenheit/uebernahme',
      body: () => ({ gezeigt: 'nichts' }),
      answers: outsiders,
      else: 303,
    },
    {
      method: 'POST',
      route: '/vertretung/benachrichtigungen',
      path: () => '/vertretung/benachrichtigungen',
      body: () => ({ zuweisung: 'ja', morgen: 'ja' }),
      answers: outsiders,
      else: 303,
    },
    ...(
      ['/vertretung/:id/ende', '/vertretung/abwesenheit/:id/entfernung', '/freigaben/:id/ruecknahme'] as const
    ).map(
      (route): Row => ({
        method: 'POST',
        route,
        about: 'of nobody',
        path: () => route.replace(':id', unknown),
        answers: outsiders,
        else: nobodyElse,
      }),
    ),
    {
      method: 'GET',
      route: '/freigaben/:id',
      path: (w) => `/freigaben/${approval(w)}`,
      // Who asked; who may decide; who asked's deputy, who may not, and is told why.
      answers: { ...outsiders, clerk: 200, head: 200, deputy: 200 },
      else: nobodyElse,
    },
    {
      method: 'POST',
      route: '/freigaben/:id',
      about: 'without a reason',
      path: (w) => `/freigaben/${approval(w)}`,
      body: () => ({ antwort: 'nein' }),
      answers: { ...outsiders, clerk: 403, deputy: 403, head: 422 },
      else: nobodyElse,
    },
    {
      method: 'GET',
      route: '/verwaltung/vier-augen',
      path: () => '/verwaltung/vier-augen',
      answers: { ...outsiders, admin: 200 },
      else: 403,
    },
    {
      method: 'POST',
      route: '/verwaltung/vier-augen',
      path: () => '/verwaltung/vier-augen',
      answers: { ...outsiders, admin: 303 },
      else: 403,
    },
  ],
}
