/**
 * Every address of the program, in one place that imports nothing; pages and mails spell none themselves.
 * German for people, English for machines.
 */
export const paths = {
  // Citizens
  start: '/',
  report: '/melden',
  reportStep: (step: string) => `/melden/${step}`,
  reportDone: '/melden/fertig',
  reportDiscard: '/melden/verwerfen',
  placeList: '/melden/ort/liste',
  placeAddresses: '/melden/ort/adressen',
  placeNear: '/melden/ort/naehe',
  map: '/karte',
  mapTown: '/karte/stadt.json',
  mapReports: '/karte/meldungen.json',
  mapCard: (number: string) => `/karte/meldungen/${number}`,
  list: '/meldungen',
  publicReport: (number: string) => `/meldungen/${number}`,
  status: '/status',
  tracking: (token: string) => `/status/${token}`,
  trackingMessages: (token: string) => `/status/${token}/nachrichten`,
  trackingSilence: (token: string) => `/status/${token}/ruhe`,
  trackingThanks: (token: string) => `/status/${token}/danke`,
  trackingPhoto: (token: string, id: string, variant: 'klein' | 'gross') =>
    `/status/${token}/fotos/${id}/${variant}`,
  search: '/suche',
  stop: (token: string) => `/abmelden/${token}`,
  photo: (id: string, variant: 'klein' | 'gross' | 'original') => `/fotos/${id}/${variant}`,
  /** A photo of a case that is not public, for whoever holds its tracking link. */
  trackedPhoto: (token: string, id: string, variant: 'klein' | 'gross') =>
    `/status/${token}/fotos/${id}/${variant}`,
  imprint: '/impressum',
  privacy: '/datenschutz',
  accessibility: '/barrierefreiheit',
  plainLanguage: '/leichte-sprache',
  signLanguage: '/gebaerdensprache',
  kit: '/bausteine',
  // Staff
  signIn: '/anmeldung',
  signOut: '/abmeldung',
  /** The second factor, one to be set up before anything else, and "is it still you?". */
  signInCode: '/anmeldung/code',
  signInRecovery: '/anmeldung/ersatzcode',
  signInEnrol: '/anmeldung/einrichten',
  confirm: '/anmeldung/bestaetigen',
  /** Passkeys: what is to be signed (JSON for the island), and what was. */
  passkeyTask: '/anmeldung/passkey/aufgabe',
  passkeySignIn: '/anmeldung/passkey',
  cases: '/vorgaenge',
  case: (number: string) => `/vorgaenge/${number}`,
  /** An action is a noun with its own address: `…/termin`, `…/abschluss`. */
  caseAction: (number: string, noun: string) => `/vorgaenge/${number}/${noun}`,
  mail: '/post',
  mailItem: (id: string) => `/post/${id}`,
  /** One's own sign-in: factors, passkeys, password, devices. */
  access: '/zugang',
  accessPassword: '/zugang/passwort',
  accessApp: '/zugang/app',
  accessRecovery: '/zugang/ersatzcodes',
  accessPasskeys: '/zugang/passkeys',
  accessPasskey: (id: string) => `/zugang/passkeys/${id}`,
  accessSessions: '/zugang/sitzungen',
  accessSession: (id: string) => `/zugang/sitzungen/${id}`,
  accessHistory: '/zugang/anmeldungen',
  /** The administration; every area of it has an address below. */
  admin: '/verwaltung',
  webhooks: '/verwaltung/webhooks',
  webhookNew: '/verwaltung/webhooks/neu',
  webhook: (id: string) => `/verwaltung/webhooks/${id}`,
  webhookEdit: (id: string) => `/verwaltung/webhooks/${id}/bearbeiten`,
  webhookSecret: (id: string) => `/verwaltung/webhooks/${id}/geheimnis`,
  webhookReplay: (id: string, delivery: string) => `/verwaltung/webhooks/${id}/zustellungen/${delivery}`,
  webhookAction: (id: string, what: string) => `/verwaltung/webhooks/${id}/${what}`,
  // Machines
  api: '/api',
  open311: '/api/open311/v2',
  v1: '/api/v1',
  token: '/oauth/token',
} as const
