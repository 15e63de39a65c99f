import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { mutants } from '@cherha/simulator'
import { expect, onTestFinished, test } from 'vitest'
import { MutantTree } from '../tools/simulate/mutant-tree.ts'

const program = fileURLToPath(new URL('../tools/simulate.ts', import.meta.url))
const run = promisify(execFile)

/** The last line a program printed, read as JSON. */
function lastLine(stdout: string): unknown {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

test('500 seeds with all faults break no rule', async () => {
  const { stdout } = await run(process.execPath, [program, '--seeds', '1..500', '--json'])
  expect(lastLine(stdout)).toMatchObject({ violations: 0, seedOfFirstViolation: null })
  expect(lastLine(stdout)).toMatchObject({ officeDays: expect.toSatisfy((days: number) => days >= 500) })
})

test('500 seeds of a queue server and three offices break no rule, and every office becomes one with the server again', async () => {
  const { stdout } = await run(process.execPath, [program, '--world', 'offices', '--seeds', '1..500', '--json'])
  expect(lastLine(stdout)).toMatchObject({ violations: 0, seedOfFirstViolation: null, converged: 100 })
  expect(lastLine(stdout)).toMatchObject({ officeDays: expect.toSatisfy((days: number) => days >= 3_000) })
})

test('planted bugs of a server and its offices are found: a lost epoch, a booking sold twice, a request without answer', async () => {
  const only = ['epoch-forgotten', 'sold-twice-online', 'request-unanswered']
  const args = only.flatMap((id) => ['--only', id])
  const { stdout } = await run(process.execPath, [program, '--mutants', '--json', ...args])
  expect(lastLine(stdout)).toMatchObject({ mutants: 3, caught: 3 })
})

test('a range is the same in one process and in several', async () => {
  const report = async (workers: string): Promise<unknown> => {
    const args = ['--seeds', '1000..1060', '--json', '--workers', workers]
    const { stdout } = await run(process.execPath, [program, ...args])
    return { ...(lastLine(stdout) as object), seconds: 0 }
  }
  const alone = await report('1')
  expect(alone).toMatchObject({ violations: 0 })
  expect(await report('3')).toEqual(alone)
})

test('real SQLite, closed and opened at each crash, breaks no rule', async () => {
  const { stdout } = await run(process.execPath, [program, '--seeds', '501..508', '--log', 'sqlite', '--json'])
  expect(lastLine(stdout)).toMatchObject({ violations: 0 })
})

test('three planted bugs are found: an early acknowledgement, a leaked name, a policy off by one', async () => {
  const only = ['acknowledge-before-commit', 'board-leaks-a-name', 'policy-a-minute-early']
  const args = only.flatMap((id) => ['--only', id])
  const { stdout } = await run(process.execPath, [program, '--mutants', '--json', ...args])
  expect(lastLine(stdout)).toMatchObject({ mutants: 3, caught: 3 })
})

test('a violation is printed with its seed, step, rule and the shortest history found', async () => {
  const tree = new MutantTree()
  onTestFinished(() => tree.remove())
  const mutant = mutants.find(({ id }) => id === 'double-no-show')
  if (mutant === undefined) throw new Error('the mutant is gone')
  const found = await tree.with(mutant, async () =>
    spawnSync(process.execPath, [tree.program('simulate.ts'), '--seeds', '1..2', '--json'], { encoding: 'utf8' }),
  )
  expect(found.status).toBe(1)
  expect(found.stdout).toMatch(/^seed 1, step \d+, event \d+: N8: .+ had ended as no-show/)
  expect(found.stdout).toMatch(/The shortest history found has \d+ events and \d+ of \d+ visitors/)
  expect(found.stdout).toContain('"type":"no-show"')
  expect(lastLine(found.stdout)).toMatchObject({ seedOfFirstViolation: 1 })
})
