import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { measureIds } from '../bench/measures.ts'
import { readOptions, UsageError } from '../bench/options.ts'
import { isMet, jsonLine, tableRow } from '../bench/report.ts'
import { medianOf, percentileOf, ratios, spreadOf } from '../bench/rounds.ts'

const program = fileURLToPath(new URL('../bench.ts', import.meta.url))
const bench = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })

test('one figure as JSON is one line of standard output; the progress goes to standard error', () => {
  const { status, stdout, stderr } = bench('--only', 'P13', '--json')
  expect(status).toBe(0)
  expect(stderr).toBe('P13: decisions with 2,000 waiting …\n')
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  const number = expect.any(Number)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    id: 'P13',
    ratio: number,
    min: number,
    max: number,
    target: 2,
    unit: 'ms',
  })
})

test('an unknown benchmark is one sentence on standard error and exit code 2; nothing is run', () => {
  const { status, stdout, stderr } = bench('--only', 'P99')
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toBe(
    'There is no benchmark "P99"; there are P1, P2, P3, P3b, P4, P6, P7, P7b, P8, P9, P10, P11, P12, P12b, P13, P14, P14b, P14c, P14d, P15, P15b, P16, P17, P17b.\n',
  )
})

test('left out, everything is run in seven rounds; named ones come in the order of the list', () => {
  expect(readOptions([])).toEqual({ only: measureIds, json: false, rounds: 7 })
  const some = { only: ['P1', 'P13'], json: true, rounds: 21 }
  expect(readOptions(['--only', 'P13', '--json', '--rounds', '21', '--only', 'P1'])).toEqual(some)
})

test.each([
  ['an unknown option', ['--all'], "Unknown option '--all'. Use: npm run bench"],
  ['a word too many', ['P1'], "Unexpected argument 'P1'. Use: npm run bench"],
  ['a name left out', ['--only'], "Option '--only <value>' argument missing. Use: npm run bench"],
  ['too few rounds', ['--rounds', '6'], '--rounds must be a whole number from 7 to 99, not "6".'],
  ['too many rounds', ['--rounds', '100'], '--rounds must be a whole number from 7 to 99, not "100".'],
  ['no number of rounds', ['--rounds', '1e1'], '--rounds must be a whole number from 7 to 99, not "1e1".'],
])('bad input is refused: %s', (_, args, sentence) => {
  expect(() => readOptions(args)).toThrow(UsageError)
  expect(() => readOptions(args)).toThrow(sentence)
})

test('a figure is printed with three figures that count, its spread, its target and whether that is met', () => {
  const figure = { median: 0.71234, min: 0.6, max: 12.3456 }
  expect(JSON.parse(jsonLine('P1', figure))).toEqual({
    id: 'P1',
    ratio: 0.712,
    min: 0.6,
    max: 12.3,
    target: 0.7,
    unit: '×',
  })
  expect(tableRow('P1', figure)).toMatch(/^P1 .* 0\.712 × +\(0\.6–12\.3\) +≥ 0\.7 × +met$/)
  expect(tableRow('P4', { median: 51, min: 9, max: 60 })).toMatch(/^P4 .* 51 ms +\(9–60\) +≤ 50 ms +missed$/)
  expect([isMet('P1', { ...figure, median: 0.69 }), isMet('P4', { ...figure, median: 50 })]).toEqual([false, true])
})

test('a figure that could not be taken says why, in both forms', () => {
  const figure = { skipped: 'there is no Chromium' }
  expect(JSON.parse(jsonLine('P4', figure))).toMatchObject({ id: 'P4', ratio: null, skipped: 'there is no Chromium' })
  expect(tableRow('P4', figure)).toContain('skipped: there is no Chromium')
})

test('medians, percentiles and the ratios of rounds', () => {
  expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3])]).toEqual([2, 2.5])
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1)
  expect([percentileOf(hundred, 0.99), percentileOf(hundred, 0.5), percentileOf([7], 0.99)]).toEqual([99, 50, 7])
  expect(spreadOf(ratios([2, 9, 8], [1, 3, 2]))).toEqual({ median: 3, min: 2, max: 4 })
  expect(() => ratios([1], [0])).toThrow(RangeError)
})
