import { expect, it } from 'vitest'
import { addCounts, countsOf, noReport, summaryLine } from '../test-counts.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

it('counts the tests of a report, whatever keeps one from running', () => {
  expect(
    countsOf({
      testResults: [
        file('failed', 'passed', 'failed', 'passed'),
        file('passed', 'passed', 'skipped', 'todo', 'pending'),
      ],
    }),
  ).toEqual({ passed: 3, failed: 1, skipped: 3 })
})

it('counts a file that could not be loaded as a failure', () => {
  expect(countsOf({ testResults: [file('failed'), file('passed', 'passed')] })).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
})

it('counts a run without a report as a failure', () => {
  expect(addCounts({ passed: 2, failed: 0, skipped: 0 }, noReport)).toEqual({ passed: 2, failed: 1, skipped: 0 })
})

it('writes one plain line', () => {
  expect(summaryLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(summaryLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
})
