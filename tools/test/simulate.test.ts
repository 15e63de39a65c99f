import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readOptions, UsageError } from '../simulate/options.ts'

const program = fileURLToPath(new URL('../simulate.ts', import.meta.url))
const simulate = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })

test('the seeds of a range are lived through, and the last line of --json is the sum', () => {
  const { status, stdout } = simulate('--seeds', '2..3', '--json')
  expect(status).toBe(0)
  const sum: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(sum).toEqual({
    officeDays: expect.any(Number),
    events: expect.any(Number),
    violations: 0,
    seconds: expect.any(Number),
    seedOfFirstViolation: null,
  })
})

test('bad input is one sentence on stderr and exit code 2', () => {
  const { status, stdout, stderr } = simulate('--seeds', '9..3')
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toBe('The seed range 9..3 is the wrong way round: write 3..9.\n')
})

test('left out, all faults happen, the log is in memory and every core works', () => {
  const workers = availableParallelism()
  const seeds = { from: 1, to: 500 }
  const wanted = { what: 'seeds', world: 'office', seeds, faults: 'all', log: 'memory', workers, json: false }
  expect(readOptions(['--seeds', '1..500'])).toEqual(wanted)
  const other = { ...wanted, seeds: { from: 7, to: 7 }, faults: 'none', log: 'sqlite', workers: 3, json: true }
  const args = ['--seeds', '7..7', '--faults', 'none', '--log', 'sqlite', '--workers', '3', '--json']
  expect(readOptions(args)).toEqual(other)
  const offices = { ...wanted, world: 'offices' }
  expect(readOptions(['--seeds', '1..500', '--world', 'offices'])).toEqual(offices)
})

test('mutants are all of them, or those that are named', () => {
  const workers = availableParallelism()
  expect(readOptions(['--mutants', '--json'])).toEqual({ what: 'mutants', only: null, workers, json: true })
  const some = { what: 'mutants', only: ['any-code', 'any-sender'], workers, json: false }
  expect(readOptions(['--mutants', '--only', 'any-code', '--only', 'any-sender'])).toEqual(some)
})

test.each([
  ['nothing at all', [], '--seeds is missing. Use: npm run simulate'],
  ['an unknown option', ['--seed', '1..2'], "Unknown option '--seed'. Use: npm run simulate"],
  ['one seed', ['--seeds', '5'], '--seeds takes two whole numbers, for example 1..500, not "5".'],
  ['words', ['--seeds', 'a..b'], '--seeds takes two whole numbers, for example 1..500, not "a..b".'],
  ['a range the wrong way round', ['--seeds', '3..2'], 'The seed range 3..2 is the wrong way round: write 2..3.'],
  ['other faults', ['--seeds', '1..2', '--faults', 'some'], '--faults takes all or none, not "some".'],
  ['another log', ['--seeds', '1..2', '--log', 'tape'], '--log takes memory or sqlite, not "tape".'],
  ['no worker', ['--seeds', '1..2', '--workers', '0'], '--workers takes a whole number from 1 to 99, not "0".'],
  ['half a worker', ['--mutants', '--workers', '1.5'], '--workers takes a whole number from 1 to 99, not "1.5".'],
  [
    'seeds for mutants',
    ['--mutants', '--seeds', '1..2'],
    '--mutants chooses the world, the seeds and the faults itself.',
  ],
  ['a world for mutants', ['--mutants', '--world', 'offices'], '--mutants chooses the world,'],
  ['another world', ['--seeds', '1..2', '--world', 'mars'], '--world takes office or offices, not "mars".'],
  [
    'offices on disk',
    ['--seeds', '1..2', '--world', 'offices', '--log', 'sqlite'],
    '--log sqlite belongs to --world office',
  ],
  ['a mutant for seeds', ['--seeds', '1..2', '--only', 'any-code'], '--only belongs to --mutants.'],
  ['a word that belongs to no option', ['1..500'], "Unexpected argument '1..500'."],
])('%s is refused in one sentence', (_what, args, sentence) => {
  expect(() => readOptions(args)).toThrow(UsageError)
  expect(() => readOptions(args)).toThrow(sentence)
})

test('a mutant that does not exist is refused by name', () => {
  const { status, stderr } = simulate('--mutants', '--only', 'no-such-bug')
  expect([status, stderr]).toEqual([2, 'There is no mutant "no-such-bug".\n'])
})
