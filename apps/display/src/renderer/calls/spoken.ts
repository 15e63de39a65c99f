import type { CallView, SoundSettings } from '@cherha/shared/protocol'
import { formatTime } from '@cherha/ui'
import { labelOf } from '../office-labels.ts'
import type { Sentence } from '../sound/audio-port.ts'
import { callSentence, resumingSentence, suspendedSentence, testSentence } from '../voice/sentences.ts'
import type { AnnouncedView } from './announcements.ts'

/** Without a setting: full. */
const usualVolume = 100

/** Chime and sentence of a call; the tone and the short sentence under load (A6). */
export function callSound(
  call: CallView,
  view: Pick<AnnouncedView, 'office'>,
  { short, again }: { short: boolean; again: boolean },
): Sentence {
  const window = labelOf(view.office, call.window)
  const { ticket, language } = call
  return { chime: short ? 'tone' : 'chime', clips: callSentence({ ticket, window, language, short, again }) }
}

/**
 * What a change of the view says by itself: the office has stopped, goes on at a time, or the hub asked for the test
 * tone. Nothing for the first view: whoever is in the hall has heard it, or sees it.
 */
export function noticeSound(before: AnnouncedView | null, view: AnnouncedView): Sentence | null {
  if (before === null) return null
  if (view.soundTest !== undefined && view.soundTest !== before.soundTest)
    return { chime: 'chime', clips: testSentence() }
  const was = before.board.suspended
  const is = view.board.suspended
  if (!view.dayOpen || is === null) return null
  if (is.until !== null) {
    if (was?.until === is.until) return null
    const time = formatTime(Date.parse(is.until), view.office.timeZone)
    return { chime: 'chime', clips: resumingSentence(time) }
  }
  return was === null || was.until !== null ? { chime: 'chime', clips: suspendedSentence(is.reason) } : null
}

/** Volume of the moment, 0–100: the first span of the day it lies in, else the usual one. */
export function volumeNow({ sound, board, office }: AnnouncedView): number {
  return volumeAt(sound, formatTime(Date.parse(board.now), office.timeZone))
}

/** @param time `HH:MM` in the office; a span may go over midnight */
export function volumeAt(sound: SoundSettings | undefined, time: string): number {
  const span = sound?.hours?.find(({ from, to }) =>
    from <= to ? from <= time && time < to : from <= time || time < to,
  )
  return span?.volume ?? sound?.volume ?? usualVolume
}
