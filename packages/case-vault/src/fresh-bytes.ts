import { randomFillSync } from 'node:crypto'

/** Fetching twelve bytes takes as long as fetching thousands. */
const fetched = Buffer.alloc(4_096)
let used = fetched.length

/**
 * Random bytes of the computer, none of them given twice.
 * @param bytes at most 4,096
 */
export function freshBytes(bytes: number): Buffer {
  if (bytes > fetched.length) throw new RangeError(`at most ${fetched.length} bytes at a time, not ${bytes}`)
  if (used + bytes > fetched.length) {
    randomFillSync(fetched)
    used = 0
  }
  used += bytes
  const given = Buffer.from(fetched.subarray(used - bytes, used))
  // what was given is not kept where it could be read once more
  fetched.fill(0, used - bytes, used)
  return given
}
