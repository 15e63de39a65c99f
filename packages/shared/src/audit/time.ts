import type { QueueEvent } from '../queue/index.ts'
import type { Book } from './book.ts'
import type { Moment } from './moment.ts'
import type { Say } from './violation.ts'

/** Hub time and boot clock are read one after the other, and below this a difference is no step (S26). */
const toleranceMs = 2_000

/**
 * L5, Q52: within a boot both clocks only go forward and go together; hub time leaves the boot clock by a step that a
 * lead has accepted, and by nothing else. A boot takes both anew, hub time never before the last moment of the log.
 */
export function judgeTime(book: Book, event: QueueEvent, now: Moment, say: Say): void {
  const { time } = book
  const offset = now.at - now.mono
  const moved = time.offset === null ? Infinity : offset - time.offset
  const goesOn = time.mono !== null && now.mono >= time.mono && Math.abs(moved) <= toleranceMs
  // a boot that finds another configuration says so first, already by its own clock
  const configures = event.type === 'office-configured' && !goesOn && !follows(moved, time.accepted)
  if (event.type === 'hub-started' || configures) {
    if (now.at < time.at + Math.min(0, time.accepted))
      say('L5', 'the hub started at a time before the last event of its log')
    if (configures) {
      book.owed = {
        rule: 'L5',
        sentence: 'the clocks of a new boot were used and the hub was not started',
        fits: (next) => next.type === 'hub-started',
      }
    }
    book.time = { at: now.at, mono: now.mono, offset, accepted: 0 }
    return
  }
  if (time.mono === null) say('L5', `the log begins with ${event.type} instead of a start of the hub`)
  else if (now.mono < time.mono) say('L5', 'the boot clock went back and the hub had not been started again')
  else if (!goesOn) {
    if (follows(moved, time.accepted)) {
      book.time = { at: now.at, mono: now.mono, offset: (time.offset ?? 0) + time.accepted, accepted: 0 }
      return
    }
    say('Q52', `hub time moved by ${Math.round(moved / 1000)} s against the boot clock, and no lead had accepted that`)
  } else if (now.at < time.at) say('L5', 'hub time went back')
  book.time = { ...time, at: now.at, mono: now.mono, offset: goesOn ? time.offset : offset }
}

function follows(moved: number, accepted: number): boolean {
  return accepted !== 0 && Math.abs(moved - accepted) <= toleranceMs
}
