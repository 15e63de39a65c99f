const form = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*))?$/

/** True for `1.2.3` and `1.2.3-beta.1`. */
export function isVersion(text: string): boolean {
  return form.test(text)
}

/** Below 0: `a` is older. Pre-releases come before their release. Throws on what is no version. */
export function compareVersions(a: string, b: string): number {
  const left = partsOf(a)
  const right = partsOf(b)
  for (const [index, number] of left.numbers.entries()) {
    const difference = number - (right.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  if (left.pre === null || right.pre === null) return Number(left.pre === null) - Number(right.pre === null)
  for (let index = 0; index < Math.max(left.pre.length, right.pre.length); index++) {
    const difference = comparePre(left.pre[index], right.pre[index])
    if (difference !== 0) return difference
  }
  return 0
}

function partsOf(version: string): { numbers: readonly number[]; pre: readonly string[] | null } {
  const match = form.exec(version)
  if (match === null) throw new RangeError(`"${version}" is no version`)
  return { numbers: match.slice(1, 4).map(Number), pre: match[4]?.split('.') ?? null }
}

/** Numbers by size and before words, words by their letters, fewer before more (semver 11). */
function comparePre(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  const numbers = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (numbers[0] && numbers[1]) return Number(a) - Number(b)
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1
  return a === b ? 0 : a < b ? -1 : 1
}
