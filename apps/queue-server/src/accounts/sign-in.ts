import type { Account, AccountStore } from './stores.ts'
import { checkPassword } from './password.ts'
import { totpStep } from './totp.ts'

const mostTries = 5
const lockMs = 15 * 60_000

export type SignInAnswer =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly because: 'wrong' | 'locked' | 'totp-required' }

/**
 * Checks login, password and code. Five wrong ones in a row lock the account for 15 minutes, for the right ones too; a
 * login that does not exist is answered like a wrong password, after the same time.
 * @param now server time, ms
 */
export async function signIn(
  accounts: AccountStore,
  given: { login: string; password: string; totp?: string | undefined },
  now: number,
): Promise<SignInAnswer> {
  const account = await accounts.get(given.login)
  const usable = account !== null && !account.disabled ? account : null
  if (usable !== null && !(await accounts.countTry(usable.login, now, mostTries, now + lockMs))) {
    return { ok: false, because: 'locked' }
  }
  const right = await checkPassword(usable?.passwordHash ?? null, given.password)
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
