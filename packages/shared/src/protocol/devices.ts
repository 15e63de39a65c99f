import { z } from 'zod'
import { DeviceRole, Id, StaffRole } from './values.ts'

/** `POST /api/device-report`: how a device's program has been since it was installed. Never part of the queue's log. */
export const DeviceReport = z.strictObject({
  /** Pages that died, counted since the device's data was new. */
  crashes: z.int().min(0).max(1_000_000_000),
  /** Pages that hung or went blank, counted likewise. */
  hangs: z.int().min(0).max(1_000_000_000),
  /** Version of the app. */
  version: z.string().regex(/^[0-9A-Za-z.+-]{1,40}$/),
})
export type DeviceReport = z.infer<typeof DeviceReport>

/** Answer to `GET /api/devices`. */
export const DevicesBody = z.strictObject({
  devices: z.array(
    z.strictObject({
      id: Id,
      role: DeviceRole,
      /** Null: it has not reported. */
      report: z.strictObject({ at: z.string(), ...DeviceReport.shape }).nullable(),
    }),
  ),
})
export type DevicesBody = z.infer<typeof DevicesBody>

/** Answer to `POST /api/staff-check`. */
export const StaffCheckAnswer = z.strictObject({ role: StaffRole })
export type StaffCheckAnswer = z.infer<typeof StaffCheckAnswer>
