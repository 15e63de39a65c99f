import { simulateMutants } from './simulate/mutants.ts'
import { readOptions, UsageError } from './simulate/options.ts'
import { simulateSeeds } from './simulate/seeds.ts'

try {
  const options = readOptions(process.argv.slice(2))
  process.exitCode = await (options.what === 'mutants' ? simulateMutants(options) : simulateSeeds(options))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
