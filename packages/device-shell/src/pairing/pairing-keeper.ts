import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { VoucherKey } from '@cherha/shared/protocol'
import { z } from 'zod'
import { NoSecretStoreError, type SecretStore } from '../secrets.ts'
import { openSettings, SettingsWriteError, writeWhole } from '../settings/store.ts'
import type { PairedHub } from './pair-with-hub.ts'
import { fingerprintOfPem } from './pin.ts'
import { PairingError } from './problems.ts'

const bilingual = z.object({ uk: z.string(), en: z.string() })
const Kept = z
  .object({
    hubUrl: z.string().regex(/^https?:\/\//),
    deviceId: z.string().min(1),
    certificate: z.string().nullable(),
    office: z.object({ code: z.string(), name: bilingual }),
    /** Name of the token among the device's secrets. */
    secret: z.string().min(1),
    voucherKey: VoucherKey.optional().catch(undefined),
  })
  .refine((kept) => (kept.certificate === null ? isHere(kept.hubUrl) : isCertificate(kept.certificate)))
const PairingFile = z.object({ hub: Kept.nullable().default(null) })

/** Where a device keeps which hub it belongs to. */
export interface PairingKeeper {
  /** The file could not be read and was put aside here; null when all is well. */
  readonly brokenFile: string | null
  /** How the token is kept; `none`: not until an administrator decides. */
  readonly protection: SecretStore['protection']
  /** Null: this device belongs to no hub, or its token cannot be opened any more. */
  read(): PairedHub | null
  /** True also while the token cannot be opened: this device was given to a hub and never taken from it. */
  readonly belongsToHub: boolean
  /** Makes sure that a connection can be kept, before a code is used up for it. Throws `PairingError`. */
  makeSure(): void
  /** Throws `PairingError` when it cannot be written; what was kept before stays. */
  keep(hub: PairedHub): void
  forget(): void
}

/** More than a pairing and its token need. */
const roomNeeded = 16 * 1024

/**
 * Keeps the pairing in a file for this user only and the token among the device's secrets. A broken file is put aside
 * and said; the device then waits to be connected anew.
 */
export function openPairingKeeper(file: string, secrets: SecretStore): PairingKeeper {
  const store = openSettings(file, PairingFile)
  const asProblem = (error: unknown): unknown => {
    if (error instanceof NoSecretStoreError) return new PairingError('no-secret-store', { cause: error })
    return error instanceof SettingsWriteError ? new PairingError('not-saved', { cause: error }) : error
  }
  const forgetSecret = (name: string | undefined): void => {
    try {
      if (name !== undefined) secrets.forget(name)
    } catch {
      // a token the hub no longer takes, on a disk that is full: the next pairing tries again
    }
  }

  return {
    get brokenFile() {
      return store.brokenFile
    },
    get protection() {
      return secrets.protection
    },
    get belongsToHub() {
      return store.current.hub !== null
    },
    read() {
      const kept = store.current.hub
      const token = kept === null ? null : secrets.read(kept.secret)
      if (kept === null || token === null) return null
      const { hubUrl, deviceId, certificate, office, voucherKey } = kept
      const fingerprint = certificate === null ? 'loopback' : fingerprintOfPem(certificate)
      return {
        hubUrl,
        deviceId,
        office,
        token,
        pinnedCertificatePem: certificate,
        fingerprint,
        ...(voucherKey === undefined ? {} : { voucherKey }),
      }
    },
    makeSure() {
      if (secrets.protection === 'none') throw new PairingError('no-secret-store')
      const room = `${file}.room`
      try {
        writeWhole(room, ' '.repeat(roomNeeded))
      } catch (error) {
        throw asProblem(error)
      } finally {
        if (existsSync(room)) rmSync(room, { force: true })
      }
    },
    keep(hub) {
      const before = store.current.hub?.secret
      const secret = `hub-${randomUUID()}`
      const { hubUrl, deviceId, office, pinnedCertificatePem: certificate, voucherKey } = hub
      try {
        // under a name of its own: until the file names it, the old pairing is whole
        secrets.keep(secret, hub.token)
        store.save({ hub: { hubUrl, deviceId, certificate, office, secret, voucherKey } })
      } catch (error) {
        forgetSecret(secret)
        throw asProblem(error)
      }
      forgetSecret(before)
    },
    forget() {
      const before = store.current.hub?.secret
      try {
        store.save({ hub: null })
      } catch (error) {
        throw asProblem(error)
      }
      forgetSecret(before)
    },
  }
}

function isHere(url: string): boolean {
  return /^http:\/\/(127(\.\d+){3}|localhost|\[::1\])(:|$)/.test(url)
}

function isCertificate(pem: string): boolean {
  try {
    fingerprintOfPem(pem)
    return true
  } catch {
    return false
  }
}
