import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DisplayCommands } from '../commands.ts'
import type { AudioPort, Heard, Sentence } from '../sound/audio-port.ts'
import {
  announce,
  noAnnouncements,
  type AnnouncedView,
  type AnnouncementEffect,
  type AnnouncementEvent,
  type Announcements,
  type CurrentTurn,
} from './announcements.ts'
import { callSound, noticeSound, volumeNow } from './spoken.ts'

/** Time as the announcer needs it: ms that never go back, and a timer. */
export interface Timing {
  now(): number
  /** Calls back once after `ms`; returns the way to cancel. */
  after(ms: number, run: () => void): () => void
}

export interface Announcer {
  readonly store: StoreApi<Announcements>
  view(view: AnnouncedView): void
  link(up: boolean): void
  /** The browser has painted these calls; the sound of the turn among them starts now, with its picture. */
  painted(calls: readonly string[]): void
}

/** A page nobody can see paints nothing: its sound starts all the same after this long, ms. */
export const unpaintedSoundMs = 500

/** Carries out what `announce` decides: sound, reports to the hub, and the end of each turn. */
export function createAnnouncer({
  audio,
  commands,
  timing,
  onHeard = () => {},
}: {
  audio: AudioPort
  commands: DisplayCommands
  timing: Timing
  /** Told how each sound went. */
  onHeard?: (heard: Heard) => void
}): Announcer {
  const store = createStore<Announcements>(() => noAnnouncements)
  let sounding = ''
  let latest: AnnouncedView | null = null

  function dispatch(event: AnnouncementEvent): void {
    const before = store.getState()
    const { state, effects } = announce(before, event, timing.now())
    if (state !== before) store.setState(state, true)
    effects.forEach(carryOut)
    const { current } = state
    if (current !== null && turnKey(current) !== turnKey(before.current)) {
      timing.after(unpaintedSoundMs, () => startSound(current))
      timing.after(current.holdMs, () => dispatch({ type: 'tick' }))
    }
  }

  function carryOut(effect: AnnouncementEffect): void {
    switch (effect.type) {
      case 'report-shown':
        return commands.callShown(effect.call)
      case 'report-announced':
        return commands.callAnnounced(effect.call, effect.silent, effect.reason)
      case 'stop-sound':
        return audio.stop()
    }
  }

  function startSound(turn: CurrentTurn): void {
    if (sounding === turnKey(turn) || turnKey(store.getState().current) !== turnKey(turn)) return
    sounding = turnKey(turn)
    const call = latest?.calls.find((each) => each.call === turn.call)
    if (latest === null || call === undefined) return
    void say(callSound(call, latest, { short: turn.short, again: turn.repeat })).then((heard) =>
      dispatch({
        type: 'sound-ended',
        call: turn.call,
        recalls: turn.recalls,
        ...(heard.heard ? { silent: false } : { silent: true, reason: heard.reason }),
      }),
    )
  }

  async function say(sentence: Sentence): Promise<Heard> {
    if (latest !== null) audio.setVolume(volumeNow(latest))
    const heard = await audio.say(sentence)
    onHeard(heard)
    return heard
  }

  return {
    store,
    view(view) {
      const notice = noticeSound(latest, view)
      latest = view
      dispatch({ type: 'view', view })
      // after the call it cut off
      if (notice !== null) void say(notice)
    },
    link: (up) => dispatch({ type: 'link', up }),
    painted(calls) {
      dispatch({ type: 'painted', calls })
      const { current } = store.getState()
      if (current !== null && calls.includes(current.call)) startSound(current)
    },
  }
}

/** Tells one turn from every other: a call takes one turn per recall. */
export function turnKey(turn: { call: string; recalls: number } | null): string {
  return turn === null ? '' : `${turn.call}:${turn.recalls}`
}
