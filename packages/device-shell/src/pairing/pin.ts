import { createHash, X509Certificate } from 'node:crypto'
import type { ConnectionOptions, PeerCertificate } from 'node:tls'
import { CertificateChangedError, CertificateDatesError, HubUnreachableError } from '../hub-errors.ts'

/** SHA-256 of a certificate, 64 small hex digits. @param der the certificate's bytes */
export function fingerprintOf(der: Buffer): string {
  return createHash('sha256').update(der).digest('hex')
}

/** The same of a PEM text. Throws when it is no certificate. */
export function fingerprintOfPem(pem: string): string {
  return fingerprintOf(new X509Certificate(pem).raw)
}

/**
 * Options of a TLS connection that ends unless the other side has exactly this certificate (S35). The check is done in
 * the handshake, before anything is sent. Names and authorities do not matter: the certificate itself is known.
 * @param pem the pinned certificate
 */
export function pinnedTo(pem: string): ConnectionOptions {
  const pinned = fingerprintOfPem(pem)
  return {
    ca: [pem],
    minVersion: 'TLSv1.3',
    checkServerIdentity(_host: string, certificate: PeerCertificate): Error | undefined {
      return fingerprintOf(certificate.raw) === pinned ? undefined : new CertificateChangedError('another certificate')
    },
  }
}

const wrongDates = new Set(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'])
/** How OpenSSL names a certificate that it does not trust. */
const notTrusted =
  /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET_ISSUER|VERIFY|DECRYPT|DECODE)|CERT_|INVALID_(CA|PURPOSE)|PATH_LENGTH_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/

/** What a failed connection to a hub means for the device. */
export function hubFailure(error: Error): HubUnreachableError {
  if (error instanceof HubUnreachableError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (wrongDates.has(code)) return new CertificateDatesError(error.message, { cause: error })
  if (notTrusted.test(code)) return new CertificateChangedError(error.message, { cause: error })
  return new HubUnreachableError(error.message, { cause: error })
}
