import { addPhoto } from '#modules/files/index.ts'
import { system } from '#platform/context/actor.ts'
import { somewhere } from '../helpers.ts'
import { jpegAt } from './photos.ts'
import type { Stage } from './server.ts'

/** What the pages below are about. */
const known = { number: '', message: '', photo: '', link: '' }

/** The words and the photo of a report, and the link of whoever sent it. */
export async function provideWords(stage: Stage, number: string, link: string): Promise<void> {
  const { tx, platform, tenant } = stage.town
  const { id, message } = await tx('system', (ctx) =>
    ctx.db
      .selectFrom('cases.case as c')
      .innerJoin('reports.report as r', (j) =>
        j.onRef('r.tenant_id', '=', 'c.tenant_id').onRef('r.case_id', '=', 'c.id'),
      )
      .select(['c.id', 'r.message_id as message'])
      .where('c.tenant_id', '=', ctx.tenant.id)
      .where('r.tenant_id', '=', ctx.tenant.id)
      .where('c.number', '=', number)
      .executeTakeFirstOrThrow(),
  )
  const { buffer, name } = await jpegAt(somewhere, 'schlagloch-2')
  const who = { tenant, actor: system('test') }
  const added = await addPhoto(platform, who, {
    folder: id,
    bytes: buffer,
    name,
    stage: 'report',
    visibility: 'public',
  })
  Object.assign(known, { number, message, link, photo: added.ok ? added.id : '' })
}

const clerk = 'clerk' as const

export const wordsPages = [
  {
    name: 'own words',
    path: () => `${known.link}/worte/${known.message}`,
    says: 'Jedes Wort lässt sich einzeln markieren',
  },
  { name: 'own photo', path: () => `${known.link}/bilder/${known.photo}`, says: 'Foto zurückziehen' },
  {
    name: 'own words, nothing marked',
    go: async (v: {
      open: (path: string) => Promise<number>
      press: (name: string | RegExp) => Promise<void>
    }) => {
      await v.open(`${known.link}/worte/${known.message}`)
      await v.press(/^Unkenntlich machen$/)
    },
    says: 'Bitte markieren Sie zuerst',
  },
  {
    name: 'words of a case',
    who: clerk,
    path: () => `/vorgaenge/${known.number}/worte/${known.message}`,
    says: 'Was nicht zu lesen sein soll',
  },
  {
    name: 'a photo of a case',
    who: clerk,
    path: () => `/vorgaenge/${known.number}/bilder/${known.photo}`,
    says: 'Nicht öffentlich zeigen',
  },
]
