import { visibleCase } from '#modules/cases/index.ts'
import { answerToken, doubt } from '#modules/voice/index.ts'
import type { Stage } from './server.ts'

/** What the pages below are about. */
const known = { closed: '', survey: '', confirm: '' }

/** Somebody doubts that a report was fixed, and its reporter was asked. */
export async function provideVoices(stage: Stage, closed: string): Promise<void> {
  known.closed = closed
  await stage.town.tx({ kind: 'anonymous' }, async (ctx) => {
    const { id } = await visibleCase(ctx, closed)
    await doubt(ctx, id, {
      words: 'Das Loch ist nach dem Regen wieder aufgebrochen.',
      email: 'passantin@example.org',
      visitor: { browser: 'somebody', fresh: false, address: '' },
    })
  })
  const letter = await stage.letterTo('passantin@example.org', 'Bitte bestätigen')
  known.confirm = new URL(letter.link('/noch-da/')).pathname
  await stage.town.tx('system', async (ctx) => {
    const { id } = await ctx.db
      .selectFrom('cases.case')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('number', '=', closed)
      .executeTakeFirstOrThrow()
    await ctx.db
      .insertInto('voice.survey')
      .values({ tenant_id: ctx.tenant.id, case_id: id, party_id: id, due_at: null, sent_at: ctx.now })
      .onConflict((oc) =>
        oc.columns(['tenant_id', 'case_id']).doUpdateSet({ party_id: id, sent_at: ctx.now }),
      )
      .execute()
    known.survey = `/rueckfrage/${await answerToken(ctx, id, id)}`
  })
}

const clerk = 'clerk' as const

export const voicePages = [
  {
    name: 'still there',
    path: () => `/meldungen/${known.closed}/noch-da`,
    says: 'Sie sagen uns, dass das nicht behoben ist',
  },
  {
    name: 'still there, counted',
    path: () => `/meldungen/${known.closed}/noch-da?hinweis=gezaehlt`,
    says: 'Danke, das zählt',
  },
  { name: 'still there, confirmed', path: () => known.confirm, says: 'War das Ihre Stimme?' },
  { name: 'survey', path: () => `${known.survey}?behoben=nein`, says: 'Wie zufrieden waren Sie' },
  { name: 'map: density', path: '/karte?ansicht=dichte', says: 'Wo sich Meldungen häufen' },
  {
    name: 'map: trend',
    path: '/karte?ansicht=entwicklung&nach=ortsteil',
    says: 'mehr oder weniger Meldungen',
  },
  { name: 'voices', who: clerk, path: '/rueckmeldungen', says: 'nach dem Regen wieder aufgebrochen' },
  {
    name: 'case: rueckmeldung',
    who: clerk,
    path: () => `/vorgaenge/${known.closed}/rueckmeldung`,
    says: 'Was soll geschehen?',
  },
  {
    name: 'voice settings',
    who: 'admin' as const,
    path: '/verwaltung/rueckmeldungen',
    says: 'bis die meldende Person gefragt wird',
  },
]
