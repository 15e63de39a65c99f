/** One thing that is wrong with a card: where, and what is allowed there. */
export interface CardProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

export type Path = CardProblem['path']

/** Whether one path leads through the other. */
export function overlaps(a: Path, b: Path): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.every((step, index) => step === long[index])
}

export function listed(names: Iterable<string>): string {
  const all = [...names]
  return all.length === 0 ? 'there is none' : `one of ${all.join(', ')}`
}
