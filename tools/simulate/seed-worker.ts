import { runSeeds, type SeedRange, type SeedReport, type WorldName } from '@cherha/simulator'
import { diskFor } from './disk-in-folder.ts'

/** What the worker is asked: one piece of the range at a time. */
export interface SeedWork {
  readonly world: WorldName
  readonly seeds: SeedRange
  readonly faults: 'all' | 'none'
  readonly log: 'memory' | 'sqlite'
}

/**
 * A process of its own that lives through the seeds it is given by whoever forked it, and answers each piece with its
 * report. Ends with whoever forked it.
 */
process.on('message', ({ world, seeds, faults, log }: SeedWork) => {
  void runSeeds(seeds, { world, faults, ...diskFor(log) }).then(answer)
})
process.on('disconnect', () => process.exit())

function answer(report: SeedReport): void {
  process.send?.(report)
}
