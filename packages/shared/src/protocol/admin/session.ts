import { z } from 'zod'
import { Id } from '../values.ts'
import { OfficeCode } from './office-code.ts'
import { AdminRight, AdminRole } from './roles.ts'

/** `POST /api/admin/login`. `totp` is asked of accounts that have one (administrators always). */
export const LoginRequest = z.strictObject({
  login: Id,
  password: z.string().min(1).max(200),
  totp: z
    .string()
    .regex(/^\d{6}$/, 'six digits')
    .optional(),
})
export type LoginRequest = z.infer<typeof LoginRequest>

/** `GET /api/admin/me`. `office`: the one office of an office lead. `csrf`: goes into `x-csrf-token` of every write. */
export const Me = z.strictObject({
  login: Id,
  name: z.string(),
  role: AdminRole,
  office: OfficeCode.nullable(),
  /** What the role may do: the console offers nothing else. The server decides again at every request. */
  may: z.array(AdminRight),
  csrf: z.string(),
})
export type Me = z.infer<typeof Me>

export const LoginAnswer = z.strictObject({ me: Me })
export type LoginAnswer = z.infer<typeof LoginAnswer>
