import { randomBytes } from 'node:crypto'

/**
 * Raw object storage: bytes under a name that the server made. It knows no tenant, no type and no key; whoever calls
 * it has sealed the bytes before (seal.ts). The shape is what S3 offers, so a bucket can stand where a folder stands.
 */
export interface BlobStore {
  /** Stores the bytes durably: once this resolves, they survive a power cut. Writing a name again replaces it. */
  put(name: string, bytes: Buffer): Promise<void>
  /** Null when there is nothing by that name. */
  get(name: string): Promise<Buffer | null>
  /** Does nothing when there is nothing by that name. */
  delete(name: string): Promise<void>
  /** All names, in no particular order; for `verify` and for finding what no row knows any more. */
  list(): AsyncIterable<string>
}

/** 128 random bits: not to be guessed, and saying nothing about what is stored. */
export const newBlobName = (): string => randomBytes(16).toString('hex')

export const isBlobName = (name: string): boolean => /^[a-z0-9]{32,64}$/.test(name)

/** Throws on anything that could be more than a name. Names never come from outside, so a wrong one is a fault. */
export function assertBlobName(name: string): void {
  if (!isBlobName(name)) throw new Error('not a blob name')
}
