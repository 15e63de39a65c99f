import type { TimelineLine } from '../../protocol/cases/views.ts'
import type { Text } from '../term.ts'
import type { LoggedEvent } from './commands.ts'
import { inquiryCount, type Told, tellEvent, type ToldOf } from './told.ts'
import { joined, say } from './words.ts'

/** What one command did is told by the first of these that is among its events; the rest adds nothing to it. */
const leading: readonly LoggedEvent['type'][] = [
  'case-reopened',
  'complaint-decided',
  'refused',
  'officer-assigned',
  'outcome-recorded',
  'stage-returned',
  'stage-confirmed',
  'notice-recorded',
  'complaint-filed',
  'inquiry-answered',
  'inquiry-unanswered',
  'inquiry-received',
  'inquiry-sent',
  'event-planned',
  'signed',
]

/** The course of a case, the newest line first: one line for one thing somebody did. */
export function timelineOf(log: readonly LoggedEvent[], of: ToldOf): TimelineLine[] {
  return groups(log)
    .flatMap((group) => lines(group, of))
    .reverse()
}

/** Events of one moment and one person. */
function groups(log: readonly LoggedEvent[]): LoggedEvent[][] {
  const all: LoggedEvent[][] = []
  for (const event of log) {
    const last = all.at(-1)
    const first = last?.[0]
    if (last !== undefined && first !== undefined && first.at === event.at && first.by === event.by) last.push(event)
    else all.push([event])
  }
  return all
}

function lines(group: readonly LoggedEvent[], of: ToldOf): TimelineLine[] {
  const found: TimelineLine[] = []
  const add = (event: LoggedEvent, told: Told | null): void => {
    if (told === null) return
    // A case is with its officer: that is who the line names, not who put it there.
    const who = event.by === null || event.type === 'officer-assigned' ? [] : [of.whoIs(event.by)]
    const details = [...(told.detail === null ? [] : [told.detail]), ...who]
    found.push({ at: event.at, text: told.text, detail: details.length === 0 ? null : joined(details, '. ') })
  }
  const asked = group.filter((event) => event.type === 'inquiry-sent' && event.inquiry.letter)
  const head = leading.find((type) => group.some((event) => event.type === type))
  let toldAsked = false
  for (const event of group) {
    if (isQuiet(event, group, head)) continue
    if (event.type === 'inquiry-sent' && event.inquiry.letter && asked.length > 1) {
      if (!toldAsked) add(event, { text: inquiryCount(asked.length), detail: askedOf(asked, of) })
      toldAsked = true
    } else add(event, tellEvent(event, of))
  }
  return found
}

function askedOf(asked: readonly LoggedEvent[], of: ToldOf): Text {
  const titles = asked.flatMap((event) => (event.type === 'inquiry-sent' ? [of.inquiryTitle(event.inquiry.id)] : []))
  return titles.length === 0 ? say('', '') : joined(titles, ', ')
}

/** What goes with the event that leads its group: its marks, its signatures, the stages it passes by. */
function isQuiet(event: LoggedEvent, group: readonly LoggedEvent[], head: LoggedEvent['type'] | undefined): boolean {
  const { type } = event
  if (type === 'event-marked' || type === 'stage-cancelled')
    return head !== undefined || group.some((other) => other.type === 'case-ended')
  if (type === 'signed') return head !== 'signed'
  if (type === 'outcome-recorded') return head === 'officer-assigned' || head === 'refused'
  return type === 'stage-skipped'
}
