import { randomInt } from 'node:crypto'

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Random letters in groups of `size`: `7K2QX-9D4HM`. Five bits each. */
export function newLetters(groups: number, size: number): string {
  const group = () => Array.from({ length: size }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** As somebody types it: case, hyphens, spaces and look-alikes do not count. */
export function readLetters(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
}
