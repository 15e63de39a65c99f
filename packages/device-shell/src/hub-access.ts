import { z } from 'zod'
import type { HubAccess } from './relay-request.ts'
import type { SecretStore } from './secrets.ts'

const secretName = 'hub'

/** The hub this device is connected to, as it is kept among the secrets. */
export const KeptHub = z.strictObject({
  /** `http://127.0.0.1:PORT` or `https://HOST:PORT`. */
  url: z.string().min(1),
  device: z.string().min(1),
  token: z.string().min(1),
  /** SHA-256 of the hub's certificate; null on loopback, where there is none. */
  fingerprint: z.string().nullable(),
})
export type KeptHub = z.infer<typeof KeptHub>

export function readKeptHub(secrets: SecretStore): KeptHub | null {
  const text = secrets.read(secretName)
  if (text === null) return null
  try {
    return KeptHub.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Throws `NoSecretStoreError` where an administrator has to decide first. */
export function keepHub(secrets: SecretStore, hub: KeptHub): void {
  secrets.keep(secretName, JSON.stringify(KeptHub.parse(hub)))
}

export function forgetHub(secrets: SecretStore): void {
  secrets.forget(secretName)
}

export function accessOf(hub: KeptHub): HubAccess {
  return { url: new URL(hub.url), deviceToken: hub.token }
}
