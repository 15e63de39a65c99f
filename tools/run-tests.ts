import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { addCounts, countsOf, noReport, summaryLine, type TestCounts } from './test-counts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const scripts: Record<string, string> = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts
/** Scripts of package.json that must end with 0 before the tests count as passed. */
const checks = ['types', 'lint', 'spec']
/** One after the other: the end-to-end tests need the machine for themselves, two files at a time. */
const projects = ['unit', 'e2e']

function run(command: string, args: readonly string[], shell: boolean): Promise<number> {
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] as ['ignore', 'inherit', 'inherit'], shell }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options)
    const stop = (signal: NodeJS.Signals) => child.kill(signal)
    process.on('SIGTERM', stop)
    child.on('error', reject)
    child.on('exit', (code) => {
      process.off('SIGTERM', stop)
      resolve(code ?? 1)
    })
  })
}

async function runProject(
  project: string,
  filters: readonly string[],
  folder: string,
): Promise<{ code: number; counts: TestCounts }> {
  const report = path.join(folder, `${project}.json`)
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
  const code = await run(
    process.execPath,
    [
      vitest,
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      // a filter names files of one project; the other has none of them
      ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
    ],
    false,
  )
  return { code, counts: existsSync(report) ? countsOf(JSON.parse(readFileSync(report, 'utf8'))) : noReport }
}

const filters = process.argv.slice(2)
const failed: string[] = []
for (const check of checks) {
  console.log(`\n— ${check} —`)
  const script = scripts[check]
  if (script === undefined || (await run(script, [], true)) !== 0) failed.push(check)
}
const folder = mkdtempSync(path.join(tmpdir(), 'cherha-tests-'))
let counts: TestCounts = { passed: 0, failed: 0, skipped: 0 }
try {
  for (const project of projects) {
    console.log(`\n— ${project} tests —`)
    const result = await runProject(project, filters, folder)
    counts = addCounts(counts, result.counts)
    if (result.code !== 0) failed.push(`${project} tests`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (counts.passed + counts.failed + counts.skipped === 0) failed.push(`no test was found (${filters.join(' ')})`)
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`)
console.log(summaryLine(counts))
process.exitCode = failed.length > 0 || counts.failed > 0 ? 1 : 0
