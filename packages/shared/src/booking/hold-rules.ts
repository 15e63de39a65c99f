/** B7: how long a place is held. */
export const holdMs = 300_000
/** B8: wrong codes until the hold ends. */
export const codeTries = 3
/** B9: before a new code may be asked for, and how many there are with the first. */
export const resendMs = 60_000
export const mostCodes = 3
/** B12: how long the first message of a hold may wait for the gateway. */
export const handOverMs = 60_000

/** What a code depends on; the same for a hold and for the code of “my bookings”. */
export interface CodeState {
  /** Ms since 1970. */
  readonly until: number
  readonly tries: number
  /** Codes sent so far. */
  readonly codes: number
  /** When the newest was. */
  readonly codeAt: number
}

export const isOver = ({ until, tries }: CodeState, now: number): boolean => now >= until || tries >= codeTries

/** What comes of asking for a new code (B9). */
export function newCodeRefusal(
  state: CodeState,
  now: number,
): { readonly code: 'hold-gone' | 'resend-early' | 'no-more-codes'; readonly retrySeconds?: number } | null {
  if (isOver(state, now)) return { code: 'hold-gone' }
  if (state.codes >= mostCodes) return { code: 'no-more-codes' }
  const wait = state.codeAt + resendMs - now
  return wait > 0 ? { code: 'resend-early', retrySeconds: Math.ceil(wait / 1_000) } : null
}

/** Seconds until a new code may be asked for; null: there is none any more. */
export function resendSeconds({ codes, codeAt }: CodeState, now: number): number | null {
  return codes >= mostCodes ? null : Math.max(0, Math.ceil((codeAt + resendMs - now) / 1_000))
}

/** B22: how long a cancelled place stays away. @param chance from 0, below 1 */
export function returnDelayMs(minutes: { readonly least: number; readonly most: number }, chance: number): number {
  const least = Math.min(minutes.least, minutes.most) * 60_000
  const most = Math.max(minutes.least, minutes.most) * 60_000
  return Math.round(least + chance * (most - least))
}

/** `+380 67 ***-**-67`: whose number it is knows it. */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 4)} ${phone.slice(4, 6)} ***-**-${phone.slice(-2)}`
}
