import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HubVoucher } from '@cherha/shared/protocol'
import { dataFiles } from '../data-dir.ts'
import { writeWhole } from '../write-whole.ts'

/** The queue server's word for this hub's certificate, which devices of the hub before it ask for (S29). */
export interface VoucherKeeper {
  /** Of the certificate devices see; null: loopback only, and nothing is vouched for. */
  readonly fingerprint: string | null
  /** Null: the server has not vouched for this certificate yet. */
  readonly current: HubVoucher | null
  keep(voucher: HubVoucher): void
}

/** Kept in the data folder: a replacement that is restarted while the server is away is still found by its devices. */
export function openVoucherFile(
  dataDir: string,
  fingerprint: string | null,
  report: (message: string, error: unknown) => void,
): VoucherKeeper {
  const path = join(dataDir, dataFiles.voucher)
  let kept = read(path, report)
  return {
    fingerprint,
    get current() {
      // of a certificate that was there before, it proves nothing
      return kept !== null && kept.fingerprint === fingerprint ? kept : null
    },
    keep(voucher) {
      if (voucher.fingerprint !== fingerprint || JSON.stringify(voucher) === JSON.stringify(kept)) return
      kept = voucher
      try {
        writeWhole(path, `${JSON.stringify(voucher)}\n`)
      } catch (error) {
        // the server gives it again
        report('the voucher of the certificate could not be stored', error)
      }
    },
  }
}

function read(path: string, report: (message: string, error: unknown) => void): HubVoucher | null {
  if (!existsSync(path)) return null
  try {
    return HubVoucher.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    report(`${path} cannot be read; the queue server gives the voucher again`, error)
    return null
  }
}
