import type { AccountSecrets, AdminRole } from '@cherha/shared/protocol'
import type { Account } from './stores.ts'
import { hashPassword, newPassword } from './password.ts'
import { newTotp } from './totp.ts'

/** New secrets of an account: what is kept, and what its owner is shown once. Administrators need a code each time. */
export async function newSecrets(
  login: string,
  role: AdminRole,
): Promise<{ kept: Pick<Account, 'passwordHash' | 'totpSecret'>; shown: AccountSecrets }> {
  const password = newPassword()
  const totp = role === 'administrator' ? newTotp(login) : null
  return {
    kept: { passwordHash: await hashPassword(password), totpSecret: totp?.secret ?? null },
    shown: { login, password, totpSecret: totp?.secret ?? null, otpauth: totp?.otpauth ?? null },
  }
}
