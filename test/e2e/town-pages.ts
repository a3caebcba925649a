import { visibleCase } from '#modules/cases/index.ts'
import { createLayer, importObjects } from '#modules/objects/index.ts'
import { splitReport } from '#modules/reports/index.ts'
import { makeRound, makeRun, managedRound, recordFinding, stopsOf, today } from '#modules/rounds/index.ts'
import { makeWork, publishWork, tieByHand, whereFrom } from '#modules/works/index.ts'
import { reportByApp } from './app.ts'
import { lampLayer } from './objects-pages.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

const known = { work: '', round: '', run: '', stop: '', whole: '', child: '' }

/** A work with a report, a walk that is half done, and a report that two offices work on. */
export async function provideTown(stage: Stage): Promise<void> {
  const { tx, staff, ids } = stage.town
  const number = await reportByApp(stage, { text: 'Ampel defekt und Mast umgefahren' })
  const head = await staff(ids.head)
  known.whole = number
  known.child = await tx(head, async (ctx) => {
    const c = await visibleCase(ctx, number)
    const part = { category: 'baum', unitId: ids.roadTeam, task: 'Bitte den Mast sichern', dueAt: null }
    return (await splitReport(ctx, c.id, { ...part, mode: 'together' })).number
  })
  known.work = await tx(head, async (ctx) => {
    const id = await makeWork(ctx, {
      kind: 'power',
      title: { de: 'Stromausfall in der Nordstadt und in allen Seitenstraßen', en: 'Power cut' },
      body: { de: 'Wir arbeiten daran.', en: 'We are on it.' },
      beginsAt: new Date(ctx.now.getTime() - 3_600_000),
      endsAt: new Date(ctx.now.getTime() + 6 * 3_600_000),
      types: ['person'],
      onMatch: 'leave',
      onEnd: 'leave',
      unitId: ids.roads,
      ...(await whereFrom(ctx, { extent: 'streets', streets: 'Gartenweg' })),
    })
    await publishWork(ctx, id, true)
    return id
  })
  await tx(head, (ctx) => tieByHand(ctx, known.work, number))
  await tx('system', async (ctx) => {
    const layer = await createLayer(ctx, lampLayer({ name: { de: 'Spielplätze', en: 'Playgrounds' } }))
    await importObjects(ctx, layer, 'nummer;name;lat;lon\nSP-1;Am Anger;50.128;8.93\nSP-2;Park;50.129;8.93')
    known.round = await makeRound(ctx, {
      name: 'Spielplätze',
      unitId: ids.roads,
      personId: ids.clerk,
      layer,
      areaId: null,
      rhythm: { every: 'week', days: [1, 4] },
      skipHolidays: true,
      daysToWalk: 2,
      questions: [
        {
          code: 'sand',
          kind: 'yesno',
          label: { de: 'Sand sauber?', en: 'Sand clean?' },
          required: true,
          order: 1,
        },
      ],
      defectType: 'schlagloch',
      active: true,
    })
    known.run = (await makeRun(ctx, await managedRound(ctx, known.round), today(ctx))) ?? ''
  })
  await tx(head, async (ctx) => {
    const [first, second] = await stopsOf(ctx, known.run)
    known.stop = second!.objectId
    await recordFinding(ctx, known.run, first!.objectId, {
      result: 'blocked',
      answers: {},
      words: '',
      reason: 'locked',
    })
  })
}

const clerk = 'clerk' as const
const head = 'head' as const
const sent = (path: () => string, button: string) => async (v: Visitor) => {
  await v.open(path())
  await v.press(button)
}

/** Works and outages, parts of a case, inspection rounds. */
export const townPages = [
  { name: 'works and outages', path: '/baustellen', says: 'Stromausfall in der Nordstadt' },
  { name: 'works and outages, none', path: '/baustellen?zeit=vorbei', says: 'Hier steht noch nichts' },
  { name: 'a work', path: () => `/baustellen/${known.work}`, says: 'Auf dem Laufenden bleiben' },
  {
    name: 'a work, no address',
    go: sent(() => `/baustellen/${known.work}`, 'Benachrichtigen'),
    says: 'Bitte geben Sie eine E-Mail-Adresse an',
  },
  { name: 'looking after works', who: clerk, path: '/verwaltung/baustellen', says: 'Neuer Eintrag' },
  {
    name: 'looking after a work',
    who: clerk,
    path: () => `/verwaltung/baustellen/${known.work}`,
    says: 'Zurücknehmen',
  },
  {
    name: 'a new work, with mistakes',
    who: clerk,
    go: sent(() => '/verwaltung/baustellen/neu', 'Speichern'),
    says: 'Bitte geben Sie einen Titel an.',
  },
  { name: 'a case with parts', who: clerk, path: () => `/vorgaenge/${known.whole}`, says: 'Teilvorgänge' },
  { name: 'a part', who: clerk, path: () => `/vorgaenge/${known.child}`, says: 'Ganzen Vorgang öffnen' },
  {
    name: 'making a part',
    who: clerk,
    path: () => `/vorgaenge/${known.whole}/teil`,
    says: 'Auftrag an die andere Stelle',
  },
  {
    name: 'closing with parts',
    who: clerk,
    path: () => `/vorgaenge/${known.whole}/abschluss`,
    says: 'auch den offenen Teilvorgang',
  },
  {
    name: 'a report of several offices',
    path: () => `/meldungen/${known.whole}`,
    says: 'Straßenunterhalt: noch nicht begonnen',
  },
  { name: 'walks', who: clerk, path: '/rundgaenge', says: '1 von 2' },
  {
    name: 'a walk',
    who: head,
    path: () => `/rundgaenge/${known.run}`,
    says: 'Nicht zugänglich (verschlossen)',
  },
  {
    name: 'an object of a walk',
    who: clerk,
    path: () => `/rundgaenge/${known.run}/objekte/${known.stop}`,
    says: 'Sand sauber?',
  },
  {
    name: 'an object of a walk, with mistakes',
    who: clerk,
    go: sent(() => `/rundgaenge/${known.run}/objekte/${known.stop}`, 'Festhalten'),
    says: 'Bitte wählen Sie aus, wie es ist.',
  },
  { name: 'rounds', who: head, path: '/verwaltung/rundgaenge', says: 'jede Woche' },
  {
    name: 'a round',
    who: head,
    path: () => `/verwaltung/rundgaenge/${known.round}`,
    says: 'Was wird an jedem Objekt gefragt?',
  },
]
