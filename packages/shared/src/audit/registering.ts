import type { Book, BookDay } from './book.ts'
import type { Say } from './violation.ts'

/** Q20: registrations of one terminal session. */
const perSession = 5

export function mustBeCategory(book: Book, category: string, number: string, say: Say): void {
  const known = book.config?.priorityCategories.some(({ code, enabled }) => code === category && enabled)
  if (known !== true) say('Q10', `${number} has priority by a category the office has not enabled`)
}

/** Q20: one terminal session, at most five. */
export function countSession(book: Book, session: string | null, number: string, say: Say): void {
  if (session === null) return
  const count = (book.sessions.get(session) ?? 0) + 1
  book.sessions.set(session, count)
  if (count > perSession)
    say('Q20', `${number} is registration ${count} of one terminal session, which may make ${perSession}`)
}

/** Q21, Q26: the person or document of a live registration of the same service. */
export function judgeOnePerPerson(day: BookDay, number: string, fingerprint: string, say: Say): void {
  for (const other of day.tickets.values()) {
    if (other.status !== 'ended' && other.number !== number && other.fingerprint === fingerprint)
      say('Q21', `${number} was registered for the person and service that ${other.number} is for`)
  }
}
