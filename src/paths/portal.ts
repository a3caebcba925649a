/** Pages of citizens. */
export const portalPaths = {
  start: '/',
  report: '/melden',
  reportStep: (step: string) => `/melden/${step}`,
  reportPhoto: (id: string) => `/melden/fotos/${id}`,
  reportDone: '/melden/fertig',
  reportFollow: '/melden/gleiche/folgen',
  reportDiscard: '/melden/verwerfen',
  /** A report on one page, which also works without network. */
  reportOffline: '/melden/ohne-netz',
  reportOfflineOn: '/melden/ohne-netz/weiter',
  reportWorker: '/melden/sw.js',
  /** Going on with a report on another device. */
  reportDevice: '/melden/geraet',
  reportMove: (link: string) => `/melden/uebernehmen/${link}`,
  placeList: '/melden/ort/liste',
  placeAddresses: '/melden/ort/adressen',
  placeNear: '/melden/ort/naehe',
  placeObjects: '/melden/ort/objekte',
  map: '/karte',
  mapTown: '/karte/stadt.json',
  mapReports: '/karte/meldungen.json',
  mapBox: '/karte/ausschnitt',
  mapCard: (number: string) => `/karte/meldungen/${number}`,
  /** Where the reports lie thick, and where they grow more or fewer. */
  mapHeat: '/karte/dichte.json',
  mapTrend: '/karte/entwicklung.json',
  /** The town's objects by layers, one of them as its sticker names it, and where a report about it begins. */
  objects: '/objekte',
  objectLayer: (code: string) => `/objekte/${code}`,
  object: (code: string) => `/o/${code}`,
  objectReport: (code: string) => `/o/${code}/meldung`,
  mapObjects: '/karte/objekte.json',
  mapObject: (code: string) => `/karte/objekte/${code}`,
  /** What the town builds, closes or repairs, and outages that are known. */
  works: '/baustellen',
  work: (id: string) => `/baustellen/${id}`,
  workFollow: (id: string) => `/baustellen/${id}/folgen`,
  workFollowLink: (token: string) => `/baustellen/folgen/${token}`,
  workStop: (token: string) => `/baustellen/abmelden/${token}`,
  /** They as an Atom feed; of one district with `ortsteil`. */
  worksAtom: '/baustellen.atom',
  mapWorks: '/karte/baustellen.json',
  reportKnown: '/melden/bekannt',
  list: '/meldungen',
  publicReport: (number: string) => `/meldungen/${number}`,
  /** "Me too": hear of a report, or only be counted. */
  follow: (number: string) => `/meldungen/${number}/folgen`,
  followEnd: (number: string) => `/meldungen/${number}/folgen/ende`,
  followConfirm: (token: string) => `/folgen/${token}`,
  /** The list as an Atom feed, with the same filters. */
  listAtom: '/meldungen.atom',
  /** Near me: choosing a place, subscribing, managing by a signed link, and the feed of a place. */
  near: '/in-der-naehe',
  nearNew: '/in-der-naehe/abo',
  nearSent: '/in-der-naehe/gesendet',
  nearAtom: '/in-der-naehe/neues.atom',
  nearWorker: '/in-der-naehe/sw.js',
  nearDevice: '/in-der-naehe/geraet',
  nearConfirm: (token: string) => `/in-der-naehe/bestaetigung/${token}`,
  nearMine: (token: string) => `/in-der-naehe/abos/${token}`,
  nearOne: (token: string, id: string) => `/in-der-naehe/abos/${token}/${id}`,
  /** `pause`, `ende`; of all together `ende`, `verlaengerung`. */
  nearOneAction: (token: string, id: string, noun: string) => `/in-der-naehe/abos/${token}/${id}/${noun}`,
  nearStop: (token: string) => `/in-der-naehe/stopp/${token}`,
  status: '/status',
  tracking: (token: string) => `/status/${token}`,
  trackingMessages: (token: string) => `/status/${token}/nachrichten`,
  trackingSilence: (token: string) => `/status/${token}/ruhe`,
  /** Own words and photos of a case: blacked out, withdrawn, changed. */
  trackingWords: (token: string, message: string) => `/status/${token}/worte/${message}`,
  trackingPicture: (token: string, id: string) => `/status/${token}/bilder/${id}`,
  trackingChange: (token: string) => `/status/${token}/aendern`,
  trackingThanks: (token: string) => `/status/${token}/danke`,
  trackingPhoto: (token: string, id: string, variant: 'klein' | 'gross') =>
    `/status/${token}/fotos/${id}/${variant}`,
  /** "Still there": of a public report, by the tracking link, and after the question whether it is fixed. */
  publicStill: (number: string) => `/meldungen/${number}/noch-da`,
  trackingStill: (token: string) => `/status/${token}/noch-da`,
  stillConfirm: (token: string) => `/noch-da/${token}`,
  survey: (token: string) => `/rueckfrage/${token}`,
  surveyStill: (token: string) => `/rueckfrage/${token}/noch-da`,
  /** What everybody may know of the town's work, in numbers. */
  statistics: '/statistik',
  statisticsCsv: '/statistik.csv',
  search: '/suche',
  /** A browser in the town hall that is everybody's. */
  terminal: '/terminal',
  terminalSetUp: '/terminal/einrichten',
  terminalAsk: '/terminal/noch-da',
  terminalEnd: '/terminal/ende',
  terminalLeave: '/terminal/verlassen',
  stop: (token: string) => `/abmelden/${token}`,
  photo: (id: string, variant: 'klein' | 'gross' | 'original') => `/fotos/${id}/${variant}`,
  /** A photo of a case that is not public, for whoever holds its tracking link. */
  trackedPhoto: (token: string, id: string, variant: 'klein' | 'gross') =>
    `/status/${token}/fotos/${id}/${variant}`,
  /** Everything public to take along, and its description for catalogues (DCAT-AP.de). */
  openData: '/offene-daten',
  openDataFile: (name: string) => `/offene-daten/${name}`,
  /** A photo for a partner, for some days. */
  partnerPhoto: (token: string) => `/fotos/partner/${token}`,
  imprint: '/impressum',
  privacy: '/datenschutz',
  accessibility: '/barrierefreiheit',
  plainLanguage: '/leichte-sprache',
  signLanguage: '/gebaerdensprache',
  kit: '/bausteine',
} as const
