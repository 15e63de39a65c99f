import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compare } from './spec/compare.ts'
import { rulesOf } from './spec/rules.ts'
import { proofsOf } from './spec/test-names.ts'

/** `npm run spec`: every rule of docs/spec has a test that names it, and every test names a rule that exists. */
function main(root: string): number {
  const files = (patterns: readonly string[]): string[] =>
    patterns
      .flatMap((pattern) => globSync(pattern, { cwd: root }))
      .map((file) => file.split(path.sep).join('/'))
      .sort()
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

  const specs = files(['docs/spec/*.md']).map((file) => rulesOf(file, read(file)))
  const rules = specs.flatMap((spec) => spec.rules)
  const tests = files([
    'packages/*/test/**/*.{ts,tsx}',
    'apps/*/test/**/*.{ts,tsx}',
    'e2e/**/*.ts',
    'tools/test/**/*.ts',
  ])
  const proofs = tests.flatMap((file) => proofsOf(file, read(file)))

  const problems = compare(
    rules,
    specs.flatMap((spec) => spec.faults),
    proofs,
  )
  for (const problem of problems) console.log(problem)
  console.log(`${rules.length} rules, ${proofs.length} tests that name one, ${problems.length} problems`)
  return problems.length === 0 && rules.length > 0 ? 0 : 1
}

process.exitCode = main(fileURLToPath(new URL('..', import.meta.url)))
