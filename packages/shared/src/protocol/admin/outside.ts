import { z } from 'zod'
import { Instant } from '../values.ts'

/** How it stands with one outside system: a register, the printing works, mail, registered letters. */
export const OutsideSystem = z.strictObject({
  system: z.string(),
  /** `waiting`: the last request failed, and it is tried again. */
  state: z.enum(['ok', 'waiting', 'not-configured']),
  /** Of the waiting. */
  since: Instant.nullable(),
  /** Work that is not done. */
  queue: z.int().min(0),
})
export type OutsideSystem = z.infer<typeof OutsideSystem>

/** `GET /api/admin/outside`. Empty: this server asks nobody. */
export const AdminOutside = z.strictObject({
  systems: z.array(
    OutsideSystem.extend({
      /** Of the waiting: in the words of whoever noticed it, with addresses, never with anything of an application. */
      lastError: z.string().nullable(),
      /** Of the queue, tried in vain at least once. */
      retrying: z.int().min(0),
      /** Since the server started: requests it did not take, answers that were not believed. */
      rejected: z.int().min(0),
      lies: z.int().min(0),
    }),
  ),
})
export type AdminOutside = z.infer<typeof AdminOutside>
