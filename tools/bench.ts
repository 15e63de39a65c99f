import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readOptions, UsageError } from './bench/options.ts'
import { jsonLine, tableRow } from './bench/report.ts'
import { runMeasures } from './bench/run.ts'

/** `npm run bench`: every figure beside a baseline of the same rounds. Prints, and never fails for a slow machine. */
async function main(): Promise<void> {
  const { only, json, rounds } = readOptions(process.argv.slice(2))
  const folder = mkdtempSync(path.join(tmpdir(), 'cherha-bench-'))
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  // whoever stops a benchmark half way wants no gigabyte left behind; the children end with their pipe
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      clean()
      process.exit(1)
    })
  }
  try {
    const say = (line: string) => void process.stderr.write(`${line}\n`)
    const print = (line: string) => void process.stdout.write(`${line}\n`)
    if (!json) print(`Median of ${rounds} rounds (fastest–slowest round), each beside its baseline.`)
    await runMeasures(only, { folder, rounds, say }, (id, figure) => {
      print(json ? jsonLine(id, figure) : tableRow(id, figure))
    })
  } finally {
    clean()
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
