import { z } from 'zod'
import { Id, Instant } from '../values.ts'
import { OfficeCode } from './office-code.ts'
import { AdminRole } from './roles.ts'

/** `GET /api/admin/accounts`. */
export const Accounts = z.strictObject({
  accounts: z.array(
    z.strictObject({
      login: Id,
      name: z.string(),
      role: AdminRole,
      office: OfficeCode.nullable(),
      totp: z.boolean(),
      disabled: z.boolean(),
      lockedUntil: Instant.nullable(),
      lastLogin: Instant.nullable(),
    }),
  ),
})
export type Accounts = z.infer<typeof Accounts>

/** `POST /api/admin/accounts`. `office`: of an office lead, and of nobody else. */
export const NewAccount = z
  .strictObject({
    login: Id,
    name: z.string().trim().min(1).max(80),
    role: AdminRole,
    office: OfficeCode.nullable().default(null),
  })
  .refine((account) => (account.role === 'office-lead') === (account.office !== null), {
    path: ['office'],
    message: 'an office lead has one office, every other role has none',
  })
export type NewAccount = z.infer<typeof NewAccount>

/** Answer of `POST …/accounts` and `POST …/accounts/:login/reset`: shown once, kept nowhere as it is. */
export const AccountSecrets = z.strictObject({
  login: Id,
  password: z.string(),
  /** Base32; the role has to give a code from it at every login. Null: the role needs none. */
  totpSecret: z.string().nullable(),
  otpauth: z.string().nullable(),
})
export type AccountSecrets = z.infer<typeof AccountSecrets>
