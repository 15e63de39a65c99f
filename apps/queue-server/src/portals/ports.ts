import type { Booking } from '../booking/ports.ts'

/** `sandbox`: sees the sandbox office and nothing else (B40). */
export type PortalKind = 'live' | 'sandbox'

/** Another web site that sells places of the online quota (document 000 II.3). */
export interface Portal {
  readonly name: string
  readonly kind: PortalKind
  readonly perMinute: number
  /** Bookings a day; cancelled ones among them. */
  readonly perDay: number
  /** Server time, ms. */
  readonly createdAt: number
  readonly revokedAt: number | null
}

/** What a portal may do with bookings. */
export type PortalBooking = Pick<
  Booking,
  'services' | 'offices' | 'days' | 'places' | 'bookForPortal' | 'portalBooking' | 'cancelForPortal'
>

/** An answer as it was given: it is given again byte for byte. */
export interface KeptAnswer {
  readonly status: number
  readonly body: string
}

/** A refusal that will pass by itself, before which nothing was done: it is not kept, and takes nothing from the quota. */
export interface PassingRefusal {
  readonly passing: Error
}

/** A request that is about to be carried out. */
export interface Begun {
  readonly portal: string
  readonly key: string
  /** Keyed hash of its body. */
  readonly hash: string
  readonly at: number
  /** Day of the quota, `YYYY-MM-DD`. */
  readonly day: string
}

export type BeginAnswer =
  /** `left`: bookings of the day that are left after this one. */
  | { readonly is: 'begun'; readonly left: number }
  /** It was carried out before; `box`: the answer, sealed. */
  | { readonly is: 'answered'; readonly status: number; readonly box: Buffer; readonly left: number }
  | { readonly is: 'reused' }
  | { readonly is: 'quota' }
  | { readonly is: 'revoked' }

/** Portals, and what they have asked for in the last day. */
export interface PortalStore {
  /** @returns false when there is or was one of this name: a name is never given to somebody else */
  add(portal: Portal & { readonly hash: string }): Promise<boolean>
  /** By name. */
  list(): Promise<readonly Portal[]>
  /** Revoked ones too. */
  byHash(hash: string): Promise<Portal | null>
  /** @returns false when there is no such portal, or it is revoked already */
  revoke(name: string, at: number): Promise<boolean>
  /**
   * Notes a request before it is carried out, against the day's quota; one that was noted before and has no answer is
   * begun again.
   * @param since requests older than this moment are forgotten
   */
  begin(request: Begun, since: number): Promise<BeginAnswer>
  /** Keeps the answer; what was not booked leaves the quota. */
  finish(request: Begun, answer: { readonly status: number; readonly box: Buffer }): Promise<void>
  /** The request is as if it had never come; one that was begun earlier, and whose end is not known, stays. */
  forget(request: Begun): Promise<void>
  /** Bookings of a day, by portal. */
  booked(day: string): Promise<ReadonlyMap<string, number>>
  /** Forgets requests from before this moment. */
  tidy(before: number): Promise<void>
}
