declare module 'pg/lib/utils' {
  /** A JavaScript value as the text or bytes of a parameter. */
  export function prepareValue(value: unknown): string | Buffer | null
}
