/** A backup or a restore cannot be done; the message says why and what to do, to a person. */
export class BackupError extends Error {}
