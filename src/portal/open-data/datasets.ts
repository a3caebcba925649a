import { layers } from '#modules/objects/index.ts'
import { publicWorks } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../paths.ts'

export interface Distribution {
  href: string
  /** Its code in the EU's list of file types, and its media type (IANA). */
  file: 'GEOJSON' | 'CSV' | 'JSON' | 'ATOM' | 'XML'
  media: string
}

export interface Dataset {
  code: string
  /** Texts `openData.set.<key>.title` and `.text`, with these words. */
  key: string
  params: Record<string, string>
  /** Codes of the EU's list of data themes. */
  themes: readonly string[]
  /** Codes of the EU's list of frequencies. */
  rhythm: 'CONT' | 'DAILY' | 'IRREG'
  distributions: readonly Distribution[]
}

const geojson = (name: string): Distribution => ({
  href: paths.openDataFile(name),
  file: 'GEOJSON',
  media: 'application/geo+json',
})
const csv = (href: string): Distribution => ({ href, file: 'CSV', media: 'text/csv' })

/** Everything that the town offers as open data. */
export async function datasets(ctx: Ctx): Promise<Dataset[]> {
  const [shown, works] = await Promise.all([layers(ctx), publicWorks(ctx)])
  const none = {}
  return [
    {
      code: 'meldungen',
      key: 'reports',
      params: none,
      themes: ['GOVE', 'REGI'],
      rhythm: 'CONT',
      distributions: [
        geojson('meldungen.geojson'),
        csv(paths.openDataFile('meldungen.csv')),
        { href: paths.listAtom, file: 'ATOM', media: 'application/atom+xml' },
        { href: `${paths.open311}/requests.json`, file: 'JSON', media: 'application/json' },
        { href: `${paths.open311}/requests.xml`, file: 'XML', media: 'text/xml' },
      ],
    },
    {
      code: 'kategorien',
      key: 'categories',
      params: none,
      themes: ['GOVE'],
      rhythm: 'IRREG',
      distributions: [
        csv(paths.openDataFile('kategorien.csv')),
        { href: `${paths.open311}/services.json`, file: 'JSON', media: 'application/json' },
      ],
    },
    {
      code: 'kennzahlen',
      key: 'numbers',
      params: none,
      themes: ['GOVE'],
      rhythm: 'DAILY',
      distributions: [csv(paths.statisticsCsv)],
    },
    ...(works.length > 0
      ? [
          {
            code: 'baustellen',
            key: 'works',
            params: none,
            themes: ['TRAN', 'REGI'],
            rhythm: 'CONT' as const,
            distributions: [geojson('baustellen.geojson')],
          },
        ]
      : []),
    ...shown
      .filter((layer) => layer.public && layer.active)
      .map((layer) => ({
        code: `objekte-${layer.code}`,
        key: 'objects',
        params: { layer: layer.name[ctx.lang] },
        themes: ['REGI', 'GOVE'],
        rhythm: 'IRREG' as const,
        distributions: [geojson(`objekte-${layer.code}.geojson`)],
      })),
  ]
}
