import { randomBytes, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { CertificateChangedError, CertificateDatesError, HubUnreachableError } from '../hub-errors.ts'
import { askHub, type HubAnswer } from './ask-hub.ts'
import { readHubAddress, urlOf } from './hub-address.ts'
import { fingerprintOf } from './pin.ts'
import { type ConnectProblem, PairingError } from './problems.ts'
import { deviceProof, isHubProof, loopbackFingerprint, pairingKey, readPairingCode, scryptParams } from './proofs.ts'

export interface PairingRequest {
  /** As a person types it. */
  readonly address: string
  readonly role: 'terminal' | 'display' | 'desk'
  /** As a person types it. */
  readonly code: string
  readonly answerMs?: number
  /** Called once the hub has answered and before it is given the proof: the last moment to give up. Throws to do so. */
  readonly beforeProof?: () => void | Promise<void>
}

/** A hub that has proved itself, and what this device is to it. */
export interface PairedHub {
  readonly hubUrl: string
  readonly token: string
  readonly deviceId: string
  /** PEM of the only certificate to trust from now on; null for a hub on this computer, in the clear. */
  readonly pinnedCertificatePem: string | null
  /** Its SHA-256, hex; `loopback` for a hub on this computer. */
  readonly fingerprint: string
  readonly office: { readonly code: string; readonly name: { readonly uk: string; readonly en: string } }
  /** By it a replacement of the hub is known, base64 (S29). Left out: none is, until the hub has told. */
  readonly voucherKey?: string
}

const Offer = z.object({
  pairing: z.string().min(1).max(100),
  // 16 bytes or more
  salt: z.string().regex(/^[\w-]{22,100}$/),
  params: z.object({ N: z.literal(scryptParams.N), r: z.literal(scryptParams.r), p: z.literal(scryptParams.p) }),
})
const shortText = z.string().max(300)
const Grant = z.object({
  token: z.string().regex(/^[\w-]{20,200}$/),
  deviceId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  office: z.object({ code: z.string().max(20), name: z.object({ uk: shortText, en: shortText }) }),
  proof: z.string().regex(/^[0-9a-f]{64}$/),
})
const Refused = z.object({ error: z.object({ code: z.string() }) })

/** Refusals of the hub in the words of this side. */
const problemOf: Readonly<Record<string, ConnectProblem>> = {
  'no-pairing': 'no-pairing',
  'wrong-pairing-code': 'wrong-code',
  'pairing-ended': 'pairing-ended',
  'pairing-locked': 'pairing-locked',
  'too-many-requests': 'too-many-requests',
  stopping: 'hub-unreachable',
}

/**
 * Makes this device one of a hub's (S31): looks at the hub's certificate without trusting it, proves the code over its
 * fingerprint, and believes the answer only when the hub has proved the code over the same fingerprint.
 * @throws PairingError
 */
export async function pairWithHub(request: PairingRequest): Promise<PairedHub> {
  const address = readHubAddress(request.address)
  if (address === null) throw new PairingError('address')
  const code = readPairingCode(request.code)
  if (code === null) throw new PairingError('code-form')
  const hubUrl = urlOf(address)
  const answerMs = request.answerMs ?? 10_000
  try {
    const asked = await askHub({
      url: `${hubUrl}/api/pairing?role=${request.role}`,
      method: 'GET',
      certificate: null,
      answerMs,
    })
    const offer = contentOf(Offer, asked)
    const seen = asked.certificate
    if ((seen !== null) !== address.secure) throw new PairingError('not-a-hub')
    const certificate = seen === null ? null : new X509Certificate(seen).toString()
    const fingerprint = seen === null ? loopbackFingerprint : fingerprintOf(seen)
    const key = await pairingKey(code, Buffer.from(offer.salt, 'base64url'))
    const nonce = randomBytes(24).toString('base64url')
    const proof = deviceProof(key, fingerprint, request.role, nonce)
    await request.beforeProof?.()
    // only to whoever has the certificate that was seen: the proof says that it is this one
    const body = { pairing: offer.pairing, nonce, proof }
    const answer = await askHub({ url: `${hubUrl}/api/pairing`, method: 'POST', certificate, body, answerMs })
    const grant = contentOf(Grant, answer)
    if (!isHubProof(grant.proof, key, fingerprint, nonce, grant.token)) throw new PairingError('hub-not-proved')
    const { token, deviceId, office } = grant
    return { hubUrl, token, deviceId, office, pinnedCertificatePem: certificate, fingerprint }
  } catch (error) {
    if (error instanceof CertificateDatesError) throw new PairingError('certificate-dates', { cause: error })
    // another certificate than a moment ago: somebody stands between
    if (error instanceof CertificateChangedError) throw new PairingError('hub-not-proved', { cause: error })
    if (error instanceof HubUnreachableError) throw new PairingError('hub-unreachable', { cause: error })
    throw error
  }
}

/** The answer's content, or the refusal that it is. */
function contentOf<T>(schema: z.ZodType<T>, answer: HubAnswer): T {
  if (answer.status === 200) {
    const content = schema.safeParse(answer.body)
    if (content.success) return content.data
  }
  const refused = Refused.safeParse(answer.body)
  throw new PairingError((refused.success ? problemOf[refused.data.error.code] : undefined) ?? 'not-a-hub')
}
