import { z } from 'zod'

export const faultKinds = [
  /** Works as it should. */
  'none',
  /** The ports are closed. */
  'dead',
  /** The login is refused; over HTTP: the token. */
  'refuse-bind',
  /** Answers that it cannot now (ESME_RSYSERR; 500). */
  'refuse',
  /** Works, and does not take this message (ESME_RINVDSTADR; 422). */
  'reject',
  /** Asks for a pause (ESME_RTHROTTLED; 429). */
  'throttle',
  /** Answers after `ms`. */
  'slow',
  /** Takes the message and breaks the connection before it answers. */
  'drop',
  /** Takes nothing and never answers. */
  'swallow',
  /** Takes the message and never tells of its delivery. */
  'no-receipt',
  /** Tells of the delivery twice. */
  'twice',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** Those that meet a message, not a login or the ports. */
const ofMessages: readonly FaultKind[] = faultKinds.filter((kind) => !['none', 'dead', 'refuse-bind'].includes(kind))

/** `POST /simulator/faults`. */
export const FaultOrder = z
  .strictObject({
    fault: z.enum(faultKinds),
    /** Of `slow`. */
    ms: z.int().min(0).max(600_000).default(2_000),
    /** For so many requests; left out: until another order. Not of `dead`. */
    count: z.int().min(1).max(100_000).optional(),
    /** Of messages to this number only: `+` and digits. */
    phone: z
      .string()
      .regex(/^\+\d{8,15}$/)
      .optional(),
  })
  .refine(({ fault, phone }) => phone === undefined || ofMessages.includes(fault), {
    path: ['phone'],
    message: 'this fault is of no message',
  })
export type FaultOrder = z.infer<typeof FaultOrder>

/** How the simulator fails now: one fault at a time. */
export class Faults {
  #kind: FaultKind = 'none'
  #ms = 0
  #left: number | null = null
  #phone: string | null = null

  get now(): {
    readonly kind: FaultKind
    readonly ms: number
    readonly left: number | null
    readonly phone: string | null
  } {
    return { kind: this.#kind, ms: this.#ms, left: this.#left, phone: this.#phone }
  }

  set({ fault, ms, count, phone }: FaultOrder): void {
    this.#kind = fault
    this.#ms = ms
    this.#left = count ?? null
    this.#phone = phone ?? null
  }

  /** The fault of the next login. */
  takeOfLogin(): FaultKind {
    return this.#kind === 'refuse-bind' ? this.#take() : 'none'
  }

  /** The fault of the next message, if it is one of those it can meet. */
  takeOfMessage(phone: string, ...possible: readonly FaultKind[]): FaultKind {
    const isMeant = this.#phone === null || this.#phone === phone
    return isMeant && possible.includes(this.#kind) ? this.#take() : 'none'
  }

  #take(): FaultKind {
    const kind = this.#kind
    if (this.#left !== null) {
      this.#left -= 1
      if (this.#left <= 0) this.set({ fault: 'none', ms: 0 })
    }
    return kind
  }
}

/** `refuse`, `slow:500`, `drop*3`, `refuse@+380671234567`. @returns null when it is none */
export function readFault(text: string): FaultOrder | null {
  const match = /^([a-z-]+)(?::(\d+))?(?:@(\+\d+))?(?:\*(\d+))?$/.exec(text)
  if (match === null) return null
  const [, fault, ms, phone, count] = match
  const read = FaultOrder.safeParse({
    fault,
    ...(ms !== undefined && { ms: Number(ms) }),
    ...(count !== undefined && { count: Number(count) }),
    ...(phone !== undefined && { phone }),
  })
  return read.success ? read.data : null
}
