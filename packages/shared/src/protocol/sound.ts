import { z } from 'zod'
import { Id, TimeText } from './values.ts'

const Percent = z.int().min(0).max(100)

/** How loud displays are; 0 is silence. */
export const SoundSettings = z.strictObject({
  /** Outside `hours`. Left out: 100. */
  volume: Percent.optional(),
  /** Times of day with another volume, `[from, to)` in office time; the first that fits holds. `to` may be earlier. */
  hours: z
    .array(z.strictObject({ from: TimeText, to: TimeText, volume: Percent }))
    .max(12)
    .optional(),
})
export type SoundSettings = z.infer<typeof SoundSettings>

/**
 * Why nobody could hear a call. `blocked`: the browser waits for a touch; `no-device`: the computer has nothing to play
 * it on; `muted`: the volume of this hour is 0; `failed`: it was not decoded or did not end; `stopped`: cut off.
 */
export const SilentReason = z.enum(['blocked', 'no-device', 'muted', 'failed', 'stopped'])
export type SilentReason = z.infer<typeof SilentReason>

/** `POST /api/display-report`: whether a display can be heard, and whether its voice pack is whole. */
export const DisplayReport = z.strictObject({
  sound: z.enum(['ok', 'blocked', 'no-device', 'muted', 'failed']),
  voice: z.enum(['ok', 'loading', 'incomplete']),
  /** The first few clips the pack lacks, `uk/number-15`. */
  missing: z.array(z.string().max(60)).max(5),
})
export type DisplayReport = z.infer<typeof DisplayReport>

/** A display as `/health` and the desks know it. */
export const DisplayHealth = z.strictObject({
  id: Id,
  sound: DisplayReport.shape.sound,
  voice: DisplayReport.shape.voice,
})
export type DisplayHealth = z.infer<typeof DisplayHealth>
