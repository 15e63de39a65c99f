import { z } from 'zod'

/*
 * What the queue server's HTTP interface takes and answers: the public routes and the administrator's. Every moment is
 * a text with its offset (`Instant`) unless it says otherwise. Writes carry the header `x-csrf-token`.
 */

/** Every error of the server. `field`: the part of the body that is wrong. */
export const ServerError = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional() }),
})
export type ServerError = z.infer<typeof ServerError>

/** The answer of a write that has nothing to tell. */
export const Done = z.strictObject({ ok: z.literal(true) })
export type Done = z.infer<typeof Done>
