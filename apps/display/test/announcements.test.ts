import type { CallView } from '@cherha/shared/protocol'
import { describe, expect, it } from 'vitest'
import {
  announce,
  holdMs,
  noAnnouncements,
  shortHoldMs,
  type AnnouncementEffect,
  type AnnouncementEvent,
} from '../src/renderer/calls/announcements.ts'
import { aCall, aView, now } from './canned-views.ts'

/** The reducer with a clock that only moves when a test says so. */
function aDisplay() {
  let at = 0
  let state = noAnnouncements
  const effects: AnnouncementEffect[] = []
  const take = (event: AnnouncementEvent): void => {
    const step = announce(state, event, at)
    state = step.state
    effects.push(...step.effects)
  }
  const display = {
    link: (up: boolean) => (take({ type: 'link', up }), display),
    sees: (calls: readonly CallView[], more: Parameters<typeof aView>[0] = {}) => (
      take({ type: 'view', view: aView({ calls, ...more }) }), display
    ),
    paints: (...calls: string[]) => (take({ type: 'painted', calls }), display),
    soundEnds: (silent = false) => {
      const turn = state.current
      if (turn === null) throw new Error('nothing is playing')
      take({ type: 'sound-ended', call: turn.call, recalls: turn.recalls, silent })
      return display
    },
    passes: (ms: number) => {
      at += ms
      take({ type: 'tick' })
      return display
    },
    hears: (event: AnnouncementEvent) => (take(event), display),
    get onScreen() {
      return state.current?.call ?? null
    },
    get turn() {
      return state.current
    },
    get waiting() {
      return state.queue.map((turn) => turn.call)
    },
    get effects() {
      return effects
    },
  }
  return display
}

const fresh = (ticket: string, window = 3): CallView =>
  aCall(ticket, window, { announced: false, remainingSeconds: null })
const id = (ticket: string): string => `call-${ticket}`

describe('the full-screen call', () => {
  it('shows a new call at once and holds it for six seconds', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
    expect(display.onScreen).toBe(id('А-015'))
    display.soundEnds().passes(holdMs - 1)
    expect(display.onScreen).toBe(id('А-015'))
    display.passes(1)
    expect(display.onScreen).toBeNull()
  })

  it('shows calls one after another, in the order they were made, never two at once', () => {
    const calls = ['А-015', 'Р-022', 'Т-018'].map((ticket) => fresh(ticket))
    const display = aDisplay().link(true).sees(calls)
    expect([display.onScreen, ...display.waiting]).toEqual(calls.map((call) => call.call))
    display.soundEnds().passes(holdMs)
    expect([display.onScreen, ...display.waiting]).toEqual([id('Р-022'), id('Т-018')])
    display.soundEnds().passes(holdMs).soundEnds()
    expect(display.onScreen).toBe(id('Т-018'))
  })

  it('waits for a sound longer than the hold: the next call never talks over it', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015'), fresh('Р-022')])
      .passes(holdMs * 2)
    expect(display.onScreen).toBe(id('А-015'))
    display.soundEnds()
    expect(display.onScreen).toBe(id('Р-022'))
  })

  it('holds for three seconds only while more than three calls wait', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015'), fresh('Р-022')], { shortForm: true })
    expect(display.turn?.holdMs).toBe(shortHoldMs)
    display.soundEnds().passes(shortHoldMs)
    expect(display.onScreen).toBe(id('Р-022'))
  })

  it('lets go of a call that has ended, and stops its sound', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015'), fresh('Р-022')])
      .sees([fresh('Р-022')])
    expect(display.onScreen).toBe(id('Р-022'))
    expect(display.effects).toEqual([{ type: 'stop-sound' }])
  })

  it('forgets a waiting call that ended before its turn', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015'), fresh('Р-022')])
      .sees([fresh('А-015')])
    expect(display.waiting).toEqual([])
  })
})

describe('what is announced again', () => {
  it('plays a recall again and reports nothing about it', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .paints(id('А-015'))
      .soundEnds()
      .passes(holdMs)
    const reports = display.effects.length
    display.sees([aCall('А-015', 3, { recalls: 1 })])
    expect(display.turn).toMatchObject({ call: id('А-015'), recalls: 1, repeat: true })
    display.paints(id('А-015')).soundEnds().passes(holdMs)
    expect(display.effects).toHaveLength(reports)
    expect(display.onScreen).toBeNull()
  })

  it('queues a recall made while its call is still on the screen', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .sees([aCall('А-015', 3, { recalls: 1 })])
    expect(display.waiting).toEqual([id('А-015')])
  })

  it('takes one turn for a call recalled before its first turn', () => {
    const waiting = fresh('Р-022')
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015'), waiting])
      .sees([fresh('А-015'), { ...waiting, recalls: 1 }])
    expect(display.waiting).toEqual([id('Р-022')])
    display.soundEnds().passes(holdMs).soundEnds().passes(holdMs)
    expect(display.onScreen).toBeNull()
  })

  it('announces a ticket again when its call got a new id (restart of the hub, end of a suspension)', () => {
    const display = aDisplay()
      .link(true)
      .sees([aCall('А-015', 3)])
    expect(display.onScreen).toBeNull()
    display.sees([{ ...fresh('А-015'), call: 'renewed' }])
    expect(display.onScreen).toBe('renewed')
  })

  it('does not announce the same view twice', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .sees([fresh('А-015')])
      .soundEnds()
      .passes(holdMs)
    display.sees([fresh('А-015')])
    expect(display.onScreen).toBeNull()
  })
})

describe('reload and reconnection', () => {
  it('shows calls that are announced already without a turn, and announces the others', () => {
    const display = aDisplay()
      .link(true)
      .sees([aCall('А-015', 3, { recalls: 2 }), fresh('Р-022')])
    expect([display.onScreen, ...display.waiting]).toEqual([id('Р-022')])
  })

  it('announces calls that arrived while the hub was not heard', () => {
    const display = aDisplay()
      .link(true)
      .sees([])
      .link(false)
      .link(true)
      .sees([fresh('А-015')])
    expect(display.onScreen).toBe(id('А-015'))
  })

  it('begins no turn while the hub is not heard, and goes on when it is back', () => {
    const calls = [fresh('А-015'), fresh('Р-022')]
    const display = aDisplay().link(true).sees(calls).link(false).soundEnds().passes(holdMs)
    expect(display.onScreen).toBeNull()
    display.link(true)
    expect(display.onScreen).toBe(id('Р-022'))
  })

  it('plays a recall that was made while the hub was not heard', () => {
    const display = aDisplay()
      .link(true)
      .sees([aCall('А-015', 3)])
      .link(false)
      .link(true)
    display.sees([aCall('А-015', 3, { recalls: 1 })])
    expect(display.turn).toMatchObject({ call: id('А-015'), repeat: true })
  })
})

describe('suspension', () => {
  const suspended = { reason: 'alert', since: now, until: null } as const

  it('stops the call on the screen and drops those that wait', () => {
    const calls = [fresh('А-015'), fresh('Р-022')]
    const display = aDisplay().link(true).sees(calls).sees(calls, { suspended })
    expect([display.onScreen, display.waiting]).toEqual([null, []])
    expect(display.effects).toEqual([{ type: 'stop-sound' }])
  })

  it('announces nothing and reports nothing until it is over, then announces what is not announced', () => {
    const calls = [fresh('А-015')]
    const display = aDisplay().link(true).sees(calls, { suspended }).paints(id('А-015'))
    expect([display.onScreen, display.effects]).toEqual([null, []])
    display.sees(calls)
    expect(display.onScreen).toBe(id('А-015'))
  })
})

describe('reports to the hub', () => {
  it('reports a call once when it is painted, whatever paints it again', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .paints(id('А-015'))
      .paints(id('А-015'))
    expect(display.effects).toEqual([{ type: 'report-shown', call: id('А-015') }])
  })

  it('reports a call as shown while it stands in the strip below another', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015'), fresh('Р-022')])
      .paints(id('А-015'), id('Р-022'))
    expect(display.effects.map((effect) => 'call' in effect && effect.call)).toEqual([id('А-015'), id('Р-022')])
  })

  it('reports a call as announced once, when its sound has ended', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .soundEnds()
    expect(display.effects).toEqual([{ type: 'report-announced', call: id('А-015'), silent: false }])
  })

  it('says so when nobody could hear it', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .soundEnds(true)
    expect(display.effects).toEqual([{ type: 'report-announced', call: id('А-015'), silent: true }])
  })

  it('reports nothing about calls whose clock runs already', () => {
    const display = aDisplay()
      .link(true)
      .sees([aCall('А-015', 3)])
      .paints(id('А-015'))
    expect(display.effects).toEqual([])
  })

  it('A18 reports its own sound also when another display or the desk was first, and not that of a recall', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .sees([aCall('А-015', 3)])
      .soundEnds()
    expect(display.effects).toEqual([{ type: 'report-announced', call: id('А-015'), silent: false }])
    display
      .passes(holdMs)
      .sees([aCall('А-015', 3, { recalls: 1 })])
      .soundEnds()
    expect(display.effects).toHaveLength(1)
  })

  it('ignores the end of a sound that belongs to an earlier turn', () => {
    const display = aDisplay()
      .link(true)
      .sees([fresh('А-015')])
      .sees([fresh('Р-022')])
    display.hears({ type: 'sound-ended', call: id('А-015'), recalls: 0, silent: false })
    expect(display.turn).toMatchObject({ call: id('Р-022'), soundEnded: false })
    expect(display.effects).toEqual([{ type: 'stop-sound' }])
  })
})
