import { createPublicKey, verify } from 'node:crypto'
import { HubVoucher, type Witness, voucherText } from '@cherha/shared/protocol'
import type { PairedHub } from './pair-with-hub.ts'

/**
 * Whether what a stranger shows makes his certificate the one of this device's hub (S29). Everything has to hold: the
 * device knows the voucher key, the signature is right, the office is its own, the certificate is the one that was seen
 * on that very connection, and the epoch is higher than any the device was shown. Whoever was shown nothing trusts no
 * voucher: it could be one of the past.
 * @param shown as it came, from anybody
 * @param fingerprint of the certificate that was seen, SHA-256 in hex
 * @returns the epoch, or null
 */
export function vouchedEpoch(
  shown: unknown,
  fingerprint: string,
  { office, voucherKey }: Pick<PairedHub, 'office' | 'voucherKey'>,
  seen: Witness | null,
): number | null {
  const read = HubVoucher.safeParse(shown)
  if (!read.success || voucherKey === undefined || seen === null) return null
  const voucher = read.data
  if (voucher.office !== office.code || seen.office !== office.code) return null
  if (voucher.fingerprint !== fingerprint || voucher.epoch <= seen.epoch) return null
  return isSigned(voucher, voucherKey) ? voucher.epoch : null
}

function isSigned({ signature, ...claim }: HubVoucher, voucherKey: string): boolean {
  try {
    const x = Buffer.from(voucherKey, 'base64').toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return verify(null, Buffer.from(voucherText(claim), 'utf8'), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
