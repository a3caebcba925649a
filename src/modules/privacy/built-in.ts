import type { ProcessingValue } from './processing.ts'

const stateLaw = {
  de: 'in Verbindung mit dem Datenschutzgesetz des Landes',
  en: 'together with the data protection act of the state',
}
const program = { kinds: [], types: [], active: true }

/** What the program does with people's data, out of the box; a town sets its own words and periods over it. */
export const builtIn: Record<string, ProcessingValue> = {
  reports: {
    name: { de: 'Meldungen bearbeiten', en: 'Dealing with reports' },
    purpose: {
      de: 'Gemeldete Mängel finden, beheben und denen antworten, die sie gemeldet haben; Ansprüche aus der Verkehrssicherungspflicht klären.',
      en: 'Finding and repairing what was reported, answering those who reported it, and settling claims about the duty to keep public places safe.',
    },
    letter: 'e',
    law: {
      de: `Straßen-, Kommunal- und Ordnungsrecht des Landes ${stateLaw.de}; Frist nach §§ 195, 199 BGB`,
      en: `Roads, local government and public order law of the state ${stateLaw.en}; period after sections 195 and 199 of the Civil Code (BGB)`,
    },
    data: {
      de: 'Ort, Beschreibung, Fotos mit Aufnahmeort und -zeit, Antworten auf Zusatzfragen, Nachrichten; freiwillig Name, E-Mail-Adresse, Telefonnummer',
      en: 'Place, description, photos with their place and time, answers to further questions, messages; voluntarily name, e-mail address, telephone number',
    },
    persons: {
      de: 'Menschen, die etwas melden; Menschen, um die es in einer Meldung geht',
      en: 'People who report something; people whom a report is about',
    },
    recipients: {
      de: 'Zuständige Ämter der Stadt; andere Behörden und Betriebe, soweit sie zuständig sind (ohne Angaben zur meldenden Person)',
      en: 'Responsible departments of the town; other authorities and companies where they are responsible (without data about who reported)',
    },
    days: 1095,
    term: null,
    action: 'anonymise',
    measure: 'cases',
    kinds: ['report'],
    types: [],
    active: true,
  },
  accounts: {
    name: { de: 'Konten von Bürgerinnen, Bürgern und Betrieben', en: 'Accounts of citizens and businesses' },
    purpose: {
      de: 'Wer möchte, verfolgt die eigenen Vorgänge in einem Konto und muss Angaben nicht wiederholen.',
      en: 'Those who wish follow their own cases in an account and need not repeat what they have said.',
    },
    letter: 'a',
    law: {
      de: 'Einwilligung beim Anlegen des Kontos, jederzeit widerrufbar',
      en: 'Consent when the account is made, which may be withdrawn at any time',
    },
    data: {
      de: 'Name, E-Mail-Adresse, Anmeldemittel, Vertrauensniveau, Einwilligungen, Zeitpunkt der letzten Anmeldung',
      en: 'Name, e-mail address, means of signing in, trust level, consents, time of the last sign-in',
    },
    persons: { de: 'Inhaberinnen und Inhaber eines Kontos', en: 'Holders of an account' },
    recipients: {
      de: 'Ämter, bei denen ein Vorgang liegt',
      en: 'Departments that deal with a case',
    },
    days: 730,
    term: null,
    action: 'delete',
    measure: 'accounts',
    ...program,
  },
  mail: {
    name: { de: 'Benachrichtigungen', en: 'Notifications' },
    purpose: {
      de: 'Eingang, Termine und Ergebnisse mitteilen und die Zustellung nachweisen können.',
      en: 'Telling people of receipt, dates and results, and being able to show that it was sent.',
    },
    letter: 'e',
    law: {
      de: `Aufgabe, zu der die Nachricht gehört, ${stateLaw.de}`,
      en: `The task that the message belongs to, ${stateLaw.en}`,
    },
    data: {
      de: 'E-Mail-Adresse, Betreff und Text der Nachricht',
      en: 'E-mail address, subject and text of the message',
    },
    persons: { de: 'Menschen, die benachrichtigt werden möchten', en: 'People who wish to be told' },
    recipients: { de: 'Betreiber des Mailservers der Stadt', en: 'Operator of the town’s mail server' },
    days: 30,
    term: null,
    action: 'delete',
    measure: 'mail',
    ...program,
  },
  subscriptions: {
    name: { de: 'Abos und Nachrichten zu Baustellen', en: 'Subscriptions and news of works' },
    purpose: {
      de: 'Wer möchte, bekommt Neuigkeiten aus der eigenen Umgebung oder zu einer Baustelle oder Störung per E-Mail oder auf ein Gerät.',
      en: 'Those who wish get news from their neighbourhood, or of a building site or an outage, by e-mail or on a device.',
    },
    letter: 'a',
    law: {
      de: 'Einwilligung durch Bestätigung der Adresse oder im Browser, jederzeit widerrufbar',
      en: 'Consent by confirming the address or in the browser, which may be withdrawn at any time',
    },
    data: {
      de: 'E-Mail-Adresse oder Kennung des Geräts beim Push-Dienst; Orte, Kategorien, Häufigkeit und Baustellen, die jemand gewählt hat',
      en: 'E-mail address, or the device’s address at its push service; places, categories, frequency and works that somebody has chosen',
    },
    persons: { de: 'Menschen, die Neuigkeiten abonnieren', en: 'People who subscribe to news' },
    recipients: {
      de: 'Betreiber des Mailservers der Stadt; bei Geräten der Push-Dienst des Browsers (Inhalt verschlüsselt)',
      en: 'Operator of the town’s mail server; for devices, the browser’s push service (content encrypted)',
    },
    days: 730,
    term: null,
    action: 'delete',
    measure: 'subscriptions',
    ...program,
  },
  drafts: {
    name: { de: 'Entwürfe', en: 'Drafts' },
    purpose: {
      de: 'Angefangene Formulare von Seite zu Seite behalten.',
      en: 'Keeping a form that was begun from page to page.',
    },
    letter: 'e',
    law: {
      de: '§ 25 Absatz 2 Nummer 2 TDDDG für das Cookie',
      en: 'Section 25(2) no. 2 TDDDG for the cookie',
    },
    data: { de: 'Was ins Formular eingetragen wurde, Fotos', en: 'What was entered into the form, photos' },
    persons: { de: 'Menschen, die ein Formular ausfüllen', en: 'People who fill in a form' },
    recipients: { de: 'niemand', en: 'nobody' },
    days: 1,
    term: null,
    action: 'delete',
    measure: 'program',
    ...program,
  },
  staff: {
    name: { de: 'Zugänge der Beschäftigten', en: 'Staff access' },
    purpose: {
      de: 'Beschäftigte anmelden, ihre Rechte festlegen, Arbeit zuteilen und vertreten.',
      en: 'Signing staff in, setting what they may do, giving out work and standing in for one another.',
    },
    letter: 'e',
    law: {
      de: `Beschäftigtendatenschutz ${stateLaw.de}`,
      en: `Protection of employees’ data ${stateLaw.en}`,
    },
    data: {
      de: 'Name, dienstliche Erreichbarkeit, Rollen, Qualifikationen, Dienstzeiten, Abwesenheiten ohne Grund, Anmeldemittel',
      en: 'Name, work contact, roles, skills, hours of duty, absences without their reason, means of signing in',
    },
    persons: { de: 'Beschäftigte der Stadt', en: 'The town’s staff' },
    recipients: {
      de: 'Kolleginnen und Kollegen, Verwaltung der Plattform',
      en: 'Colleagues, administrators of the platform',
    },
    days: null,
    term: {
      de: 'Bis zum Ausscheiden; der Name bleibt in Vorgängen, solange diese aufbewahrt werden.',
      en: 'Until they leave; the name stays in cases for as long as these are kept.',
    },
    action: 'delete',
    measure: 'program',
    ...program,
  },
}
