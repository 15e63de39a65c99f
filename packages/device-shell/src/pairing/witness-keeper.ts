import { Witness } from '@cherha/shared/protocol'
import { z } from 'zod'
import { openSettings, SettingsWriteError } from '../settings/store.ts'

const WitnessFile = z.object({ seen: Witness.nullable().default(null) })
/** The file is written when the epoch changes, and at most this often besides. */
const keepEveryMs = 30_000

/** What a device has seen of its office's log: it tells a hub that has lost its end, and refuses one of the past (R19). */
export interface WitnessKeeper {
  readonly seen: Witness | null
  /** The hub's own witness. @returns false for a hub of a lower epoch: another one has replaced it */
  judge(shown: Witness): boolean
  /** The device is given to a hub anew: an administrator's decision. */
  forget(): void
}

/** @param now boot clock, ms. Left out: the computer's */
export function openWitnessKeeper(file: string, now: () => number = () => performance.now()): WitnessKeeper {
  const store = openSettings(file, WitnessFile)
  let seen = store.current.seen
  let keptAt = Number.NEGATIVE_INFINITY
  const keep = () => {
    try {
      store.save({ seen })
      keptAt = now()
    } catch (error) {
      // a full disk: what is in memory holds until the device restarts
      if (!(error instanceof SettingsWriteError)) throw error
    }
  }
  return {
    get seen() {
      return seen
    },
    judge(shown) {
      if (seen !== null && seen.office === shown.office && shown.epoch < seen.epoch) return false
      const newEpoch = seen?.office !== shown.office || seen.epoch !== shown.epoch
      if (!newEpoch && seen !== null && shown.seq <= seen.seq) return true
      seen = shown
      if (newEpoch || now() - keptAt >= keepEveryMs) keep()
      return true
    },
    forget() {
      seen = null
      keep()
    },
  }
}
