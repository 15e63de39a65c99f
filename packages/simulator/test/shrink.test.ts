import { createMemoryLog, type EventLog } from '@cherha/event-log'
import { drawScenario, runScenario, shrink } from '@cherha/simulator'
import { expect, test } from 'vitest'

/** A log that has forgotten its commands each time it is opened: what was acknowledged cannot be found again. */
function aForgetfulDisk(): () => EventLog {
  const log = createMemoryLog()
  let opened = 0
  return () => {
    opened += 1
    return { ...log, close() {}, findCommand: (id) => (opened > 1 ? null : log.findCommand(id)) }
  }
}

test('a violation is named with its rule, step and event, and ends the run', async () => {
  const { broken, logHash } = await runScenario(drawScenario(5, 'all'), { openLog: aForgetfulDisk() })
  expect(broken).toMatchObject({ rule: 'S23', sentence: expect.stringContaining('is not in the log') })
  expect(broken?.step).toBeGreaterThan(0)
  expect(broken?.seq).toBeGreaterThan(0)
  expect(logHash).toBe('')
})

test('a violation is made smaller: what has nothing to do with it is taken out, and the history is told', async () => {
  const whole = drawScenario(5, 'all')
  const smallest = await shrink(whole, 'S23', {
    openDisk: () => ({ openLog: aForgetfulDisk(), remove: () => {} }),
  })
  expect(smallest?.broken.rule).toBe('S23')
  expect(smallest?.scenario.visitors.length).toBeLessThan(whole.visitors.length / 2)
  expect(smallest?.scenario.faults.length).toBe(1)
  expect(smallest?.history.at(-1)).toContain('BROKEN S23')
  expect(smallest?.history.some((line) => line.includes('the hub starts'))).toBe(true)
})
