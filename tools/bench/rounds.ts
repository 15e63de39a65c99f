/** One figure with its spread over the rounds. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle]
  if (upper === undefined || lower === undefined) throw new RangeError('a median of nothing')
  return (lower + upper) / 2
}

/**
 * The value below which `share` of the values lie, by nearest rank.
 * @param share 0.99 for the 99th percentile
 */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('a percentile of nothing')
  return value
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: medianOf(values), min: Math.min(...values), max: Math.max(...values) }
}

type Work = () => number | Promise<number>

/**
 * Runs all works in each round, one right after the other and slice by slice, so that whatever else the machine does meets
 * them alike; the first round warms up and is not counted. Every second slice goes the other way round: nobody is always
 * first.
 * @param slices how often each work is run in a round
 * @returns per work the mean of what it returned in each counted round
 */
export async function interleaved<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, Work>>,
  slices = 1,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[]
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  const backwards = [...names].reverse()
  for (let round = 0; round <= rounds; round += 1) {
    const sums = new Map<Name, number>()
    for (let slice = 0; slice < slices; slice += 1) {
      for (const name of (round + slice) % 2 === 0 ? names : backwards) {
        sums.set(name, (sums.get(name) ?? 0) + (await works[name]()))
      }
    }
    if (round > 0) for (const [name, sum] of sums) values[name].push(sum / slices)
  }
  return values
}

/** Per round `over[i] / under[i]`. */
export function ratios(over: readonly number[], under: readonly number[]): number[] {
  return over.map((value, round) => {
    const base = under[round]
    if (base === undefined || base <= 0) throw new RangeError(`round ${round} has no baseline`)
    return value / base
  })
}

/** Milliseconds of `work`. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
