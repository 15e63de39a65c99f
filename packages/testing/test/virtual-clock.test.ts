import { expect, test } from 'vitest'
import { VirtualClock } from '../src/index.ts'

test('timers fire in the order they are due, each at its own moment', async () => {
  const clock = new VirtualClock(1_000_000)
  const fired: string[] = []
  const note = (name: string) => () => fired.push(`${name} at ${clock.now().mono}`)
  clock.setTimer(300, note('third'))
  clock.setTimer(100, note('first'))
  clock.setTimer(100, note('second'))
  clock.setTimer(900, note('not yet'))
  await clock.advance(500)
  expect(fired).toEqual(['first at 100', 'second at 100', 'third at 300'])
  expect(clock.now()).toEqual({ at: 1_000_500, mono: 500 })
})

test('what a timer causes is settled before the next one, and may set timers that fire in the same advance', async () => {
  const clock = new VirtualClock(0)
  const events: string[] = []
  let waiting: (() => void)[] = []
  clock.setTimer(10, () => {
    events.push('fired 10')
    waiting.push(() => {
      events.push('settled 10')
      clock.setTimer(5, () => events.push('fired 15'))
    })
  })
  clock.setTimer(20, () => events.push('fired 20'))
  await clock.advance(30, async () => {
    const due = waiting
    waiting = []
    for (const action of due) action()
  })
  expect(events).toEqual(['fired 10', 'settled 10', 'fired 15', 'fired 20'])
})

test('a cancelled timer does not fire', async () => {
  const clock = new VirtualClock(0)
  let fired = 0
  const cancel = clock.setTimer(10, () => (fired += 1))
  cancel()
  await clock.advance(100)
  expect(fired).toBe(0)
})

test('a step of the computer’s clock moves hub time only when it is followed', () => {
  const clock = new VirtualClock(1_000)
  clock.stepComputerClock(500)
  expect([clock.now().at, clock.stepMs()]).toEqual([1_000, 500])
  clock.follow(500)
  expect([clock.now().at, clock.stepMs()]).toEqual([1_500, 0])
})
