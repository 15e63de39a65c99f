/**
 * Why an attempt came to nothing. `away`: no answer, or the system says it cannot. `lie`: an answer that cannot be one to
 * this request. `rejected`: the system works and does not take this request. Messages name no person.
 */
export class OutsideFailure extends Error {
  override readonly name = 'OutsideFailure'
  readonly kind: 'away' | 'lie' | 'rejected'
  /** Of an answer over HTTP. */
  readonly status: number | null

  constructor(kind: OutsideFailure['kind'], message: string, options?: ErrorOptions & { readonly status?: number }) {
    super(message, options)
    this.kind = kind
    this.status = options?.status ?? null
  }
}

/** The server is stopping: the work is taken up again by its next start. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
