import type { Intervals } from '@cherha/shared/protocol'

/** Opening hours as one line: «09:00–13:00, 13:45–18:00»; nothing: closed. */
export function intervalsText(intervals: Intervals): string {
  return intervals.map(([from, to]) => `${from}–${to}`).join(', ')
}

/**
 * Opening hours as somebody types them: hyphen or dash, comma or semicolon, `9:00` or `9`. Null: not understood, or an
 * interval that does not end after it begins, or begins before the one before it ended.
 */
export function readIntervals(text: string): Intervals | null {
  const intervals: [string, string][] = []
  let end = -1
  for (const part of text.split(/[,;]/)) {
    if (part.trim() === '') continue
    const [from, to, ...more] = part.split(/[-–—]/).map(minutesOf)
    if (from === undefined || from === null || to === undefined || to === null || more.length > 0) return null
    if (from < end || to <= from || from >= dayMinutes) return null
    intervals.push([clock(from), clock(to)])
    end = to
  }
  return intervals
}

const dayMinutes = 24 * 60

function minutesOf(text: string): number | null {
  const found = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(text)
  if (found === null) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  const all = hours * 60 + minutes
  return minutes > 59 || all > dayMinutes ? null : all
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The breaks between the intervals: «13:00–13:45». */
export function breaksText(intervals: Intervals): string {
  return intervals
    .slice(1)
    .flatMap(([from], index) => {
      const end = intervals[index]?.[1]
      return end === undefined || end === from ? [] : [`${end}–${from}`]
    })
    .join(', ')
}
