import { townBox } from '#modules/geo/index.ts'
import { firstReportAt } from '#modules/reports/index.ts'
import { licences, settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { textsOf } from '#platform/tenants.ts'
import { paths } from '../../paths.ts'
import { type Dataset, datasets } from './datasets.ts'
import type { Thing, Value } from './graph.ts'

const eu = 'http://publications.europa.eu/resource/authority'
const geocoding = 'http://dcat-ap.de/def/politicalGeocoding'

/** The town's data as a catalogue by DCAT-AP.de 2.0, for portals that collect such descriptions. */
export async function catalogueOf(ctx: Ctx): Promise<Thing[]> {
  const [all, town, box, first] = await Promise.all([
    datasets(ctx),
    settings(ctx),
    townBox(ctx),
    firstReportAt(ctx),
  ])
  const base = ctx.tenant.publicUrl
  const { contact, openData } = town
  const licence = licences[openData.licence]
  const self = `${base}${paths.openDataFile('catalog')}`
  const publisher = `${base}/#publisher`
  const name = contact.authority || ctx.tenant.name
  const both = (key: string, params: Record<string, string> = {}): Value[] =>
    (['de', 'en'] as const).map((lang) => ({
      text: textsOf(ctx.platform, ctx.tenant.id, lang)(key, { town: ctx.tenant.name, ...params }),
      lang,
    }))
  const language: Value = { iri: `${eu}/language/DEU` }
  const place = placeOf(openData.ags, box)
  const attribution = openData.attribution || name
  const dataset = (set: Dataset): Thing[] => {
    const iri = `${self}#${set.code}`
    return [
      {
        iri,
        types: ['dcat:Dataset'],
        properties: [
          ['dct:title', ...both(`openData.set.${set.key}.title`, set.params)],
          ['dct:description', ...both(`openData.set.${set.key}.text`, set.params)],
          ['dct:identifier', { text: iri }],
          ['dct:publisher', { iri: publisher }],
          ['dct:creator', { iri: publisher }],
          ...(openData.contributor ? [['dcatde:contributorID', { iri: openData.contributor }] as const] : []),
          ['dcat:contactPoint', { inner: contactOf(name, contact) }],
          ['dcat:theme', ...set.themes.map((code): Value => ({ iri: `${eu}/data-theme/${code}` }))],
          ['dcat:keyword', ...both(`openData.set.${set.key}.keyword`)],
          ['dct:accrualPeriodicity', { iri: `${eu}/frequency/${set.rhythm}` }],
          ['dct:language', language],
          ['dct:accessRights', { iri: `${eu}/access-right/PUBLIC` }],
          ['dct:modified', { text: ctx.now.toISOString().slice(0, 10), type: 'xsd:date' }],
          ['dcat:landingPage', { iri: `${base}${paths.openData}` }],
          ...place,
          ...(set.code === 'meldungen' && first
            ? [
                [
                  'dct:temporal',
                  {
                    inner: {
                      types: ['dct:PeriodOfTime'],
                      properties: [
                        ['dcat:startDate', { text: first.toISOString().slice(0, 10), type: 'xsd:date' }],
                        ['dcat:endDate', { text: ctx.now.toISOString().slice(0, 10), type: 'xsd:date' }],
                      ],
                    },
                  },
                ] as const,
              ]
            : []),
          ...(set.distributions.length > 0
            ? [
                [
                  'dcat:distribution',
                  ...set.distributions.map((_, i): Value => ({ iri: `${iri}-${i + 1}` })),
                ] as const,
              ]
            : []),
        ],
      },
      ...set.distributions.map((file, i): Thing => {
        const url: Value = { iri: `${base}${file.href}` }
        return {
          iri: `${iri}-${i + 1}`,
          types: ['dcat:Distribution'],
          properties: [
            ['dct:title', { text: `${file.href.split('/').at(-1)}` }],
            ['dct:description', ...both(`openData.file.${file.file}`)],
            ['dcat:accessURL', url],
            ['dcat:downloadURL', url],
            ['dct:license', { iri: licence.uri }],
            ...(licence.names ? [['dcatde:licenseAttributionByText', { text: attribution }] as const] : []),
            ['dct:format', { iri: `${eu}/file-type/${file.file}` }],
            ['dcat:mediaType', { iri: `https://www.iana.org/assignments/media-types/${file.media}` }],
            ['dct:language', language],
            ['dcatap:availability', { iri: 'http://dcat-ap.de/def/plannedAvailability/available' }],
          ],
        }
      }),
    ]
  }
  return [
    {
      iri: self,
      types: ['dcat:Catalog'],
      properties: [
        ['dct:title', ...both('openData.catalogue.title')],
        ['dct:description', ...both('openData.catalogue.text')],
        ['dct:publisher', { iri: publisher }],
        ['foaf:homepage', { iri: `${base}${paths.openData}` }],
        ['dct:language', language],
        ['dct:license', { iri: licence.uri }],
        ['dct:modified', { text: ctx.now.toISOString().slice(0, 10), type: 'xsd:date' }],
        ['dcat:themeTaxonomy', { iri: `${eu}/data-theme` }],
        ...place.filter(([property]) => property === 'dct:spatial'),
        ['dcat:dataset', ...all.map((set): Value => ({ iri: `${self}#${set.code}` }))],
      ],
    },
    {
      iri: publisher,
      types: ['foaf:Agent', 'foaf:Organization'],
      properties: [
        ['foaf:name', { text: name, lang: 'de' }],
        ['foaf:homepage', { iri: base }],
        ...(contact.email ? [['foaf:mbox', { iri: `mailto:${contact.email}` }] as const] : []),
      ],
    },
    ...all.flatMap(dataset),
  ]
}

/** Where it is about: the municipality by its official key, else the box around the town. */
function placeOf(
  ags: string,
  box: { west: number; south: number; east: number; north: number } | null,
): Thing['properties'] {
  if (ags) {
    const key: Value = { iri: `${geocoding}/municipalityKey/${ags}` }
    return [
      ['dcatde:politicalGeocodingURI', key],
      ['dcatde:politicalGeocodingLevelURI', { iri: `${geocoding}/Level/municipality` }],
      ['dct:spatial', key],
    ]
  }
  if (!box) return []
  const { west: w, south: s, east: e, north: n } = box
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ]
  const geometry = JSON.stringify({ type: 'Polygon', coordinates: [ring] })
  return [
    ['dcatde:politicalGeocodingLevelURI', { iri: `${geocoding}/Level/municipality` }],
    [
      'dct:spatial',
      {
        inner: {
          types: ['dct:Location'],
          properties: [
            [
              'locn:geometry',
              {
                text: geometry,
                type: '<https://www.iana.org/assignments/media-types/application/vnd.geo+json>',
              },
            ],
          ],
        },
      },
    ],
  ]
}

const contactOf = (name: string, contact: { email: string; phone: string }): Thing => ({
  types: ['vcard:Organization'],
  properties: [
    ['vcard:fn', { text: name }],
    ...(contact.email ? [['vcard:hasEmail', { iri: `mailto:${contact.email}` }] as const] : []),
    ...(contact.phone
      ? [['vcard:hasTelephone', { iri: `tel:${contact.phone.replace(/[^\d+]/g, '')}` }] as const]
      : []),
  ],
})
