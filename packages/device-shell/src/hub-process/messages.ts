import { z } from 'zod'

/** What the terminal app tells its hub process. */
export const ToHub = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    configFile: z.string().min(1),
    dataDir: z.string().min(1),
    port: z.int().min(0).max(65_535),
    printer: z.string().min(1).nullable(),
    /** `ADDRESS:PORT` in the office's network, served over TLS; null: this computer only. */
    listen: z.string().min(1).nullable(),
  }),
  z.strictObject({ type: z.literal('stop') }),
  /** The token of the terminal that runs this hub: the one it has, if the hub knows it, else a new one. */
  z.strictObject({ type: z.literal('adopt'), ask: z.int(), device: z.string(), token: z.string().nullable() }),
  z.strictObject({ type: z.literal('print-test'), ask: z.int() }),
  /** A pairing code for another device. */
  z.strictObject({ type: z.literal('pair'), ask: z.int(), role: z.enum(['terminal', 'display', 'desk']) }),
])
export type ToHub = z.infer<typeof ToHub>

/** What the hub process tells the app. */
export const FromHub = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), url: z.string() }),
  /** `exitCode` 2: wrong options or configuration, trying again at once is no use. */
  z.strictObject({ type: z.literal('failed'), message: z.string(), exitCode: z.int() }),
  z.strictObject({ type: z.literal('answer'), ask: z.int(), value: z.unknown() }),
  z.strictObject({ type: z.literal('refused'), ask: z.int(), message: z.string() }),
])
export type FromHub = z.infer<typeof FromHub>
export type StartHub = Extract<ToHub, { type: 'start' }>
