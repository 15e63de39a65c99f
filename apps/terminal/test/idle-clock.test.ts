import { describe, expect, it } from 'vitest'
import { isGone, later, secondsLeft, touched, type IdleClock } from '../src/renderer/idle-clock.ts'

interface Spell {
  readonly seconds: number
  readonly speaking?: boolean
  readonly canAsk?: boolean
}

/** Looks four times a second, as the terminal does, until somebody is found to be gone. */
function after(clock: IdleClock, ...spells: readonly Spell[]): IdleClock {
  let now = clock
  for (const { seconds, speaking = false, canAsk = true } of spells) {
    for (let quarter = 0; quarter < seconds * 4 && !isGone(now); quarter += 1) now = later(now, 250, speaking, canAsk)
  }
  return now
}

describe('somebody who touches nothing', () => {
  it('E12 is asked after a minute, has 20 seconds, and is gone then', () => {
    expect(secondsLeft(after(touched, { seconds: 59.75 }))).toBeNull()
    expect(secondsLeft(after(touched, { seconds: 60 }))).toBe(20)
    expect(secondsLeft(after(touched, { seconds: 75 }))).toBe(5)
    expect(isGone(after(touched, { seconds: 79.75 }))).toBe(false)
    expect(isGone(after(touched, { seconds: 80 }))).toBe(true)
  })

  it('E12 is gone after the same time where no question can be shown', () => {
    const quiet = after(touched, { seconds: 79.75, canAsk: false })
    expect(secondsLeft(quiet)).toBeNull()
    expect(isGone(quiet)).toBe(false)
    expect(isGone(after(quiet, { seconds: 0.25, canAsk: false }))).toBe(true)
  })

  it('E12 has the whole 20 seconds, however late the question can be shown', () => {
    const resumed = after(touched, { seconds: 79.5, canAsk: false }, { seconds: 0.25 })
    expect(secondsLeft(resumed)).toBe(20)
    expect(isGone(after(resumed, { seconds: 19.75 }))).toBe(false)
    expect(isGone(after(resumed, { seconds: 20 }))).toBe(true)
  })

  it('E12 has them again when the question was hidden and comes back', () => {
    const hidden = after(touched, { seconds: 70 }, { seconds: 5, canAsk: false })
    expect(secondsLeft(hidden)).toBeNull()
    expect(secondsLeft(after(hidden, { seconds: 0.25 }))).toBe(20)
    // nobody came meanwhile: it ends while it is hidden, not before
    expect(isGone(after(hidden, { seconds: 4.75, canAsk: false }))).toBe(false)
    expect(isGone(after(hidden, { seconds: 5, canAsk: false }))).toBe(true)
  })

  it('E12 has them too when the computer was asleep meanwhile', () => {
    const woken = later(after(touched, { seconds: 10 }), 3_600_000, false, true)
    expect(secondsLeft(woken)).toBe(20)
    expect(isGone(woken)).toBe(false)
  })
})

describe('somebody who is being told something', () => {
  it('E12 has the time that it takes, of the screen and of the question', () => {
    const told = after(touched, { seconds: 150, speaking: true }, { seconds: 59.75 })
    expect(secondsLeft(told)).toBeNull()
    const asked = after(told, { seconds: 0.25 }, { seconds: 8, speaking: true })
    expect(secondsLeft(asked)).toBe(20)
    expect(secondsLeft(after(asked, { seconds: 5 }))).toBe(15)
  })

  it('E12 is asked and gone all the same when the voice hangs', () => {
    const hung = { seconds: 100_000, speaking: true }
    expect(secondsLeft(after(touched, { ...hung, seconds: 180 + 60 }))).toBe(20)
    let seconds = 0
    for (let clock = touched; !isGone(clock); clock = later(clock, 250, true, true)) seconds += 0.25
    expect(seconds).toBe(180 + 60 + 30 + 20)
  })
})
