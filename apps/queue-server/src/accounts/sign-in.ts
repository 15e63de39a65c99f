import type { Account, AccountStore } from './stores.ts'
import { checkPassword } from './password.ts'
import type { Strangers } from './strangers.ts'
import { totpStep } from './totp.ts'

const mostTries = 5
const lockMs = 15 * 60_000

export type SignInAnswer =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly because: 'wrong' | 'locked' | 'totp-required' }

/**
 * Checks login, password and code. Five wrong ones in a row lock the account for 15 minutes, for the right ones too; a
 * login that does not exist is answered like a wrong password, after the same time, and locks like one.
 * @param now server time, ms
 */
export async function signIn(
  accounts: AccountStore,
  strangers: Strangers,
  given: { login: string; password: string; totp?: string | undefined },
  now: number,
): Promise<SignInAnswer> {
  const account = await accounts.get(given.login)
  const usable = account !== null && !account.disabled ? account : null
  // at the same time, so that an answer takes as long with the count as without, and locked as long as not
  const [counted, right] = await Promise.all([
    (usable === null ? strangers : accounts).countTry(given.login, now, mostTries, now + lockMs),
    checkPassword(usable?.passwordHash ?? null, given.password),
  ])
  if (!counted) return { ok: false, because: 'locked' }
  if (!right || usable === null) return { ok: false, because: 'wrong' }
  if (usable.totpSecret !== null) {
    if (given.totp === undefined) {
      await accounts.giveTryBack(usable.login)
      return { ok: false, because: 'totp-required' }
    }
    const step = await totpStep(usable.totpSecret, given.totp, now)
    if (step === null || !(await accounts.useTotpStep(usable.login, step))) return { ok: false, because: 'wrong' }
  }
  await accounts.signedIn(usable.login, now)
  return { ok: true, account: usable }
}
