import { hash, type Options, verify } from '@node-rs/argon2'
import { newLetters, readLetters } from './crockford.ts'

/** argon2id (the library's default) as OWASP advises for 19 MiB: about 40 ms on a small box. */
const settings: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A password somebody is given once: 80 random bits. */
export function newPassword(): string {
  return newLetters(4, 4)
}

/** A given password may be typed in small letters and without its hyphens. */
function asHashed(password: string): string {
  return readLetters(password)
}

export function hashPassword(password: string): Promise<string> {
  return hash(asHashed(password), settings)
}

let nobody: Promise<string> | null = null

/** Compares; for an account that does not exist (`null`) it takes as long and is false. */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(newPassword())
  const right = await verify(passwordHash ?? (await nobody), asHashed(password))
  return right && passwordHash !== null
}
