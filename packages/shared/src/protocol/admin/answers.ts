import { z } from 'zod'
import { bookingRefusalCodes } from '../booking/refusals.ts'

/*
 * What the queue server's HTTP interface takes and answers: the public routes and the administrator's. Every moment is
 * a text with its offset (`Instant`) unless it says otherwise. Writes carry the header `x-csrf-token`.
 */

/**
 * Every error of the server. `field`: the part of the body that is wrong. Online booking also has `booking`, why it was
 * refused, `retrySeconds` until it is worth trying again, and `triesLeft` of a code.
 */
export const ServerError = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    booking: z.enum(bookingRefusalCodes).optional(),
    retrySeconds: z.int().min(0).optional(),
    triesLeft: z.int().min(0).optional(),
  }),
})
export type ServerError = z.infer<typeof ServerError>

/** The answer of a write that has nothing to tell. */
export const Done = z.strictObject({ ok: z.literal(true) })
export type Done = z.infer<typeof Done>
