import { describe, expect, it } from 'vitest'
import { createAnnouncer, unpaintedSoundMs } from '../src/renderer/calls/announcer.ts'
import { holdMs } from '../src/renderer/calls/announcements.ts'
import type { AudioPort, Heard } from '../src/renderer/sound/audio-port.ts'
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
  let finish: (result: Heard) => void = () => {}
  const audio: AudioPort = {
    say({ chime, clips }) {
      log.push(`${chime}: ${clips.map(({ language, clip }) => `${language}/${clip}`).join(' ')}`)
      return new Promise((resolve) => {
        finish = resolve
      })
    },
    setVolume: (percent) => void log.push(`volume ${percent}`),
    voice: () => ({ state: 'ok', missing: [] }),
    stop: () => {
      log.push('stop')
    },
    blocked: () => false,
    noDevice: () => false,
    subscribe: () => () => {},
  }
  const commands = {
    callShown: (call: string) => {
      log.push(`shown ${call}`)
    },
    callAnnounced: (call: string, silent: boolean, reason?: string) => {
      log.push(`announced ${call} ${silent ? `silent ${reason}` : 'aloud'}`)
    },
  }
  const announcer = createAnnouncer({ audio, commands, timing })
  announcer.link(true)
  return {
    announcer,
    timing,
    log,
    soundEnds: async (result: Heard) => {
      finish(result)
      // `say` and the report after it each take a turn of the microtasks
      for (let i = 0; i < 4; i += 1) await Promise.resolve()
    },
  }
}

const fresh = aCall('А-015', 3, { announced: false, remainingSeconds: null })
const sentence = 'chime: uk/call uk/letter-А uk/number-0 uk/number-15 uk/to-window uk/number-3'

describe('the announcer', () => {
  it('starts the sound with the picture, reports shown first and announced when the sound has ended', async () => {
    const { announcer, log, soundEnds } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    expect(log).toEqual([])
    announcer.painted([fresh.call])
    expect(log).toEqual([`shown ${fresh.call}`, 'volume 100', sentence])
    await soundEnds({ heard: true })
    expect(log.at(-1)).toBe(`announced ${fresh.call} aloud`)
  })

  it('reports a blocked sound as silent', async () => {
    const { announcer, log, soundEnds } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    announcer.painted([fresh.call])
    await soundEnds({ heard: false, reason: 'blocked' })
    expect(log.at(-1)).toBe(`announced ${fresh.call} silent blocked`)
  })

  it('plays once for a turn, however often it is painted', () => {
    const { announcer, timing, log } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    announcer.painted([fresh.call])
    announcer.painted([fresh.call])
    timing.advance(unpaintedSoundMs)
    expect(log.filter((line) => line === sentence)).toHaveLength(1)
  })

  it('A6 speaks the short form with one tone under load, and says that a recall is one', async () => {
    const { announcer, log, soundEnds, timing } = aRoom()
    announcer.view(aView({ calls: [{ ...fresh, language: 'en' }], shortForm: true }))
    announcer.painted([fresh.call])
    expect(log.at(-1)).toBe(
      'tone: uk/ticket uk/letter-А uk/number-0 uk/number-15 uk/window uk/number-3 ' +
        'en/ticket en/letter-А en/number-0 en/number-15 en/window en/number-3',
    )
    await soundEnds({ heard: true })
    timing.advance(holdMs)
    announcer.view(aView({ calls: [{ ...fresh, announced: true, recalls: 1 }] }))
    announcer.painted([fresh.call])
    expect(log.at(-1)).toBe(sentence.replace('uk/call', 'uk/call-again'))
  })

  it('A14 takes the volume of the hour before each sound', () => {
    const { announcer, log } = aRoom()
    const sound = { volume: 80, hours: [{ from: '10:00', to: '11:00', volume: 35 }] }
    announcer.view({ ...aView({ calls: [fresh] }), sound })
    announcer.painted([fresh.call])
    expect(log).toContain('volume 35')
  })

  it('A13 says when service resumes, once, and speaks the test when the hub asks for another one', async () => {
    const { announcer, log, soundEnds } = aRoom()
    const suspended = { reason: 'power', since: now, until: null } as const
    announcer.view(aView({ suspended }))
    expect(log).toEqual([])
    const until = '2026-03-05T11:40:00+02:00'
    announcer.view(aView({ suspended: { ...suspended, until } }))
    announcer.view(aView({ suspended: { ...suspended, until } }))
    expect(log).toEqual([
      'volume 100',
      'chime: uk/resuming uk/hour-11 uk/tens-40 uk/minutes-many uk/ticket-valid ' +
        'en/resuming en/number-11 en/tens-40 en/ticket-valid',
    ])
    await soundEnds({ heard: true })
    announcer.view({ ...aView(), soundTest: 1 })
    expect(log.at(-1)).toMatch(/^chime: uk\/test uk\/letter-А .* en\/test/)
  })

  it('plays without claiming to have shown the call when the page is not painted', () => {
    const { announcer, timing, log } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    timing.advance(unpaintedSoundMs)
    expect(log).toEqual(['volume 100', sentence])
  })

  it('gives the screen back after the hold, by itself', async () => {
    const { announcer, timing, soundEnds } = aRoom()
    announcer.view(aView({ calls: [fresh] }))
    announcer.painted([fresh.call])
    await soundEnds({ heard: true })
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
    await soundEnds({ heard: false, reason: 'stopped' })
    expect(log).toEqual([
      `shown ${fresh.call}`,
      'volume 100',
      sentence,
      'stop',
      'volume 100',
      'chime: uk/suspended-alert uk/ticket-valid en/suspended-alert en/ticket-valid',
    ])
  })
})
