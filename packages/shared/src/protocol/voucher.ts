import { z } from 'zod'

/** SHA-256 of a certificate, 64 small hex digits. */
export const CertificateFingerprint = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The queue server's word that the hub with this certificate is the office's, from this epoch on. Nothing in it is
 * secret, and whoever repeats it gains nothing without the key of that certificate.
 */
export const HubVoucher = z.strictObject({
  office: z.string().max(20),
  fingerprint: CertificateFingerprint,
  epoch: z.int().min(0),
  /** Ed25519 over `voucherText` with the installation's voucher key, base64. */
  signature: z.base64().length(88),
})
export type HubVoucher = z.infer<typeof HubVoucher>

/** The public half of an installation's voucher key: 32 raw bytes of Ed25519, base64. */
export const VoucherKey = z.base64().length(44)

/** The text a voucher's signature covers; no other text this key signs begins like it. */
export function voucherText({ office, fingerprint, epoch }: Omit<HubVoucher, 'signature'>): string {
  return JSON.stringify(['cherha-hub-voucher', office, fingerprint, epoch])
}
