import { drawScenario, type SeedOptions, shrink } from '@cherha/simulator'
import { diskFor } from './disk-in-folder.ts'
import type { SimulateOptions } from './options.ts'
import { runSeedsOn } from './workers.ts'

type SeedsWanted = Extract<SimulateOptions, { what: 'seeds' }>

/** How many lines of a history are printed: its end is what matters. */
const mostLines = 120
const progressEverySeconds = 5

/** Lives through the seeds, shows the first violation as small as it gets, and prints the sum. @returns exit code */
export async function simulateSeeds({ seeds, faults, log, workers, json }: SeedsWanted): Promise<0 | 1> {
  const started = performance.now()
  const secondsSoFar = (): number => Math.round(performance.now() - started) / 1000
  const wanted = seeds.to - seeds.from + 1
  let told = 0
  const { officeDays, events, violations, first } = await runSeedsOn({
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
  if (first !== null) process.stdout.write(`${await describe(first.seed, first.broken.rule, faults, diskFor(log))}\n`)
  process.stdout.write(
    json
      ? `${JSON.stringify({ officeDays, events, violations, seconds, seedOfFirstViolation: first?.seed ?? null })}\n`
      : `${officeDays} office-days, ${events} events, ${violations} violations in ${seconds} s (${(officeDays / seconds).toFixed(1)} office-days a second)\n`,
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
  return [
    `seed ${seed}, step ${broken.step}, event ${broken.seq}: ${broken.rule}: ${broken.sentence}`,
    `The shortest history found has ${events} events and ${count('visitors')}, ${count('clerks')}, ${count('displays')}, ${count('faults')}:`,
    ...(history.length > mostLines ? [`… ${history.length - mostLines} lines before …`] : []),
    ...history.slice(-mostLines),
  ].join('\n')
}
