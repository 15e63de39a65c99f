/**
 * The database cannot be used; the message is one sentence for whoever starts the server.
 *
 * | code | what recovers it |
 * |---|---|
 * | in-use | the other server on the same data is stopped, or another folder or database named |
 * | not-writable | rights or owner of the data folder |
 * | disk-full | space; nothing acknowledged was lost |
 * | no-engine | `npm ci` on this kind of computer, or DATABASE_URL |
 * | no-user | an unprivileged user for PostgreSQL, or DATABASE_URL |
 * | newer-schema | the newer program |
 * | unreachable | the address, the password, the other machine |
 * | damaged | a backup |
 * | failed | the PostgreSQL log beside the data |
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseFault
  constructor(code: DatabaseFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

export type DatabaseFault =
  | 'in-use'
  | 'not-writable'
  | 'disk-full'
  | 'no-engine'
  | 'no-user'
  | 'newer-schema'
  | 'unreachable'
  | 'damaged'
  | 'failed'

/** The code of an error of the system or of PostgreSQL, such as `EACCES` or `53100`; '' when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
