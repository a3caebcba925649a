import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A report that waits in this browser, or what is left of one that was taken: no words, no photos. */
export interface Waiting {
  /** Drawn here; the server knows by it that a report comes for the second time. */
  key: string
  at: string
  state: 'waiting' | 'sent' | 'open' | 'refused'
  /** Its fields and photos; gone once it was taken. */
  fields: Record<string, string>
  photos: { name: string; type: string; bytes: ArrayBuffer }[]
  number?: string
  link?: string
  dangers?: { number: string; advice: string }[]
  said?: string[]
}

interface Kept extends DBSchema {
  reports: { key: string; value: Waiting }
}

const open = (): Promise<IDBPDatabase<Kept>> =>
  openDB<Kept>('melden', 1, { upgrade: (db) => void db.createObjectStore('reports', { keyPath: 'key' }) })

async function using<R>(run: (db: IDBPDatabase<Kept>) => Promise<R>): Promise<R> {
  const db = await open()
  try {
    return await run(db)
  } finally {
    db.close()
  }
}

/** In the order in which they were written. */
export const allReports = (): Promise<Waiting[]> =>
  using(async (db) => (await db.getAll('reports')).sort((a, b) => a.at.localeCompare(b.at)))

export const keepReport = (report: Waiting): Promise<unknown> => using((db) => db.put('reports', report))
export const dropReport = (key: string): Promise<void> => using((db) => db.delete('reports', key))

/** 128 bits as 22 letters. */
export function drawKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
