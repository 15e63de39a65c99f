import { SpeechKeys } from '@cherha/shared/protocol'
import { z } from 'zod'

/** A hashed PIN: scrypt, base64. */
const HashedPin = z.object({ salt: z.string(), hash: z.string() })

/**
 * What an administrator sets on one device. Secrets are elsewhere (see `secrets.ts`). Fields of a newer version are
 * kept, so that a device that goes back to the version before loses nothing.
 */
export const DeviceSettings = z.looseObject({
  /** Phones of the office, shown when the device cannot work. The hub's own list replaces it while it is known. */
  phones: z.array(z.string().min(3).max(30)).max(6).default([]),
  /** Which screen the window takes. */
  screen: z.union([z.enum(['primary', 'other']), z.int()]).default('primary'),
  /** Opens the maintenance screen when the hub cannot be asked. */
  maintenancePin: HashedPin.nullable().default(null),
  pinTries: z
    .object({ wrong: z.int().min(0), lockedUntil: z.number().nullable() })
    .default({ wrong: 0, lockedUntil: null }),
  /** An administrator accepted that secrets lie in a file without the system's protection. */
  plainSecrets: z.object({ acceptedAt: z.string() }).nullable().default(null),
  /** The hub that this terminal runs itself; null: it talks to another one. */
  hub: z
    .object({
      configFile: z.string().min(1),
      port: z.int().min(0).max(65_535),
      printer: z.string().min(1).nullable(),
      /** `ADDRESS:PORT` in the office's network; null: this computer only. */
      listen: z.string().min(1).nullable(),
    })
    .nullable()
    .default(null),
  /** Folder of updates, `https://…` or `file:…`; null: no updates. */
  updates: z.string().min(1).nullable().default(null),
  /** Codes of the terminal's four keys; left out: those of a usual panel. */
  speechKeys: SpeechKeys.optional(),
  /** Folder with a display's voice packs `uk` and `en`; left out: `voice` in the device's data folder. */
  voice: z.string().min(1).optional(),
})
export type DeviceSettings = z.infer<typeof DeviceSettings>

/** What the maintenance screen may change; a page that asks for anything else is refused. */
export const ChangeableSettings = z
  .strictObject({
    phones: DeviceSettings.shape.phones.unwrap(),
    screen: DeviceSettings.shape.screen.unwrap(),
    hub: DeviceSettings.shape.hub.unwrap(),
    updates: DeviceSettings.shape.updates.unwrap(),
  })
  .partial()
export type ChangeableSettings = z.infer<typeof ChangeableSettings>

/** Faults of this device's pages since it was set up. */
export const KeptFaults = z.object({
  recent: z.array(z.number()).default([]),
  crashes: z.int().min(0).default(0),
  hangs: z.int().min(0).default(0),
})
export type KeptFaults = z.infer<typeof KeptFaults>
