import { generate, generateSecret, generateURI, verify } from 'otplib'

const stepSeconds = 30
const issuer = 'Cherha'

/** A new secret, and the address an authenticator reads from a QR code. */
export function newTotp(login: string): { secret: string; otpauth: string } {
  const secret = generateSecret()
  return { secret, otpauth: generateURI({ issuer, label: login, secret }) }
}

/**
 * Whether six digits are a code of this secret now, one step (30 s) early or late allowed.
 * @param at server time, ms
 * @returns the time step the code belongs to, which must not be used again; null: wrong
 */
export async function totpStep(secret: string, token: string, at: number): Promise<number | null> {
  const epoch = Math.floor(at / 1000)
  const result = await verify({ secret, token, epoch, epochTolerance: stepSeconds })
  return result.valid ? Math.floor(epoch / stepSeconds) + result.delta : null
}

/** The six digits of a moment, as an authenticator shows them. @param at ms since 1970 */
export function totpCode(secret: string, at: number): Promise<string> {
  return generate({ secret, epoch: Math.floor(at / 1000) })
}
