import { describe, expect, it } from 'vitest'
import type { RecoveryAction } from '../src/recovery/machine.ts'
import { oneMomentPage } from '../src/recovery/one-moment.ts'
import { RecoveryRunner, type KeptFaults } from '../src/recovery/runner.ts'
import { StandingClock } from './standing-clock.ts'

const nothing: KeptFaults = { recent: [], crashes: 0, hangs: 0 }

/** The recovery of one window under a clock that only tests move; `page` says whether a loaded page shows something. */
class Watched {
  readonly clock = new StandingClock(1_000_000)
  readonly did: { at: number; action: RecoveryAction }[] = []
  kept: KeptFaults
  pageWorks = true
  readonly runner: RecoveryRunner

  constructor(kept: KeptFaults = nothing) {
    this.kept = kept
    this.runner = new RecoveryRunner({
      clock: this.clock,
      kept,
      counted: (faults) => {
        this.kept = faults
      },
      act: (action) => void this.did.push({ at: this.clock.now(), action }),
    })
    this.clock.every(2_000, () => {
      if (this.pageWorks && this.runner.state.phase.kind !== 'waiting') this.runner.tell({ type: 'alive' })
    })
  }

  /** Lets time pass; the page, if it works, says every two seconds that it shows something. */
  pass(ms: number): this {
    this.clock.pass(ms)
    return this
  }

  crash(): this {
    this.runner.tell({ type: 'fault', fault: 'crash' })
    return this
  }

  actions(): RecoveryAction[] {
    return this.did.splice(0).map(({ action }) => action)
  }
}

describe('recovery', () => {
  it('loads the page at the start and leaves a page that lives alone for a day', () => {
    const watched = new Watched().pass(24 * 3_600_000)
    expect(watched.actions()).toEqual(['load-page'])
  })

  it('brings a page that crashed back within a second, with the calm page meanwhile', () => {
    const watched = new Watched().pass(10_000)
    watched.actions()
    const died = watched.clock.now()
    watched.crash()
    expect(watched.actions()).toEqual(['show-moment'])
    watched.pass(1_000)
    const [reload] = watched.did
    expect(reload?.action).toBe('load-page')
    expect((reload?.at ?? Infinity) - died).toBeLessThan(1_000)
    expect(watched.kept).toMatchObject({ crashes: 1, hangs: 0 })
  })

  it('takes a page that fell silent or blank for hung: it is killed, then loaded again', () => {
    const watched = new Watched().pass(10_000)
    watched.actions()
    watched.pageWorks = false
    watched.pass(8_500)
    expect(watched.actions()).toEqual(['kill-page', 'show-moment', 'load-page'])
    expect(watched.kept).toMatchObject({ crashes: 0, hangs: 1 })
  })

  it('takes a page for hung as soon as Chromium says it does not respond', () => {
    const watched = new Watched().pass(10_000)
    watched.actions()
    watched.runner.tell({ type: 'fault', fault: 'hang' })
    expect(watched.actions()).toEqual(['kill-page', 'show-moment'])
  })

  it('counts the death of a page it killed once', () => {
    const watched = new Watched().pass(10_000)
    watched.runner.tell({ type: 'fault', fault: 'hang' })
    watched.crash()
    expect(watched.kept).toMatchObject({ crashes: 0, hangs: 1 })
  })

  it('starts the whole app anew when reloading does not help', () => {
    const watched = new Watched().pass(10_000)
    watched.actions()
    watched.pageWorks = false
    watched.crash().pass(25_000)
    expect(watched.actions()).toEqual([
      'show-moment',
      'load-page',
      'kill-page',
      'show-moment',
      'load-page',
      'kill-page',
      'show-moment',
      'relaunch',
    ])
    watched.crash().pass(600_000)
    expect(watched.actions()).toEqual([])
  })

  it('five faults in a minute: no more reloads, the maintenance screen', () => {
    const watched = new Watched().pass(10_000)
    for (let i = 0; i < 4; i += 1) watched.crash().pass(5_000)
    expect(watched.actions()).not.toContain('show-maintenance')
    watched.crash()
    expect(watched.actions()).toEqual(['show-maintenance'])
    expect(watched.kept.crashes).toBe(5)
  })

  it('five faults in a minute and a second are five ordinary ones', () => {
    const watched = new Watched().pass(10_000)
    for (let i = 0; i < 12; i += 1) watched.crash().pass(15_000)
    expect(watched.actions()).not.toContain('show-maintenance')
  })

  it('sees a loop that goes on over relaunches', () => {
    const watched = new Watched({ recent: [945_000, 950_000, 960_000, 970_000, 999_000], crashes: 5, hangs: 0 })
    expect(watched.actions()).toEqual(['show-maintenance'])
    const old = new Watched({ recent: [1, 2, 3, 4, 5], crashes: 5, hangs: 0 })
    expect(old.actions()).toEqual(['load-page'])
  })

  it('tries again by itself after five minutes, for nobody may be there at night', () => {
    const watched = new Watched({ recent: [996_000, 997_000, 998_000, 999_000, 999_500], crashes: 5, hangs: 0 })
    watched.pageWorks = false
    watched.actions()
    watched.pass(5 * 60_000 - 1)
    expect(watched.actions()).toEqual([])
    watched.pageWorks = true
    watched.pass(10_000)
    expect(watched.actions()).toEqual(['load-page'])
    expect(watched.runner.state.phase.kind).toBe('running')
  })

  it('leaves the maintenance screen to staff who are there, and comes back when they leave it', () => {
    const watched = new Watched().pass(10_000)
    watched.actions()
    watched.runner.tell({ type: 'maintenance-opened' })
    watched.runner.tell({ type: 'maintenance-opened' })
    watched.pass(3_600_000)
    expect(watched.actions()).toEqual(['show-maintenance'])
    watched.runner.tell({ type: 'maintenance-left' })
    watched.pass(10_000)
    expect(watched.actions()).toEqual(['load-page'])
  })

  it('shows the calm page when the maintenance screen itself dies, and tries again', () => {
    const watched = new Watched().pass(10_000)
    watched.runner.tell({ type: 'maintenance-opened' })
    watched.actions()
    watched.crash()
    expect(watched.actions()).toEqual(['show-moment'])
    watched.pass(5 * 60_000)
    expect(watched.actions()).toEqual(['load-page'])
  })

  it('does not take a computer that slept for a page that hung', () => {
    const watched = new Watched().pass(10_000)
    watched.actions()
    watched.clock.sleep(3_600_000)
    watched.runner.tell({ type: 'woke' })
    watched.pass(60_000)
    expect(watched.actions()).toEqual([])
  })

  it('stops when it is told to', () => {
    const watched = new Watched().pass(10_000)
    watched.actions()
    watched.runner.stop()
    watched.pageWorks = false
    watched.pass(60_000)
    expect(watched.actions()).toEqual([])
  })
})

describe('the calm page', () => {
  it.each(['kiosk', 'board', 'desk'] as const)('has no script, both languages and the phone: %s', (surface) => {
    const page = oneMomentPage(surface, ['044 <script>alert(1)</script>', '067 123 45 67'])
    expect(page).not.toMatch(/<script|\son\w+=|javascript:|\sstyle=/i)
    expect(page).toContain('Зачекайте')
    expect(page).toContain('lang="en"')
    expect(page).toContain('067 123 45 67')
  })
})
