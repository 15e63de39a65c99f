import { connectorKeys } from '@cherha/shared/workflow'
import { z } from 'zod'

export const faultKinds = [
  /** Works as it should. */
  'none',
  /** Answers after `ms`. */
  'delay',
  /** Answers 500. */
  'error',
  /** Takes the request and never answers. */
  'hang',
  /** Answers for a request nobody made. */
  'wrong-id',
  /** Answers the contrary, or something that does not fit what was asked. */
  'wrong-answer',
  /** Answers something that is no answer. */
  'garbage',
  /** Sends its answer twice over the same connection. */
  'twice',
  /** Does the work and breaks the connection before it answers. */
  'lost-answer',
  /** Answers 422: it works and does not take the request. */
  'rejects',
  /** The port is closed. */
  'dead',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** `POST /simulator/faults`. */
export const FaultOrder = z.strictObject({
  system: z.enum([...connectorKeys, 'mail']),
  fault: z.enum(faultKinds),
  /** Of `delay`. */
  ms: z.int().min(0).max(600_000).default(2_000),
  /** For so many requests; left out: until another order. Not of `dead`. */
  count: z.int().min(1).max(100_000).optional(),
})
export type FaultOrder = z.infer<typeof FaultOrder>

export interface Fault {
  readonly kind: FaultKind
  readonly ms: number
  /** null: until another order. */
  readonly left: number | null
}

const none: Fault = { kind: 'none', ms: 0, left: null }

/** Which system fails how. */
export class Faults {
  readonly #now = new Map<string, Fault>()

  set({ system, fault, ms, count }: FaultOrder): void {
    this.#now.set(system, { kind: fault, ms, left: count ?? null })
  }

  get(system: string): Fault {
    return this.#now.get(system) ?? none
  }

  /** The fault of the next request. */
  take(system: string): Fault {
    const fault = this.get(system)
    if (fault.left !== null) {
      const left = fault.left - 1
      this.#now.set(system, left === 0 ? none : { ...fault, left })
    }
    return fault
  }

  clear(): void {
    this.#now.clear()
  }
}

/** `border=dead`, `register=delay:2000`, `check=error*3`. @returns null when it is none */
export function readFault(text: string): FaultOrder | null {
  const match = /^([a-z-]+)=([a-z-]+)(?::(\d+))?(?:\*(\d+))?$/.exec(text)
  if (match === null) return null
  const [, system, fault, ms, count] = match
  const read = FaultOrder.safeParse({
    system,
    fault,
    ...(ms !== undefined && { ms: Number(ms) }),
    ...(count !== undefined && { count: Number(count) }),
  })
  return read.success ? read.data : null
}
