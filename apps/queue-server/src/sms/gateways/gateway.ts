/** A message on its way out. */
export interface Outgoing {
  /** The same for a repetition. */
  readonly id: string
  /** `+380XXXXXXXXX`. */
  readonly phone: string
  readonly text: string
  /** For how long it is worth delivering, ms. */
  readonly validMs: number
}

/** What a gateway says later of a message it has taken. */
export interface Receipt {
  /** What `send` has returned. */
  readonly reference: string
  /** `delivered`, or the gateway's own word. */
  readonly outcome: string
}

export interface GatewayListener {
  /** What it was connected to has gone. */
  lost(error: GatewayFailure): void
  /** Resolves when it is written down; rejects when it should be told again. */
  receipt(receipt: Receipt): Promise<void>
}

/**
 * A way to send messages. **Another adapter** is a class of this shape and a line in `open-gateway.ts`; the outbox keeps,
 * orders, paces and repeats, and asks whether the gateway is back.
 */
export interface Gateway {
  /**
   * Hands one message over. Repeated with the same id when the answer was lost.
   * @returns the gateway's name for it; null: it gives none
   * @throws GatewayFailure
   */
  send(message: Outgoing, listener: GatewayListener): Promise<string | null>
  /** Connects where there is no connection, and asks for a sign of life. @throws GatewayFailure */
  probe(listener: GatewayListener): Promise<void>
  close(): Promise<void>
}

/**
 * Why a message was not taken. `away`: no answer, or one that does not say whether it is for this message or for all.
 * `busy`: it asks for a pause. `rejected`: it works and does not take this message. The sentence names no phone and no text.
 */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure'
  readonly kind: 'away' | 'busy' | 'rejected'

  constructor(kind: GatewayFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
