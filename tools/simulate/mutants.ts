import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { MisplacedMutant, type Mutant, mutants, type WorldName } from '@cherha/simulator'
import { MutantTree } from './mutant-tree.ts'
import { type SimulateOptions, UsageError } from './options.ts'

type MutantsWanted = Extract<SimulateOptions, { what: 'mutants' }>

/** A bug that is not found within so many office-days counts as missed. */
const mostDays = { office: 1_000, offices: 3_000 } as const
/** Office-days that the sources as they are have to stand first. */
const healthyDays = 30
/** A bug that makes a run hang is not found by a rule: the run is ended, and the bug counts as missed. */
const mostMs = 15 * 60_000

/** What the run with one bug came to. */
interface Hunt {
  readonly days: number
  readonly found: { readonly seed: number; readonly rule: string; readonly sentence: string } | null
}

/** Plants each bug in turn and looks for it, and prints how many were found. @returns exit code */
export async function simulateMutants({ only, workers, json }: MutantsWanted): Promise<0 | 1> {
  const started = performance.now()
  const wanted = chosen(only)
  const misplaced = findMisplaced(wanted)
  if (misplaced !== null) {
    process.stderr.write(`${misplaced}\n`)
    return 1
  }
  const healthy = await findWithoutBug(new Set(wanted.map(({ world = 'office' }) => world)))
  if (healthy !== null) {
    process.stderr.write(`Without any planted bug ${healthy}: what is found with one would prove nothing.\n`)
    return 1
  }
  const waiting = [...wanted]
  let caught = 0
  const hunt = async (): Promise<void> => {
    const tree = new MutantTree()
    try {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const { id, does, world = 'office' } = mutant
        const result = await tree.with(mutant, () => lookFor(tree, mostDays[world], world))
        if (result.found !== null) caught += 1
        process.stderr.write(`${describe(id, does, result)}\n`)
        if (json) process.stdout.write(`${JSON.stringify(lineOf(id, result))}\n`)
      }
    } finally {
      tree.remove()
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, wanted.length) }, hunt))
  const seconds = Math.round(performance.now() - started) / 1000
  process.stdout.write(
    json
      ? `${JSON.stringify({ mutants: wanted.length, caught, seconds })}\n`
      : `${caught} of ${wanted.length} mutants caught in ${seconds} s\n`,
  )
  return caught === wanted.length ? 0 : 1
}

function chosen(only: readonly string[] | null): readonly Mutant[] {
  const unknown = only?.find((id) => !mutants.some((mutant) => mutant.id === id))
  if (unknown !== undefined) throw new UsageError(`There is no mutant "${unknown}".`)
  return only === null ? mutants : mutants.filter(({ id }) => only.includes(id))
}

/** The first bug that cannot be planted, by what is said of it: better known before the hunt than in its middle. */
function findMisplaced(wanted: readonly Mutant[]): string | null {
  const tree = new MutantTree()
  try {
    for (const mutant of wanted) tree.check(mutant)
    return null
  } catch (error) {
    if (!(error instanceof MisplacedMutant)) throw error
    return error.message
  } finally {
    tree.remove()
  }
}

/** The same hunt in a copy without a bug. @returns what it finds; null: nothing, as it should be */
async function findWithoutBug(worlds: ReadonlySet<WorldName>): Promise<string | null> {
  const tree = new MutantTree()
  try {
    for (const world of worlds) {
      const { days, found } = await lookFor(tree, healthyDays, world)
      if (found !== null) return `seed ${found.seed} breaks ${found.rule} (${found.sentence.split('\n')[0]})`
      if (days === 0) return 'the simulator does not run'
    }
    return null
  } finally {
    tree.remove()
  }
}

async function lookFor(tree: MutantTree, days: number, world: WorldName): Promise<Hunt> {
  const run = promisify(execFile)
  try {
    const { stdout } = await run(process.execPath, [tree.program('simulate/first-violation.ts'), String(days), world], {
      timeout: mostMs,
    })
    return JSON.parse(stdout) as Hunt
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return { days: 0, found: null }
  }
}

/** What is kept of a hunt: the table in docs/simulator.md is made of these lines. */
function lineOf(mutant: string, { days, found }: Hunt): object {
  return { mutant, officeDays: days, seed: found?.seed ?? null, rule: found?.rule ?? null }
}

function describe(id: string, does: string, { days, found }: Hunt): string {
  if (found === null) return `MISSED ${id} (${does}) in ${days} office-days`
  return `caught ${id} on office-day ${days} (seed ${found.seed}) by ${found.rule}: ${found.sentence.split('\n')[0]}`
}
