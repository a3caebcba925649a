import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { DayData, Item } from './model.ts'
import { bySeq } from './queue.ts'

/** What one account has on this device. Another account has a database of its own and never reads this one. */
interface Kept extends DBSchema {
  queue: { key: number; value: Item }
  day: { key: string; value: { data: DayData; etag: string | null; at: string } }
  plan: { key: string; value: { day: string; order: string[]; dirty: boolean } }
}

interface Accounts extends DBSchema {
  accounts: { key: string; value: { id: string; name: string; current: boolean } }
}

const nameOf = (account: string): string => `unterwegs-${account}`

const accountsDb = (): Promise<IDBPDatabase<Accounts>> =>
  openDB<Accounts>('unterwegs', 1, {
    upgrade: (db) => void db.createObjectStore('accounts', { keyPath: 'id' }),
  })

/** Everybody who has something on this device. */
export async function accounts(): Promise<Accounts['accounts']['value'][]> {
  const db = await accountsDb()
  try {
    return await db.getAll('accounts')
  } finally {
    db.close()
  }
}

/** From now on the device is this account's. */
export async function becomeCurrent(account: { id: string; name: string }): Promise<void> {
  const db = await accountsDb()
  const tx = db.transaction('accounts', 'readwrite')
  for (const other of await tx.store.getAll()) await tx.store.put({ ...other, current: false })
  await tx.store.put({ ...account, current: true })
  await tx.done
  db.close()
}

/** Takes an account with all that it had off this device. */
export async function forgetAccount(id: string): Promise<void> {
  await deleteDB(nameOf(id))
  const db = await accountsDb()
  await db.delete('accounts', id)
  db.close()
}

export class Store {
  readonly account: string
  readonly #db: IDBPDatabase<Kept>

  private constructor(account: string, db: IDBPDatabase<Kept>) {
    this.account = account
    this.#db = db
  }

  static async open(account: string): Promise<Store> {
    const db = await openDB<Kept>(nameOf(account), 1, {
      upgrade(db) {
        db.createObjectStore('queue', { keyPath: 'seq', autoIncrement: true })
        db.createObjectStore('day')
        db.createObjectStore('plan')
      },
      // Another tab deletes it, after the person has said so or has signed out.
      blocking: () => db.close(),
    })
    return new Store(account, db)
  }

  close(): void {
    this.#db.close()
  }

  async items(): Promise<Item[]> {
    return (await this.#db.getAll('queue')).sort(bySeq)
  }

  /** On disk before it returns: a battery may be dead the next moment. Rejects when the device is full. */
  async append(item: Omit<Item, 'seq'>): Promise<void> {
    const tx = this.#db.transaction('queue', 'readwrite', { durability: 'strict' })
    await Promise.all([tx.store.add(item as Item), tx.done])
  }

  /** All of these or none. */
  async write(items: readonly Item[]): Promise<void> {
    const tx = this.#db.transaction('queue', 'readwrite', { durability: 'strict' })
    await Promise.all([...items.map((item) => tx.store.put(item)), tx.done])
  }

  async drop(seqs: readonly number[]): Promise<void> {
    const tx = this.#db.transaction('queue', 'readwrite', { durability: 'strict' })
    await Promise.all([...seqs.map((seq) => tx.store.delete(seq)), tx.done])
  }

  async day(): Promise<Kept['day']['value'] | null> {
    return (await this.#db.get('day', 'day')) ?? null
  }

  async keepDay(day: Kept['day']['value']): Promise<void> {
    await this.#db.put('day', day, 'day')
  }

  async forgetDay(): Promise<void> {
    await this.#db.delete('day', 'day')
  }

  async plan(): Promise<Kept['plan']['value'] | null> {
    return (await this.#db.get('plan', 'plan')) ?? null
  }

  async keepPlan(plan: Kept['plan']['value'] | null): Promise<void> {
    if (plan) await this.#db.put('plan', plan, 'plan')
    else await this.#db.delete('plan', 'plan')
  }
}
