import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

// The few forms of DER (X.690) a certificate is made of.
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts)
const setOf = (...parts: readonly Buffer[]) => der(0x31, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const octets = (...parts: readonly Buffer[]) => der(0x04, ...parts)
const bits = (unused: number, body: Buffer) => der(0x03, Buffer.from([unused]), body)
const yes = der(0x01, Buffer.from([0xff]))

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const commonName = oid('550403')
const basicConstraints = oid('551d13')
const keyUsage = oid('551d0f')
const extendedKeyUsage = oid('551d25')
const subjectAltName = oid('551d11')
const serverAuth = oid('2b06010505070301')

/** PEM of a new key (PKCS #8) and of its certificate. */
export interface NewCertificate {
  readonly key: string
  readonly certificate: string
}

/**
 * Makes an ECDSA P-256 key and a certificate for a TLS server that it signs itself (RFC 5280).
 * @param name ASCII; common name and DNS name
 */
export function selfSigned(name: string, notBefore: Date, notAfter: Date): NewCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = sequence(setOf(sequence(commonName, der(0x0c, Buffer.from(name, 'utf8')))))
  const serial = randomBytes(16)
  // positive, and not shorter than it says
  serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0)
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    subject,
    sequence(time(notBefore), time(notAfter)),
    subject,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(
      0xa3,
      sequence(
        // not an authority: nothing it might sign is trusted
        sequence(basicConstraints, yes, octets(sequence())),
        // digital signature
        sequence(keyUsage, yes, octets(bits(7, Buffer.from([0x80])))),
        sequence(extendedKeyUsage, octets(sequence(serverAuth))),
        sequence(subjectAltName, octets(sequence(der(0x82, Buffer.from(name, 'ascii'))))),
      ),
    ),
  )
  const certificate = sequence(toBeSigned, ecdsaWithSha256, bits(0, sign('sha256', toBeSigned, privateKey)))
  return { key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), certificate: pem(certificate) }
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

/** UTCTime until 2049, GeneralizedTime from 2050 on, both to the second. */
function time(moment: Date): Buffer {
  const text = `${moment.toISOString().replace(/[-:T]|\.\d+/g, '')}`
  return moment.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text))
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
