import type { ProcessingValue } from './processing.ts'

const program = { kinds: [], types: [], active: true }
const duty = {
  de: 'Artikel 5 Absatz 2 und Artikel 32 DSGVO',
  en: 'Articles 5(2) and 32 GDPR',
}

/** What is kept so that all the rest is safe and can be shown to be. */
export const builtInSafeguards: Record<string, ProcessingValue> = {
  sessions: {
    name: { de: 'Sitzungen und Schutz der Anmeldung', en: 'Sessions and protection of sign-in' },
    purpose: {
      de: 'Angemeldet bleiben und das Erraten von Kennwörtern verhindern.',
      en: 'Staying signed in, and keeping passwords from being guessed.',
    },
    letter: 'c',
    law: duty,
    data: {
      de: 'Verfremdetes Sitzungskennzeichen, Gerät, Zeitpunkte; verfremdete Netzadresse bei Fehlversuchen',
      en: 'Digest of the session’s token, device, times; digest of the network address at failed attempts',
    },
    persons: { de: 'Alle, die sich anmelden', en: 'Everybody who signs in' },
    recipients: { de: 'niemand', en: 'nobody' },
    days: 1,
    term: {
      de: 'Eine Sitzung endet spätestens nach der eingestellten Höchstdauer und wird dann gelöscht.',
      en: 'A session ends at the latest after the longest time that is set, and is then deleted.',
    },
    action: 'delete',
    measure: 'program',
    ...program,
  },
  readings: {
    name: { de: 'Nachweis der Zugriffe', en: 'Record of access' },
    purpose: {
      de: 'Festhalten, wer personenbezogene Angaben gelesen hat, damit Betroffene es erfahren und Missbrauch auffällt.',
      en: 'Recording who has read personal data, so that data subjects can learn of it and misuse is noticed.',
    },
    letter: 'c',
    law: duty,
    data: {
      de: 'Kennungen der lesenden Person und des Gelesenen, Rolle, Vertretung, Zeitpunkt; keine Namen',
      en: 'Ids of who read and of what was read, role, deputyship, time; no names',
    },
    persons: {
      de: 'Beschäftigte; Menschen, deren Angaben gelesen wurden',
      en: 'Staff; people whose data was read',
    },
    recipients: {
      de: 'Datenschutzbeauftragte; die betroffene Person',
      en: 'Data protection officer; the data subject',
    },
    days: 365,
    term: null,
    action: 'delete',
    measure: 'program',
    ...program,
  },
  changes: {
    name: { de: 'Protokoll der Verwaltung', en: 'Record of administration' },
    purpose: {
      de: 'Änderungen an Rechten, Organisation und Einstellungen nachvollziehen, mit dem Stand davor und danach.',
      en: 'Tracing changes of rights, organisation and settings, with what stood before and after.',
    },
    letter: 'c',
    law: duty,
    data: {
      de: 'Wer was wann geändert hat; Stand davor und danach, darin Namen und Erreichbarkeit',
      en: 'Who changed what and when; what stood before and after, with names and contacts in it',
    },
    persons: { de: 'Beschäftigte; vereinzelt Bürgerinnen und Bürger', en: 'Staff; now and then citizens' },
    recipients: {
      de: 'Verwaltung der Plattform, Datenschutzbeauftragte',
      en: 'Administrators of the platform, data protection officer',
    },
    days: 1825,
    term: null,
    action: 'anonymise',
    measure: 'changes',
    ...program,
  },
  rights: {
    name: { de: 'Auskunft und Löschung', en: 'Access and erasure' },
    purpose: {
      de: 'Anträge betroffener Personen erfüllen und das nachweisen.',
      en: 'Meeting requests of data subjects and being able to show it.',
    },
    letter: 'c',
    law: { de: 'Artikel 12 und 15 bis 22 DSGVO', en: 'Articles 12 and 15 to 22 GDPR' },
    data: {
      de: 'Kennungen der betroffenen Person, Art des Antrags, Ergebnis, Zeitpunkte; keine Namen',
      en: 'Ids of the data subject, kind of request, result, times; no names',
    },
    persons: { de: 'Menschen, die ihre Rechte ausüben', en: 'People who use their rights' },
    recipients: {
      de: 'Datenschutzbeauftragte, auf Verlangen die Aufsichtsbehörde',
      en: 'Data protection officer, on demand the supervisory authority',
    },
    days: null,
    term: {
      de: 'Dauerhaft, nur als Kennungen. Nach einer Löschung führen sie zu keiner Person mehr.',
      en: 'For good, as ids only. After an erasure they lead to no person any more.',
    },
    action: 'anonymise',
    measure: 'program',
    ...program,
  },
  logs: {
    name: { de: 'Technische Protokolle', en: 'Technical logs' },
    purpose: {
      de: 'Störungen finden und die Plattform sicher betreiben.',
      en: 'Finding faults and running the platform safely.',
    },
    letter: 'c',
    law: duty,
    data: {
      de: 'Zeitpunkt, Art und Dauer von Anfragen; keine Namen, Texte und Netzadressen',
      en: 'Time, kind and duration of requests; no names, texts or network addresses',
    },
    persons: { de: 'niemand, der zu erkennen wäre', en: 'nobody who could be recognised' },
    recipients: { de: 'Betreiber der Server', en: 'Operator of the servers' },
    days: null,
    term: {
      de: 'So lange, wie der Betreiber seine Protokolle aufbewahrt.',
      en: 'For as long as the operator keeps logs.',
    },
    action: 'delete',
    measure: 'program',
    ...program,
  },
}
