import type { QueueState } from '@cherha/shared/queue'
import type { OnlineDay, OnlineState } from '@cherha/shared/replication'
import type { PublishedDay } from './answers.ts'

/** Published days with their places and what is sold: online by the server's own books, the rest by the mirror. */
export function publishedDays(online: OnlineState, mirror: QueueState): PublishedDay[] {
  return Object.values(online.days)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map((day) => {
      const places = { online: 0, terminal: 0, current: 0 }
      const sold = { online: 0, terminal: 0, current: 0 }
      for (const place of Object.values(day.places)) {
        if (place.state === 'withdrawn') continue
        places[place.channel] += 1
        if (place.state === 'booked') sold.online += 1
      }
      for (const ticket of Object.values(mirror.days[day.date]?.tickets ?? {})) {
        if (ticket.channel !== 'online') sold[ticket.channel] += 1
      }
      return { date: day.date, state: stateOf(day, mirror), places, sold }
    })
}

function stateOf({ state, publishedSeq }: OnlineDay, mirror: QueueState): PublishedDay['state'] {
  if (state !== 'open') return state
  return mirror.inbox.seq >= publishedSeq ? 'acknowledged' : 'published'
}
