import type { Fault, Rule } from './rules.ts'
import type { Proof } from './test-names.ts'

/** What is wrong between the rules and the tests, one line each, `file:line message`; empty when nothing is. */
export function compare(rules: readonly Rule[], faults: readonly Fault[], proofs: readonly Proof[]): string[] {
  const problems = faults.map(({ file, line, message }) => `${file}:${line} ${message}`)
  const first = new Map<string, Rule>()
  for (const rule of rules) {
    const other = first.get(rule.id)
    if (other === undefined) first.set(rule.id, rule)
    else problems.push(`${rule.file}:${rule.line} ${rule.id} is defined twice, first in ${other.file}:${other.line}`)
  }
  const proved = new Set<string>()
  for (const { ids, file, line } of proofs) {
    for (const id of ids) {
      if (first.has(id)) proved.add(id)
      else problems.push(`${file}:${line} names ${id}, and there is no such rule`)
    }
  }
  for (const { id, file, line } of first.values()) {
    if (!proved.has(id)) problems.push(`${file}:${line} ${id} has no test`)
  }
  return problems
}
