import { describe, expect, it } from 'vitest'
import { afterReady, judgeOffer, judgeStart, mayInstall } from '../src/updates/decisions.ts'
import { type KeptPackage, UpdateState } from '../src/updates/update-state.ts'
import { compareVersions, isVersion } from '../src/updates/version.ts'

const fresh = UpdateState.parse({})
const aPackage = (version: string): KeptPackage => ({
  version,
  artefact: { file: `app-${version}.AppImage`, size: 1, sha512: `${'A'.repeat(86)}==` },
  signed: true,
})
const onTrial = (state: UpdateState = fresh): UpdateState => ({
  ...state,
  trial: { to: aPackage('1.1.0'), back: aPackage('1.0.0'), starts: 0, returns: 0 },
})

describe('versions', () => {
  it('are compared by number, and a pre-release comes before its release', () => {
    const rising = [
      '0.9.9',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.2',
      '1.0.0-alpha.10',
      '1.0.0-beta',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '10.0.0',
    ]
    for (const [index, version] of rising.entries()) {
      expect(rising.map((other) => Math.sign(compareVersions(version, other)))).toEqual(
        rising.map((_, other) => Math.sign(index - other)),
      )
    }
  })

  it('have one form only', () => {
    const wrong = ['', '1', '1.2', 'v1.2.3', '1.2.3.4', '01.2.3', '1.2.3-', '1.2.3 ', '1.2.3-ї', '1.2.-3']
    expect(wrong.filter(isVersion)).toEqual([])
    expect(() => compareVersions('1.2', '1.2.3')).toThrow(RangeError)
  })
})

describe('what is offered', () => {
  it('U3 is taken only when it is newer and has not failed here', () => {
    const state: UpdateState = { ...fresh, bad: ['1.2.0'] }
    expect(judgeOffer('1.1.0', '1.0.0', state)).toBe('newer')
    expect(judgeOffer('1.0.0', '1.0.0', state)).toBe('same')
    expect(judgeOffer('0.9.0', '1.0.0', state)).toBe('downgrade')
    expect(judgeOffer('1.0.0-rc.1', '1.0.0', state)).toBe('downgrade')
    expect(judgeOffer('1.2.0', '1.0.0', state)).toBe('known-bad')
    expect(judgeOffer('1.2.1', '1.0.0', state)).toBe('newer')
  })
})

describe('the moment', () => {
  const minutes = 60_000
  it.each([
    ['the office is closed', 'closed', 1, false, true],
    ['the office is closed and needs the device otherwise', 'closed', 1, true, true],
    ['somebody has just used the device, office closed or not', 'closed', 0.9, false, false],
    ['the office is open and the device idle for long', 'open', 30, false, true],
    ['the office is open and the device idle for less', 'open', 29, false, false],
    ['the office needs the device and is open', 'open', 600, true, false],
    ['nobody knows of the office and the device is idle', 'unknown', 30, false, true],
    ['nobody knows of the office, which needs the device', 'unknown', 600, true, false],
  ] as const)('U5 when %s', (_when, office, idle, neededWhileOpen, allowed) => {
    expect(mayInstall({ office, idleMs: idle * minutes, neededWhileOpen }, 30)).toBe(allowed)
  })
})

describe('starting', () => {
  /** Starts an app once; the state as it is on the disk afterwards, and what the app has to do. */
  const start = (state: UpdateState, running: string) => {
    const judged = judgeStart(state, running)
    return { state: judged.state, does: judged.decision.do }
  }

  it('without a trial the app runs', () => {
    expect(start(fresh, '1.0.0')).toEqual({ state: fresh, does: 'run' })
  })

  it('U7 the third start without "ready" returns to the version before, which is then kept and proven', () => {
    const first = start(onTrial(), '1.1.0')
    const second = start(first.state, '1.1.0')
    expect([first.does, second.does]).toEqual(['run', 'run'])
    const third = judgeStart(second.state, '1.1.0')
    expect(third.decision).toEqual({ do: 'return', to: aPackage('1.0.0') })
    const back = start(third.state, '1.0.0')
    expect(back).toEqual({ state: { ...fresh, kept: aPackage('1.0.0'), bad: ['1.1.0'] }, does: 'run' })
    expect(judgeOffer('1.1.0', '1.0.0', back.state)).toBe('known-bad')
  })

  it('U7 "ready" at the second start ends the trial: the new version is what the next one returns to', () => {
    const { state } = start(start(onTrial(), '1.1.0').state, '1.1.0')
    const ready = afterReady(state, '1.1.0')
    expect(ready).toEqual({ ...fresh, kept: aPackage('1.1.0') })
    let later = ready
    for (let n = 0; n < 5; n++) {
      const again = start(later, '1.1.0')
      expect(again.does).toBe('run')
      later = again.state
    }
    expect(afterReady(fresh, '1.0.0')).toBe(fresh)
  })

  it('U7 when returning does not work either the app runs unproven, and "ready" still redeems it', () => {
    let { state } = start(start(onTrial(), '1.1.0').state, '1.1.0')
    for (let n = 0; n < 3; n++) {
      const again = start(state, '1.1.0')
      expect(again.does).toBe('return')
      state = again.state
    }
    const last = start(state, '1.1.0')
    expect(last.does).toBe('run-unproven')
    expect(afterReady(last.state, '1.1.0')).toEqual({ ...fresh, kept: aPackage('1.1.0') })
  })

  it('U8 an installation that changed nothing is tried once more, then given up', () => {
    const once = start(onTrial({ ...fresh, kept: aPackage('1.0.0') }), '1.0.0')
    expect(once.does).toBe('run')
    expect(once.state).toMatchObject({ trial: null, staged: aPackage('1.1.0'), bad: [] })
    const twice = start(onTrial({ ...once.state, staged: null }), '1.0.0')
    expect(twice.state).toEqual({ ...fresh, kept: aPackage('1.0.0'), bad: ['1.1.0'] })
  })

  it('a version somebody installed by hand ends the trial and forgets packages that are not its own', () => {
    const state = onTrial({ ...fresh, kept: aPackage('1.0.0'), staged: aPackage('1.1.0') })
    expect(start(state, '1.5.0')).toEqual({ state: fresh, does: 'run' })
    expect(start({ ...fresh, staged: aPackage('1.6.0') }, '1.5.0').state.staged).toEqual(aPackage('1.6.0'))
  })
})
