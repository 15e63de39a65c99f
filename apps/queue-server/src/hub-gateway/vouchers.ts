import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { type HubHello, type HubVoucher, voucherText } from '@cherha/shared/protocol'
import type { GatewayPorts } from './ports.ts'

/** Signs vouchers: by them devices know a replacement of their hub (S29). */
export interface VoucherSigner {
  /** Raw Ed25519 public key, base64. */
  readonly publicKey: string
  sign(claim: Omit<HubVoucher, 'signature'>): HubVoucher
}

/** A new voucher key of an installation: Ed25519, PKCS #8. */
export function newVoucherKey(): Buffer {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })
}

/** @param privateKey PKCS #8 */
export function voucherSigner(privateKey: Buffer): VoucherSigner {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'jwk' }).x ?? ''
  return {
    publicKey: Buffer.from(raw, 'base64url').toString('base64'),
    sign({ office, fingerprint, epoch }) {
      const claim = { office, fingerprint, epoch }
      return { ...claim, signature: sign(null, Buffer.from(voucherText(claim), 'utf8'), key).toString('base64') }
    },
  }
}

/** The voucher of one connection's hub, made once for each epoch. */
export class SessionVoucher {
  readonly #ports: Pick<GatewayPorts, 'hubs' | 'vouchers' | 'report'>
  readonly #hub: Pick<HubHello, 'hub' | 'office' | 'fingerprint'>
  #issued: HubVoucher | null = null

  constructor(
    ports: Pick<GatewayPorts, 'hubs' | 'vouchers' | 'report'>,
    hub: Pick<HubHello, 'hub' | 'office' | 'fingerprint'>,
  ) {
    this.#ports = ports
    this.#hub = hub
  }

  /**
   * Null while there is nothing to vouch for: no certificate, an epoch that is not in the server's copy of the log yet,
   * or a hub that was revoked a moment ago.
   * @param said the epoch the hub says it is in
   * @param copied the epoch of the server's copy of its log
   */
  async current(said: number, copied: number): Promise<HubVoucher | null> {
    const { hubs, vouchers, report } = this.#ports
    const { hub, office, fingerprint } = this.#hub
    if (vouchers === undefined || fingerprint == null || said !== copied) return null
    if (this.#issued?.epoch === copied) return this.#issued
    try {
      const known = await hubs.find(hub)
      if (known === null || known.revoked || known.office !== office) return null
    } catch (error) {
      // the hub asks again in 15 s
      report('a hub could not be vouched for', error)
      return null
    }
    this.#issued = vouchers.sign({ office, fingerprint, epoch: copied })
    return this.#issued
  }
}
