/** A numbered rule of docs/spec. */
export interface Rule {
  /** Letter, number and an optional lower-case letter: `Q7`, `N4b`. */
  readonly id: string
  readonly file: string
  readonly line: number
}

/** Something in the specification that cannot be used as it is. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** How an id is written, also at the start of a test's name. */
export const ruleId = /[A-Z]\d+[a-z]?/

const ruleLine = new RegExp(`^\\*\\*(${ruleId.source})\\*\\* (.*)$`)
const nearlyRuleLine = new RegExp(`^\\s*(?:[-*] )?\\*\\*${ruleId.source}\\b`)
/** The documents the project is made from, the law, or our own reading where they are silent. */
const clause = /^(?:00\d\b|Law\b|design\b|assumption\b)/

/** Reads the rules of one file. A rule is one line that ends with its source in parentheses. */
export function rulesOf(
  file: string,
  text: string,
): { readonly rules: readonly Rule[]; readonly faults: readonly Fault[] } {
  const rules: Rule[] = []
  const faults: Fault[] = []
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    const line = index + 1
    const match = ruleLine.exec(content)
    if (match === null) {
      if (nearlyRuleLine.test(content)) {
        faults.push({
          file,
          line,
          message: `is not written as a rule: expected "**Q7** text (source)" at the start of the line`,
        })
      }
      continue
    }
    const [, id = '', body = ''] = match
    rules.push({ id, file, line })
    const source = /\(([^()]+)\)\s*$/.exec(body)?.[1] ?? ''
    if (!source.split(';').every((part) => clause.test(part.trim()))) {
      faults.push({
        file,
        line,
        message: `${id} names no source: end the line with (000 II.13), (Law 1664-IX) or (assumption)`,
      })
    }
  }
  return { rules, faults }
}
