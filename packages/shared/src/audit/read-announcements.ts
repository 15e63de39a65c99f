import type { QueueEvent } from '../queue/index.ts'
import type { Book, BookCall } from './book.ts'
import { deskIsHere } from './call-clock.ts'
import type { Moment } from './moment.ts'
import type { Say } from './violation.ts'

type Announcement = Extract<QueueEvent, { type: 'call-shown' | 'call-announced' | 'call-recalled' }>

/** A2: what a display has to show a call, A3: what it has to confirm the sound, A5: between two announcements. */
const showWithinMs = 3_000
const announceWithinMs = 90_000
const recallEveryMs = 15_000
const recallLimit = 3

/** What displays and voices do about a call (A). */
export function readAnnouncement(book: Book, event: Announcement, { mono }: Moment, say: Say): void {
  const call = book.calls.get(event.call)
  if (call === undefined) return say('A7', `${event.type} names the call ${event.call}, which is not under way`)
  const { number } = call.ticket
  if (book.suspension !== null || call.interrupted)
    say('Q40', `${event.type} of ${number} while its call was interrupted`)
  switch (event.type) {
    case 'call-shown': {
      const shown = book.displays.get(event.device) ?? configured(book, event.device)
      if (shown.length > 0 && !shown.includes(call.window))
        say('A8', `${event.device} showed the call of ${number} at window ${call.window}, which is not one of its own`)
      call.shownAt ??= mono
      return
    }
    case 'call-announced':
      if (event.by === 'voice') judgeVoice(book, call, mono, say)
      if (event.by === 'timeout') judgeTimeout(call, mono, say)
      // A4: the first announcement counts
      if (call.announcedAt !== null) return
      if (event.by === 'display') call.shownAt ??= mono
      call.announcedAt = mono
      call.lastAnnouncedAt = mono
      call.ran = 0
      call.since = deskIsHere(book, call.window) ? mono : null
      return
    case 'call-recalled':
      call.recalls += 1
      if (call.recalls > recallLimit)
        say('A5', `${number} was recalled ${call.recalls} times, ${recallLimit} are the most`)
      if (mono - call.lastAnnouncedAt < recallEveryMs)
        say(
          'A5',
          `${number} was recalled ${(mono - call.lastAnnouncedAt) / 1000} s after its last announcement, 15 s are the least`,
        )
      // Q7: the no-show clock runs on
      call.lastAnnouncedAt = mono
      return
  }
}

function configured(book: Book, device: string): readonly string[] {
  return book.config?.devices.find(({ id }) => id === device)?.windows ?? []
}

function judgeVoice(book: Book, call: BookCall, mono: number, say: Say): void {
  const { number } = call.ticket
  if (call.announcedAt !== null) say('A4', `the voice call of ${number} was confirmed after it had been announced`)
  const display = [...book.displays.values()].some((windows) => windows.length === 0 || windows.includes(call.window))
  if (display && (call.shownAt !== null || mono - call.madeAt < showWithinMs))
    say('A2', `${number} was called by voice while a display of window ${call.window} was announcing it`)
}

function judgeTimeout(call: BookCall, mono: number, say: Say): void {
  const { number } = call.ticket
  if (call.announcedAt !== null) say('A4', `the announcement of ${number} was given up after it had been announced`)
  if (call.shownAt === null || mono - call.shownAt < announceWithinMs)
    say('A3', `${number} counts as announced before it had been shown for 90 s`)
}
