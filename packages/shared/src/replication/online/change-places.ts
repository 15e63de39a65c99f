import type { InboxItem } from '../../protocol/index.ts'
import { formatNumber, parseNumber } from '../../text/index.ts'
import type { OnlineCommandOf, OnlineDecision, OnlineRefusalCode, PlaceToAdd } from './commands.ts'
import type { OnlineDay, OnlineState } from './state.ts'

/** N4: the server adds n + 1 … 999; from 1001 on the numbers are the hub's. */
const highestServerNumber = 999

type ChangePlaces = OnlineCommandOf<'change-places'>

/**
 * Places added to a published day, and withdrawn from it: the server's own at once while they are unsold, the hub's by a
 * request it may refuse. All of the change, or nothing.
 */
export function decideChange(state: OnlineState, command: ChangePlaces): OnlineDecision<'change-places'> {
  const day = state.days[command.date]
  if (day === undefined) return refuse('unknown-day', 'date')
  if (day.state === 'cancelled') return refuse('day-cancelled', 'date')
  const added = addedItems(state, day, command.add)
  if (!added.ok) return added
  const withdrawn = withdrawnItems(day, command)
  if (!withdrawn.ok) return withdrawn
  const items = [...added.items, ...withdrawn.items]
  const requested: { number: string; request: string }[] = []
  const gone: string[] = []
  for (const item of withdrawn.items) {
    if (item.type === 'place-withdrawn') gone.push(item.number)
    if (item.type === 'withdraw-requested') requested.push({ number: item.number, request: item.request })
  }
  return { ok: true, items, result: { added: added.numbers, withdrawn: gone, requested } }
}

type Refused = { readonly ok: false; readonly refusal: { readonly code: OnlineRefusalCode; readonly field: string } }
type Items = { readonly ok: true; readonly items: InboxItem[] }

function addedItems(
  state: OnlineState,
  day: OnlineDay,
  places: readonly PlaceToAdd[],
): (Items & { readonly numbers: string[] }) | Refused {
  const highest: Record<string, number> = { ...day.highest }
  const items: InboxItem[] = []
  const numbers: string[] = []
  for (const place of [...places].sort((a, b) => a.at - b.at || a.lane - b.lane)) {
    const letter =
      day.letters[place.service] ?? state.config?.services.find((service) => service.id === place.service)?.letter
    if (letter === undefined) return refuse('unknown-service', 'add')
    const n = (highest[letter] ?? 0) + 1
    if (n > highestServerNumber) return refuse('number-range-full', 'add')
    highest[letter] = n
    const number = formatNumber(letter, n)
    // after the handover nothing is sold online: the place is for the people in the office
    const channel = day.state === 'closed' && place.channel === 'online' ? 'current' : place.channel
    const { service, minutes, time, at, lane } = place
    items.push({ type: 'place-added', date: day.date, number, service, minutes, time, at, lane, channel })
    numbers.push(number)
  }
  return { ok: true, items, numbers }
}

function withdrawnItems(day: OnlineDay, { withdraw, requests, date }: ChangePlaces): Items | Refused {
  const items: InboxItem[] = []
  for (const [index, number] of [...new Set(withdraw)].entries()) {
    const place = day.places[number]
    if (place === undefined && !isHubNumber(number)) return refuse('unknown-place', 'withdraw')
    const isOwn = day.state === 'open' && place?.channel === 'online'
    if (place?.state === 'booked' && isOwn) return refuse('place-taken', 'withdraw')
    if (place?.state === 'withdrawn' || place?.state === 'asked') continue
    if (isOwn) items.push({ type: 'place-withdrawn', date, number })
    else items.push({ type: 'withdraw-requested', request: requests[index] ?? missing(number), date, number })
  }
  return { ok: true, items }
}

/** N4: places the hub has added are known to it alone; it answers for them. */
function isHubNumber(number: string): boolean {
  return (parseNumber(number)?.n ?? 0) > highestServerNumber
}

function missing(number: string): never {
  throw new RangeError(`no request id for ${number}`)
}

function refuse(code: OnlineRefusalCode, field: string): Refused {
  return { ok: false, refusal: { code, field } }
}
