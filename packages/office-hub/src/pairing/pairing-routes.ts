import { TLSSocket } from 'node:tls'
import { DeviceRole, type HubVoucher, readWitness, witnessHeader } from '@cherha/shared/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Engine } from '../engine/engine.ts'
import { Failure } from '../gateway/failure.ts'
import { parse } from '../gateway/parse.ts'
import type { RateLimiter } from '../gateway/rate-limits.ts'
import { callerOf } from '../gateway/request-caller.ts'
import type { KeptVoucherKey } from '../secrets/key-file.ts'
import type { VoucherKeeper } from '../uplink/voucher-file.ts'
import type { WitnessCheck } from '../uplink/witness-check.ts'
import { scryptParams } from './pairing-code.ts'
import { hubProof, loopbackFingerprint } from './pairing-proofs.ts'

const PairingQuery = z.strictObject({ role: DeviceRole })
const PairingBody = z.strictObject({
  pairing: z.uuid(),
  /** 16 random bytes or more. */
  nonce: z.string().regex(/^[\w-]{22,64}$/),
  proof: z.string().regex(/^[0-9a-f]{64}$/),
})

export interface PairingParts {
  readonly engine: Engine
  readonly credentials: Credentials
  readonly clock: HubClock
  readonly limiter: RateLimiter
  readonly logger: Logger
  /** Fingerprint of the hub's certificate; null while it listens on loopback only. */
  readonly fingerprint: () => string | null
  readonly witnesses: WitnessCheck
  readonly keys: KeptVoucherKey
  readonly vouchers: Pick<VoucherKeeper, 'current'>
}

/** How a device that knows nobody yet becomes one of this hub's (S30–S34). */
export function pairingRoutes(server: FastifyInstance, parts: PairingParts): void {
  const { engine, credentials, clock, limiter, logger } = parts
  // the computer's time, not the hub's: a code is often made by the CLI, which has no other
  const now = () => clock.now().at + clock.stepMs()
  const limit = (request: FastifyRequest) => limiter.take('pairing', request.ip, 'command')

  server.get('/api/pairing', async (request) => {
    limit(request)
    const { role } = parse(PairingQuery, request.query)
    const open = credentials.pairingFor(role, now())
    if (open === 'locked') throw locked()
    if (open === null) throw new Failure('no-pairing', 'no pairing code is open for this role; make one at the hub')
    return { pairing: open.id, salt: open.salt.toString('base64url'), params: scryptParams }
  })

  server.post('/api/pairing', async (request) => {
    limit(request)
    const { pairing, nonce, proof } = parse(PairingBody, request.body)
    const fingerprint = seenBy(request, parts.fingerprint())
    const tried = { pairing, nonce, proof: Buffer.from(proof, 'hex'), fingerprint }
    const outcome = credentials.redeemPairing(tried, now())
    logger.info({ address: request.ip, outcome: outcome.is }, 'a device tried to pair')
    switch (outcome.is) {
      case 'wrong':
        throw new Failure('wrong-pairing-code', 'the code is wrong, or somebody stands between the device and the hub')
      case 'locked':
        throw locked()
      case 'ended':
        throw new Failure('pairing-ended', 'the code has expired or was used; make another at the hub')
      case 'paired': {
        const { token, device, key } = outcome
        logger.info({ device: device.id, role: device.role }, 'a device was paired')
        return {
          token,
          deviceId: device.id,
          office: officeOf(engine),
          proof: hubProof(key, fingerprint, nonce, token).toString('hex'),
        }
      }
    }
  })

  server.get('/api/device', async (request) => {
    const caller = callerOf(request)
    if (caller.kind !== 'device') throw new Failure('forbidden', 'this is for devices')
    await parts.witnesses.examine(readWitness(request.headers[witnessHeader]))
    const witness = parts.witnesses.current() ?? undefined
    const voucherKey = parts.keys.voucherKey ?? undefined
    return { id: caller.device.id, role: caller.device.role, office: officeOf(engine), witness, voucherKey }
  })

  // for devices that belong to the hub before this one, and do not trust this one yet
  server.get('/api/voucher', async (): Promise<HubVoucher> => {
    const { current } = parts.vouchers
    if (current === null) throw new Failure('no-voucher', 'no queue server has vouched for this hub’s certificate')
    return current
  })
}

/** What the device must have seen if nobody stands between: the hub's own certificate, or plain loopback. */
function seenBy(request: FastifyRequest, fingerprint: string | null): string {
  const { socket } = request.raw
  if (socket instanceof TLSSocket && fingerprint !== null) return fingerprint
  if (!(socket instanceof TLSSocket) && /^(::ffff:)?127\.0\.0\.1$/.test(socket.remoteAddress ?? '')) {
    return loopbackFingerprint
  }
  throw new Failure('forbidden', 'pairing needs TLS')
}

function locked(): Failure {
  return new Failure('pairing-locked', 'five wrong tries have voided the code; make another at the hub')
}

function officeOf(engine: Engine) {
  const { config } = engine.state
  if (config === null) throw new Failure('internal', 'the office is not configured')
  return { code: config.code, name: config.name }
}
