import { readOptions, UsageError } from './simulate/options.ts'
import { simulateSeeds } from './simulate/seeds.ts'

try {
  const options = readOptions(process.argv.slice(2))
  if (options.what === 'mutants') throw new UsageError('later')
  process.exitCode = await simulateSeeds(options)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
