import type { BookingRefusalCode } from '@cherha/shared/protocol'
import type { BookingKeys } from './keys.ts'
import type { CodeCounts } from './memory/code-counts.ts'
import type { FreePlaces } from './memory/free-places.ts'
import type { HoldBook } from './memory/hold-book.ts'
import type { BookingParts, BookingRefusal } from './ports.ts'
import type { BookingStore } from './store/booking-store.ts'
import type { HoldWriter } from './store/writer.ts'

/** What every part of booking works with. */
export interface Context extends BookingParts {
  readonly keys: BookingKeys
  readonly store: BookingStore
  readonly writer: HoldWriter
  readonly holds: HoldBook
  readonly free: FreePlaces
  readonly codeCounts: CodeCounts
}

export function refused(code: BookingRefusalCode, more: Omit<BookingRefusal, 'ok' | 'code'> = {}): BookingRefusal {
  return { ok: false, code, ...more }
}
