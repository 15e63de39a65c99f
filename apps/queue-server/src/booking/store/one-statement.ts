import type { Statement } from './rows.ts'

/** Texts of statements that were made before, by those of their parts: there are as many as kinds of batches. */
const made = new Map<string, { readonly name: string; readonly text: string }>()

/**
 * Changes of several tables as one statement. PostgreSQL does all of it or nothing and answers when it is durable, so that
 * one answer is waited for, and not one for each table and one for the COMMIT. The parts do not see what the others change.
 */
export class OneStatement {
  readonly #parts: Statement[] = []

  /** @param part an INSERT, UPDATE or DELETE, whose text depends on nothing that is not in its values */
  add(part: Statement): void {
    this.#parts.push(part)
  }

  /** null: there is nothing to do. */
  query(): (Statement & { readonly name: string }) | null {
    if (this.#parts.length === 0) return null
    const key = this.#parts.map(({ text }) => text).join(';')
    let statement = made.get(key)
    if (statement === undefined) {
      statement = { name: `booking write ${made.size}`, text: textOf(this.#parts) }
      made.set(key, statement)
    }
    return { ...statement, values: this.#parts.flatMap(({ values }) => values) }
  }
}

function textOf(parts: readonly Statement[]): string {
  let before = 0
  const all = parts.map(({ text, values }, n) => {
    const from = before
    before += values.length
    return `part${n} AS (${text.replace(/\$(\d+)/g, (_, at: string) => `$${Number(at) + from}`)})`
  })
  return `WITH ${all.join(',\n')} SELECT 1`
}
