import { z } from 'zod'
import { Post } from '../office.ts'
import { Id, StaffRole } from '../values.ts'

export const StaffPin = z.string().regex(/^\d{4,12}$/, '4 to 12 digits')

/** `GET …/staff`. */
export const AdminStaff = z.strictObject({
  staff: z.array(
    z.strictObject({
      login: Id,
      name: z.string(),
      role: StaffRole,
      /** What they do in applications; null: works with the queue only. */
      post: Post.nullable(),
      /** False: no PIN has been set, or the account is disabled; nobody can sign in with it. */
      hasPin: z.boolean(),
      disabled: z.boolean(),
    }),
  ),
})
export type AdminStaff = z.infer<typeof AdminStaff>

/** `POST …/staff`. */
export const NewStaff = z.strictObject({
  login: Id,
  name: z.string().trim().min(1).max(80),
  role: StaffRole,
  pin: StaffPin,
  post: Post.optional(),
})
export type NewStaff = z.infer<typeof NewStaff>

/** `POST …/staff/:login/pin`. */
export const NewPin = z.strictObject({ pin: StaffPin })
export type NewPin = z.infer<typeof NewPin>

/** `POST …/staff/:login/post`: another post, or none. */
export const NewPost = z.strictObject({ post: Post.nullable() })
export type NewPost = z.infer<typeof NewPost>
