import { HubStartError } from '../errors.ts'
import { defaultRateLimits, type LimitClass, type RateLimits } from '../gateway/rate-limits.ts'

/** `--limit terminal=5/20`: requests a second and burst of a device class. */
export function readLimits(values: readonly string[]): Partial<RateLimits> {
  const limits: Partial<Record<LimitClass, RateLimits[LimitClass]>> = {}
  for (const value of values) {
    const [, kind = '', perSecond, burst] = /^([a-z]+)=(\d{1,5})\/(\d{1,5})$/.exec(value) ?? []
    if (!isClass(kind) || Number(perSecond) < 1 || Number(burst) < 1) {
      const classes = Object.keys(defaultRateLimits).join(', ')
      throw new HubStartError(`--limit must look like terminal=5/20 (a second/at once); classes: ${classes}.`, 2)
    }
    limits[kind] = { perSecond: Number(perSecond), burst: Number(burst) }
  }
  return limits
}

function isClass(kind: string): kind is LimitClass {
  return Object.hasOwn(defaultRateLimits, kind)
}
