import { createSecretKey, type KeyObject } from 'node:crypto'

const objects = new WeakMap<Buffer, KeyObject>()

/** The key as `node:crypto` wants it: given as bytes it is prepared anew each time, which takes longer than the work. */
export function keyObject(key: Buffer): KeyObject {
  const known = objects.get(key)
  if (known !== undefined) return known
  const made = createSecretKey(key)
  objects.set(key, made)
  return made
}
