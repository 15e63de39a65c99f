/** Lengths of a period that are one press away, in days. */
export const presets = [7, 30, 90] as const

/** Days of one question, at most. */
const longest = 366
const dayMs = 86_400_000

/** What is wrong with a period; null: nothing. Both days are included. */
export function periodProblem(from: string, to: string): 'noDate' | 'backwards' | 'tooLong' | null {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  if (Number.isNaN(first) || Number.isNaN(last)) return 'noDate'
  if (last < first) return 'backwards'
  return (last - first) / dayMs >= longest ? 'tooLong' : null
}
