import { describe, expect, it } from 'vitest'
import { createAnnouncer, unpaintedSoundMs } from '../src/renderer/calls/announcer.ts'
import { holdMs } from '../src/renderer/calls/announcements.ts'
import type { AudioPort } from '../src/renderer/sound/audio-port.ts'
import { aCall, aView, now } from './canned-views.ts'

/** A clock and timers that move by hand. */
function virtualTiming() {
  let at = 0
  let timers: { due: number; run: () => void }[] = []
  return {
    now: () => at,
    after(ms: number, run: () => void) {
      const timer = { due: at + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    advance(ms: number) {
      const end = at + ms
      for (;;) {
        const next = timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0]
        if (next === undefined) break
        timers = timers.filter((timer) => timer !== next)
        at = next.due
        next.run()
      }
      at = end
    },
  }
}

function aRoom() {
  const timing = virtualTiming()
  const log: string[] = []
  let finish: (result: 'played' | 'silent') => void = () => {}
  const audio: AudioPort = {
    play(clips) {
      log.push(`play ${clips.join()}`)
      return new Promise((resolve) => {
        finish = resolve
      })
    },
    stop: () => {
      log.push('stop')
    },
    blocked: () => false,
    subscribe: () => () => {},
  }
  const commands = {
    callShown: (call: string) => {
      log.push(`shown ${call}`)
    },
    callAnnounced: (call: string, silent: boolean) => {
      log.push(`announced ${call} ${silent ? 'silent' : 'aloud'}`)
    },
  }
  const announcer = createAnnouncer({ audio, commands, timing })
  announcer.link(true)
  return {
    announcer,
    timing,
    log,
    soundEnds: async (result: 'played' | 'silent') => {
      finish(result)
      await Promise.resolve()
    },
  }
}

const fresh = aCall('А-015', 3, { announced: false, remainingSeconds: null })

describe('the announcer', () => {
  it('starts the sound with the picture, reports shown first and announced when the sound has ended', async () => {
    const { announcer, log, soundEnds } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    expect(log).toEqual([])
    announcer.painted([fresh.call])
    expect(log).toEqual([`shown ${fresh.call}`, 'play chime'])
    await soundEnds('played')
    expect(log.at(-1)).toBe(`announced ${fresh.call} aloud`)
  })

  it('reports a blocked sound as silent', async () => {
    const { announcer, log, soundEnds } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    announcer.painted([fresh.call])
    await soundEnds('silent')
    expect(log.at(-1)).toBe(`announced ${fresh.call} silent`)
  })

  it('plays once for a turn, however often it is painted', () => {
    const { announcer, timing, log } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    announcer.painted([fresh.call])
    announcer.painted([fresh.call])
    timing.advance(unpaintedSoundMs)
    expect(log.filter((line) => line.startsWith('play'))).toHaveLength(1)
  })

  it('plays without claiming to have shown the call when the page is not painted', () => {
    const { announcer, timing, log } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    timing.advance(unpaintedSoundMs)
    expect(log).toEqual(['play chime'])
  })

  it('gives the screen back after the hold, by itself', async () => {
    const { announcer, timing, soundEnds } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    announcer.painted([fresh.call])
    await soundEnds('played')
    timing.advance(holdMs - 1)
    expect(announcer.store.getState().current).not.toBeNull()
    timing.advance(1)
    expect(announcer.store.getState().current).toBeNull()
  })

  it('stops the sound and keeps quiet when the office is suspended in the middle of a call', async () => {
    const { announcer, log, soundEnds } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    announcer.painted([fresh.call])
    announcer.view(aView({ calls: [fresh], suspended: { reason: 'alert', since: now, until: null } }))
    await soundEnds('silent')
    expect(log).toEqual([`shown ${fresh.call}`, 'play chime', 'stop'])
  })
})
