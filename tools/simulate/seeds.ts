import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteLog } from '@cherha/event-log'
import { drawScenario, runSeeds, type SeedOptions, shrink } from '@cherha/simulator'
import type { SimulateOptions } from './options.ts'

type SeedsWanted = Extract<SimulateOptions, { what: 'seeds' }>

/** How many lines of a history are printed: its end is what matters. */
const mostLines = 120
const progressEverySeconds = 5

/** Lives through the seeds, shows the first violation as small as it gets, and prints the sum. @returns exit code */
export async function simulateSeeds({ seeds, faults, log, json }: SeedsWanted): Promise<0 | 1> {
  const started = performance.now()
  let told = started
  const openDisk = log === 'sqlite' ? { openDisk: diskInFolder } : {}
  const report = await runSeeds(seeds, {
    faults,
    ...openDisk,
    onSeed(seed, broken) {
      if (broken !== null) process.stderr.write(`seed ${seed} breaks ${broken.rule} at step ${broken.step}\n`)
      if (performance.now() - told < progressEverySeconds * 1000) return
      told = performance.now()
      process.stderr.write(`seed ${seed} of ${seeds.from}..${seeds.to}\n`)
    },
  })
  const { officeDays, events, violations, first } = report
  const seconds = Math.round(performance.now() - started) / 1000
  if (first !== null) process.stdout.write(`${await describe(first.seed, first.broken.rule, faults, openDisk)}\n`)
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

/** A real log in a folder that is gone after the run. */
function diskInFolder(): ReturnType<NonNullable<SeedOptions['openDisk']>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cherha-simulate-'))
  return {
    openLog: () => openSqliteLog(path.join(folder, 'office.log')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
