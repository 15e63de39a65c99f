import { type Broken, drawOffices, drawScenario, type SeedOptions, shrink, shrinkOffices } from '@cherha/simulator'
import { diskFor } from './disk-in-folder.ts'
import type { SimulateOptions } from './options.ts'
import { runSeedsOn } from './workers.ts'

type SeedsWanted = Extract<SimulateOptions, { what: 'seeds' }>

/** How many lines of a history are printed: its end is what matters. */
const mostLines = 120
const progressEverySeconds = 5

/** Lives through the seeds, shows the first violation as small as it gets, and prints the sum. @returns exit code */
export async function simulateSeeds({ world, seeds, faults, log, workers, json }: SeedsWanted): Promise<0 | 1> {
  const started = performance.now()
  const secondsSoFar = (): number => Math.round(performance.now() - started) / 1000
  const wanted = seeds.to - seeds.from + 1
  let told = 0
  const { officeDays, events, violations, first, ...report } = await runSeedsOn({
    world,
    seeds,
    faults,
    log,
    workers,
    onPiece(piece, soFar, seedsDone) {
      if (piece.first !== null)
        process.stderr.write(
          `seed ${piece.first.seed} breaks ${piece.first.broken.rule}: ${piece.first.broken.sentence}\n`,
        )
      const seconds = secondsSoFar()
      if (seconds - told < progressEverySeconds) return
      told = seconds
      const speed = (soFar.officeDays / seconds).toFixed(1)
      process.stderr.write(
        `${seedsDone} of ${wanted} seeds, ${soFar.violations} break a rule, ${speed} office-days a second\n`,
      )
    },
  })
  const seconds = secondsSoFar()
  if (first !== null) {
    const { seed, broken } = first
    const told =
      world === 'offices'
        ? await describeOffices(seed, broken.rule, faults)
        : await describe(seed, broken.rule, faults, diskFor(log))
    process.stdout.write(`${told}\n`)
  }
  // of a hundred: every seed's server and offices have become one
  const converged = (100 * report.converged) / wanted
  const sum = { officeDays, events, violations, seconds, seedOfFirstViolation: first?.seed ?? null }
  const speed = `${(officeDays / seconds).toFixed(1)} office-days a second`
  const became = world === 'offices' ? `, ${converged} % became one office again` : ''
  process.stdout.write(
    json
      ? `${JSON.stringify(world === 'offices' ? { ...sum, converged } : sum)}\n`
      : `${officeDays} office-days, ${events} events, ${violations} violations${became} in ${seconds} s (${speed})\n`,
  )
  return violations === 0 ? 0 : 1
}

async function describe(
  seed: number,
  rule: string,
  faults: 'all' | 'none',
  disk: Pick<SeedOptions, 'openDisk'>,
): Promise<string> {
  const whole = drawScenario(seed, faults)
  const found = await shrink(whole, rule, disk)
  if (found === null) return `seed ${seed} broke ${rule}, and does not any more: it did not do the same twice`
  const { broken, scenario, history, events } = found
  const count = (list: 'visitors' | 'clerks' | 'displays' | 'faults') =>
    `${scenario[list].length} of ${whole[list].length} ${list}`
  const kept = `${count('visitors')}, ${count('clerks')}, ${count('displays')}, ${count('faults')}`
  return textOf(seed, broken, `${events} events and ${kept}`, history)
}

async function describeOffices(seed: number, rule: string, faults: 'all' | 'none'): Promise<string> {
  const whole = drawOffices(seed, faults)
  const found = await shrinkOffices(whole, rule)
  if (found === null) return `seed ${seed} broke ${rule}, and does not any more: it did not do the same twice`
  const { broken, scenario, history, events } = found
  const sum = ({ sites, serverFaults }: typeof whole, list: 'visitors' | 'web' | 'faults'): number =>
    sites.reduce((all, site) => all + site[list].length, list === 'faults' ? serverFaults.length : 0)
  const count = (list: 'visitors' | 'web' | 'faults') => `${sum(scenario, list)} of ${sum(whole, list)} ${list}`
  return textOf(seed, broken, `${events} events and ${count('visitors')}, ${count('web')}, ${count('faults')}`, history)
}

function textOf(seed: number, { step, seq, rule, sentence }: Broken, kept: string, history: readonly string[]): string {
  return [
    `seed ${seed}, step ${step}, event ${seq}: ${rule}: ${sentence}`,
    `The shortest history found has ${kept}:`,
    ...(history.length > mostLines ? [`… ${history.length - mostLines} lines before …`] : []),
    ...history.slice(-mostLines),
  ].join('\n')
}
