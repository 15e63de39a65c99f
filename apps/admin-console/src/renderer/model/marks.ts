/** Mean of so many marks 1, 2, … 5, with one decimal; null: nobody gave one. */
export function meanMark(counts: readonly number[]): number | null {
  const given = counts.reduce((sum, count) => sum + count, 0)
  const total = counts.reduce((sum, count, index) => sum + count * (index + 1), 0)
  return given === 0 ? null : Math.round((total / given) * 10) / 10
}
