import { merge } from './same.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

/** What the pages below are about. */
const known = { open: '', dup: '', other: '' }

export async function provideSame(stage: Stage): Promise<void> {
  Object.assign(known, await merge(stage))
}

const clerk = 'clerk' as const

export const samePages = [
  { name: 'following', path: () => `/meldungen/${known.open}/folgen`, says: 'Das betrifft mich auch' },
  {
    name: 'following, no address',
    go: async (v: Visitor) => {
      await v.open(`/meldungen/${known.open}/folgen`)
      await v.fill(/^E-Mail-Adresse/, 'keine')
      await v.press('Ich warte auch darauf')
    },
    says: 'Bitte prüfen Sie die E-Mail-Adresse',
  },
  {
    name: 'following, done',
    path: () => `/meldungen/${known.open}/folgen?hinweis=bestaetigen&fotos=nicht`,
    says: 'Bitte sehen Sie in Ihr Postfach',
  },
  {
    name: 'link over: a follower’s letter',
    path: '/folgen/AAAAAAAAAAAAAAAAAAAAAA',
    status: 404,
    says: 'gilt nicht mehr',
  },
  { name: 'a merged report', path: () => `/meldungen/${known.dup}`, says: 'zusammen mit' },
  {
    name: 'two cases compared',
    who: clerk,
    path: () => `/vorgaenge/${known.open}/vergleich/${known.other}`,
    says: 'Welcher Vorgang bleibt?',
  },
  {
    name: 'with which case to compare',
    who: clerk,
    path: () => `/vorgaenge/${known.open}/vergleich`,
    says: 'Nummer des Vorgangs',
  },
  {
    name: 'a case with a merged one',
    who: clerk,
    path: () => `/vorgaenge/${known.open}`,
    says: 'Hierher zusammengeführt',
  },
  {
    name: 'parting cases',
    who: clerk,
    path: () => `/vorgaenge/${known.dup}/trennung`,
    says: 'Zusammenführung aufheben',
  },
]
