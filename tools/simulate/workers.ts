import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { addReports, noSeeds, piecesOf, runSeeds, type SeedRange, type SeedReport } from '@cherha/simulator'
import { diskFor } from './disk-in-folder.ts'
import type { SeedWork } from './seed-worker.ts'

const program = fileURLToPath(new URL('seed-worker.ts', import.meta.url))
/** Seeds a worker is given at once: a second of work or two, by where the log is. */
const pieceSizes = { memory: 50, sqlite: 5, offices: 8 } as const

export interface SplitOptions extends SeedWork {
  readonly workers: number
  /** Called after each piece with its report, that of all pieces so far, and how many seeds they are. */
  readonly onPiece: (piece: SeedReport, soFar: SeedReport, seedsDone: number) => void
}

/**
 * Lives through the seeds of a range on several cores. Each seed is a run of its own, so the report is the same for any
 * number of workers. Throws when a worker ends before its work.
 */
export async function runSeedsOn({ world, seeds, faults, log, workers, onPiece }: SplitOptions): Promise<SeedReport> {
  const pieceSize = pieceSizes[world === 'offices' ? world : log]
  const pieces = piecesOf(seeds, pieceSize)
  const count = Math.min(workers, Math.ceil((seeds.to - seeds.from + 1) / pieceSize))
  let soFar = noSeeds
  let seedsDone = 0
  const runAll = async (run: (piece: SeedRange) => Promise<SeedReport>): Promise<void> => {
    for (const piece of pieces) {
      const report = await run(piece)
      soFar = addReports(soFar, report)
      seedsDone += piece.to - piece.from + 1
      onPiece(report, soFar, seedsDone)
    }
  }
  if (count === 1) await runAll((piece) => runSeeds(piece, { world, faults, ...diskFor(log) }))
  else
    await Promise.all(
      Array.from({ length: count }, () => withWorker((ask) => runAll((s) => ask({ world, seeds: s, faults, log })))),
    )
  return soFar
}

async function withWorker(use: (ask: (work: SeedWork) => Promise<SeedReport>) => Promise<void>): Promise<void> {
  const worker = fork(program)
  try {
    await use((work) => askWorker(worker, work))
  } finally {
    if (worker.connected) worker.disconnect()
  }
}

function askWorker(worker: ChildProcess, work: SeedWork): Promise<SeedReport> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`a worker ended with ${code} in the seeds ${work.seeds.from}..${work.seeds.to}`))
    worker.once('exit', ended)
    worker.once('message', (report) => {
      worker.off('exit', ended)
      // the worker sends nothing else
      resolve(report as SeedReport)
    })
    worker.send(work)
  })
}
