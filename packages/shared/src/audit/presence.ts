import type { QueueEvent } from '../queue/index.ts'
import { type Book, windowOf } from './book.ts'
import { followDesk } from './call-clock.ts'
import type { Moment } from './moment.ts'
import type { Say } from './violation.ts'

/** Q38: how long a desk may be silent before its window closes. */
export const deskSilentMs = 180_000

/** Milliseconds the desk of a window has been away; 0 while it is there. */
export function deskAwayMs(book: Book, window: string, mono: number): number {
  const { session } = windowOf(book, window)
  const desk = session === null ? undefined : book.desks.get(session)
  return desk === undefined || desk.here ? 0 : mono - desk.since
}

type PresenceEvent = Extract<
  QueueEvent,
  { type: 'device-connected' | 'device-disconnected' | 'desk-connected' | 'desk-disconnected' }
>

/** Which screens are there. A desk that comes or goes moves the no-show clock of its call (Q13). */
export function readPresence(book: Book, event: PresenceEvent, { mono }: Moment, say: Say): void {
  switch (event.type) {
    case 'device-connected':
      if (event.role === 'display') book.displays.set(event.device, event.windows)
      return
    case 'device-disconnected':
      book.displays.delete(event.device)
      return
    case 'desk-connected':
    case 'desk-disconnected': {
      const here = event.type === 'desk-connected'
      if ((book.desks.get(event.session)?.here ?? false) === here)
        say('L6', `a desk was told to be ${here ? 'there' : 'away'} twice`)
      book.desks.set(event.session, { here, since: mono })
      for (const call of book.calls.values())
        if (windowOf(book, call.window).session === event.session) followDesk(book, call, here, mono)
      return
    }
  }
}
