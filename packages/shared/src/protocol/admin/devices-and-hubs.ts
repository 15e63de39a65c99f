import { z } from 'zod'
import { HubStatus } from '../hub-link.ts'
import { DeviceRole, Id, Instant } from '../values.ts'

/** `GET …/devices`. `status` is what the hub said last, `ageSeconds` ago. */
export const AdminDevices = z.strictObject({
  connected: z.boolean(),
  status: HubStatus.nullable(),
  ageSeconds: z.int().min(0).nullable(),
})
export type AdminDevices = z.infer<typeof AdminDevices>

/** `POST …/devices/pairing-code`; 409 `hub-away` when the hub is not connected. */
export const PairingCodeRequest = z.strictObject({
  role: DeviceRole,
  id: Id.optional(),
  windows: z.array(Id).min(1).max(50).optional(),
})
export type PairingCodeRequest = z.infer<typeof PairingCodeRequest>

export const PairingCodeAnswer = z.strictObject({ code: z.string(), id: z.string(), expiresAt: Instant })
export type PairingCodeAnswer = z.infer<typeof PairingCodeAnswer>

/** `GET …/hubs`. */
export const AdminHubs = z.strictObject({
  hubs: z.array(
    z.strictObject({
      id: z.uuid(),
      state: z.enum(['connected', 'away', 'never', 'diverged', 'revoked']),
      enrolledAt: Instant,
      revokedAt: Instant.nullable(),
      lastContact: Instant.nullable(),
      version: z.string().nullable(),
      epoch: z.int().min(0),
      /** What is wrong with its log, in one sentence. */
      divergence: z.string().nullable(),
    }),
  ),
})
export type AdminHubs = z.infer<typeof AdminHubs>

/** `POST …/hubs/enrolment-code`. `restore`: for a replacement that starts from the server's copy. */
export const EnrolmentCodeRequest = z.strictObject({ restore: z.boolean() })
export type EnrolmentCodeRequest = z.infer<typeof EnrolmentCodeRequest>

export const EnrolmentCodeAnswer = z.strictObject({ code: z.string(), expiresAt: Instant })
export type EnrolmentCodeAnswer = z.infer<typeof EnrolmentCodeAnswer>
