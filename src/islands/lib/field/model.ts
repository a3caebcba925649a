/** What the server tells a phone about a day, and what a phone tells the server. Instants are ISO texts. */

export interface PhotoData {
  id: string
  stage: string
  /** What it shows, in words: "nach der Arbeit". */
  label: string
  small: string
  large: string
}

export interface EntryData {
  id: string
  kind: 'arrival' | 'time' | 'material'
  minutes: number | null
  material: string | null
  quantity: number | null
  by: string | null
  mine: boolean
  at: string
}

export interface HistoryData {
  at: string
  by: string | null
  what: string
  words: string | null
}

export interface StopData {
  id: string
  number: string
  version: number
  title: string
  status: 'open' | 'scheduled' | 'in_progress' | 'closed'
  outcome: string | null
  priority: number
  dueAt: string | null
  scheduledFor: string | null
  address: string | null
  district: string | null
  place: { lat: number; lon: number } | null
  public: boolean
  words: string
  object: string | null
  answers: { label: string; value: string }[]
  photos: PhotoData[]
  entries: EntryData[]
  history: HistoryData[]
  can: { start: boolean; note: boolean; photo: boolean; finish: boolean }
  /** Closing was asked for and waits for a second person. */
  waits: boolean
  /** For whom one stands in. */
  standsInFor: string | null
  /** Its surroundings as an SVG, where no map can be drawn. */
  picture: string | null
}

export interface DayData {
  account: { id: string; name: string }
  day: string
  chosen: boolean
  kept: number
  start: { lat: number; lon: number } | null
  stops: StopData[]
  materials: { id: string; name: string; unit: string }[]
}

export type DeedData =
  | { kind: 'arrive' }
  | { kind: 'start' }
  | { kind: 'photo'; stage: 'before' | 'after' }
  | { kind: 'time'; minutes: number }
  | { kind: 'material'; material: string; quantity: number }
  | { kind: 'note'; text: string }
  | { kind: 'finish'; outcome: string; note: string }

export type DeedKind = DeedData['kind']

/** An action as it is sent: the field `aktion` of a form, beside the photo's bytes. */
export interface SentAction {
  id: string
  account: string
  case: string
  base: number
  at: string
  deed: DeedData
}

/** What a case looked like when something was done to it: shown beside what it is now. */
export interface Seen {
  status: StopData['status']
  scheduledFor: string | null
  dueAt: string | null
}

/** An action on its way: kept on the device until the server has said that it is done. */
export interface Item {
  /** In the order in which things were done. */
  seq: number
  id: string
  case: string
  number: string
  title: string
  base: number
  at: string
  deed: DeedData
  photo?: { bytes: ArrayBuffer; type: string; name: string }
  seen: Seen
  state: 'waiting' | 'conflict' | 'refused' | 'sent'
  /** Of a conflict: what stands there now. */
  present?: StopData
  /** Of a refusal: the server's sentence. */
  reason?: string
  sentAt?: string
  /** Of what was sent: the case's version before and after. */
  from?: number
  version?: number
}

/** What the pages and the island know from the server without any data of a person. */
export interface Given {
  home: string
  lang: string
  timeZone: string
  /** Texts below `field.`, for the island. */
  texts: Record<string, string>
  urls: {
    map: string
    worker: string
    day: string
    actions: string
    order: string
    town: string
    signIn: string
    signOut: string
    desk: string
  }
  /** The middle of the town. */
  centre: { lat: number; lon: number }
}
