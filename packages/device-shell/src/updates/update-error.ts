/** Why an update was not taken. Nothing has changed on the device. */
export type UpdateRefusal =
  | 'unreachable'
  | 'not-there'
  | 'unreadable'
  | 'bad-signature'
  | 'other-app'
  | 'downgrade'
  | 'known-bad'
  | 'truncated'
  | 'too-large'
  | 'wrong-hash'
  | 'no-space'
  | 'no-way-back'
  | 'install-failed'

/** An update was refused; the running version goes on. */
export class UpdateError extends Error {
  override name = 'UpdateError'
  readonly code: UpdateRefusal

  constructor(code: UpdateRefusal, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The error as an UpdateError: a full disk is told apart, everything else gets the given code. */
export function asUpdateError(error: unknown, otherwise: UpdateRefusal): UpdateError {
  if (error instanceof UpdateError) return error
  const message = error instanceof Error ? error.message : String(error)
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  return new UpdateError(full ? 'no-space' : otherwise, message, { cause: error })
}
