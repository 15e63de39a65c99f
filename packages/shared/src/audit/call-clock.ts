import { type Book, type BookCall, windowOf } from './book.ts'

/** Q16: the length a configuration may only raise. */
const shortestMs = 120_000
/** Q14: what the hub waits beyond the announced time. */
export const graceMs = 5_000
/** Q13: what remains at least when the desk comes back. */
const remainsMs = 15_000

export function noShowMs(book: Book): number {
  return Math.max(shortestMs, (book.config?.rules.noShowSeconds ?? 0) * 1000)
}

/** Milliseconds the no-show clock of a call has run: from the announcement on, while the desk was there (Q12, Q13). */
export function ranMs(call: BookCall, mono: number): number {
  return call.ran + (call.since === null ? 0 : mono - call.since)
}

export function deskIsHere(book: Book, window: string): boolean {
  const { session } = windowOf(book, window)
  return session !== null && book.desks.get(session)?.here === true
}

/** The desk of the call's window came or went (Q13). */
export function followDesk(book: Book, call: BookCall, here: boolean, mono: number): void {
  if (call.announcedAt === null || call.interrupted) return
  if (!here) {
    call.ran = ranMs(call, mono)
    call.since = null
  } else if (call.since === null) {
    call.ran = Math.min(call.ran, noShowMs(book) - remainsMs)
    call.since = mono
  }
}

/** A restart or a suspension: nothing of the announcement counts any more (Q40, Q43). */
export function interruptCalls(book: Book): void {
  for (const call of book.calls.values()) {
    call.interrupted = true
    call.ran = 0
    call.since = null
  }
}
