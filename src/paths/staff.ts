/** Pages of the town's own people: sign-in, desk, street, their own access. */
export const staffPaths = {
  signIn: '/anmeldung',
  /** Where somebody who was invited sets their password, once. */
  invitation: (token: string) => `/einladung/${token}`,
  signOut: '/abmeldung',
  /** Single sign-on: out to a provider, back from it, and its word that a session is over. */
  signOn: (provider: string) => `/anmeldung/dienst/${provider}`,
  signOnBack: (provider: string) => `/anmeldung/dienst/${provider}/zurueck`,
  signOnLogout: (provider: string) => `/anmeldung/dienst/${provider}/abmeldung`,
  signedOff: (provider: string) => `/anmeldung/dienst/${provider}/abgemeldet`,
  /** The second factor, one to be set up before anything else, and "is it still you?". */
  signInCode: '/anmeldung/code',
  signInRecovery: '/anmeldung/ersatzcode',
  signInEnrol: '/anmeldung/einrichten',
  confirm: '/anmeldung/bestaetigen',
  /** Passkeys: what is to be signed (JSON for the island), and what was. */
  passkeyTask: '/anmeldung/passkey/aufgabe',
  passkeySignIn: '/anmeldung/passkey',
  /** Inspection rounds: walks, what was seen, and their record. */
  rounds: '/rundgaenge',
  run: (id: string) => `/rundgaenge/${id}`,
  runStop: (id: string, object: string) => `/rundgaenge/${id}/objekte/${object}`,
  runEnd: (id: string) => `/rundgaenge/${id}/abschluss`,
  runPerson: (id: string) => `/rundgaenge/${id}/person`,
  runPdf: (id: string) => `/rundgaenge/${id}/nachweis.pdf`,
  runCsv: (id: string) => `/rundgaenge/${id}/nachweis.csv`,
  numbers: '/zahlen',
  numbersCsv: '/zahlen.csv',
  /** What people say after: questions that wait for a decision, and answers. */
  voices: '/rueckmeldungen',
  adminVoice: '/verwaltung/rueckmeldungen',
  cases: '/vorgaenge',
  case: (number: string) => `/vorgaenge/${number}`,
  /** An action is a noun with its own address: `…/termin`, `…/abschluss`. */
  caseAction: (number: string, noun: string) => `/vorgaenge/${number}/${noun}`,
  /** Two cases side by side, to find out whether they are about the same. */
  caseComparison: (number: string) => `/vorgaenge/${number}/vergleich`,
  caseCompared: (number: string, other: string) => `/vorgaenge/${number}/vergleich/${other}`,
  /** Places and objects of which much is reported. */
  repeats: '/wiederkehrend',
  /** On the street: today's stops, and what the phone fetches and sends. */
  field: '/unterwegs',
  fieldMap: '/unterwegs/karte',
  fieldStop: (number: string) => `/unterwegs/${number}`,
  fieldDeed: (number: string, noun: string) => `/unterwegs/${number}/${noun}`,
  fieldShell: '/unterwegs/app',
  fieldWorker: '/unterwegs/sw.js',
  fieldManifest: '/unterwegs/manifest.webmanifest',
  fieldIcon: (name: string) => `/unterwegs/symbol/${name}`,
  fieldDay: '/unterwegs/tag.json',
  fieldActions: '/unterwegs/aktionen',
  fieldOrder: '/unterwegs/reihenfolge',
  /** Words and photos of a case, to be blacked out by staff; what they were is read apart. */
  caseWords: (number: string, message: string) => `/vorgaenge/${number}/worte/${message}`,
  caseOriginal: (number: string, message: string) => `/vorgaenge/${number}/worte/${message}/original`,
  casePicture: (number: string, id: string) => `/vorgaenge/${number}/bilder/${id}`,
  /** What became of a case at a partner: `erneut`, `angekommen`. */
  casePartner: (number: string, endpoint: string, what: string) =>
    `/vorgaenge/${number}/partner/${endpoint}/${what}`,
  deputies: '/vertretung',
  deputyNew: '/vertretung/neu',
  deputyEnd: (id: string) => `/vertretung/${id}/ende`,
  absence: '/vertretung/abwesenheit',
  absenceRemoval: (id: string) => `/vertretung/abwesenheit/${id}/entfernung`,
  absenceCalendar: '/vertretung/abwesenheit/kalender',
  absenceImport: '/vertretung/abwesenheit/uebernahme',
  staffMails: '/vertretung/benachrichtigungen',
  approvals: '/freigaben',
  approval: (id: string) => `/freigaben/${id}`,
  approvalWithdrawal: (id: string) => `/freigaben/${id}/ruecknahme`,
  adminFourEyes: '/verwaltung/vier-augen',
  signInRules: '/verwaltung/anmeldung',
  mail: '/post',
  mailItem: (id: string) => `/post/${id}`,
  /** Opening a restricted case when there is danger. */
  emergency: '/notzugriff',
  /** Who has read what, and who has opened what in an emergency: for the data protection officer. */
  readings: '/verwaltung/lesezugriffe',
  emergencies: '/verwaltung/notzugriffe',
  /** One's own sign-in: factors, passkeys, password, devices. */
  access: '/zugang',
  accessPassword: '/zugang/passwort',
  accessApp: '/zugang/app',
  accessAppEnd: '/zugang/app/entfernung',
  accessRecovery: '/zugang/ersatzcodes',
  accessPasskeys: '/zugang/passkeys',
  accessPasskeyName: (id: string) => `/zugang/passkeys/${id}/name`,
  accessPasskeyEnd: (id: string) => `/zugang/passkeys/${id}/entfernung`,
  accessSessions: '/zugang/sitzungen',
  accessSession: (id: string) => `/zugang/sitzungen/${id}`,
  accessHistory: '/zugang/anmeldungen',
} as const
