import { randomUUID } from 'node:crypto'
import { EnrolAnswer, EnrolRequest } from '@cherha/shared/protocol'
import { hashEnrolmentCode } from '../accounts/enrolment-code.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { App } from './app.ts'
import { Failure } from './failure.ts'
import type { EnrolmentCodeRow, HttpParts } from './parts.ts'
import { WrongTries } from './wrong-tries.ts'

const publicKeyBytes = 32

/** `POST /api/hubs/enrol`: a hub's public key against a one-time code. */
export function enrolRoute(app: App, parts: HttpParts): void {
  const { stores, offices, hubs, clock } = parts
  const tries = new WrongTries(5, 15 * 60_000)

  app.post('/api/hubs/enrol', { schema: { body: EnrolRequest, response: { 200: EnrolAnswer } } }, async (request) => {
    const { code, publicKey, restore, keys } = request.body
    tries.check(request.client, clock.now())
    const hash = hashEnrolmentCode(code)
    const known = await stores.codes.get(hash)
    const office = known === null || known.expiresAt <= clock.now() ? null : offices.get(known.office)
    const config = office?.config ?? null
    if (known === null || office === null || config === null) {
      tries.wrong(request.client, clock.now())
      throw wrongCode()
    }
    if (Buffer.from(publicKey, 'base64').length !== publicKeyBytes) {
      throw new Failure('malformed', 'publicKey: 32 bytes of an Ed25519 key in base64', { field: 'publicKey' })
    }
    checkRestore(known, restore)
    const others = (await stores.hubs.list(office.code)).filter(({ revokedAt }) => revokedAt === null)
    if (keys !== undefined && !hasNoHubYet(office, others.length)) {
      throw new Failure('keys-exist', 'the office has keys on the server already; enrol without the hub’s own')
    }
    const hub = randomUUID()
    if (!(await stores.codes.redeem(hash, clock.now(), { id: hub, office: office.code, publicKey, restore }))) {
      throw wrongCode()
    }
    if (keys !== undefined) {
      await office.changeSecrets((secrets) => ({
        ...secrets,
        office: keys.office,
        days: { ...secrets.days, ...keys.days },
      }))
    }
    const note = (action: string, id: string) =>
      stores.journal.append({
        at: clock.now(),
        who: 'server',
        office: office.code,
        action,
        detail: { hub: id, restore },
      })
    await note('hub-enrolled', hub)
    // an office has one hub: `redeem` has revoked those before it, and their connections end now
    for (const { id } of others) {
      hubs.drop(id)
      await note('hub-replaced', id)
    }
    return { office: office.code, hub, config }
  })
}

/** Whatever was sealed for the office so far was sealed by the hub that comes now. */
function hasNoHubYet(office: OfficeNode, hubs: number): boolean {
  return hubs === 0 && office.copyHead.seq === 0
}

function checkRestore(code: EnrolmentCodeRow, restore: boolean): void {
  if (code.restore === restore) return
  throw new Failure(
    'restore-mismatch',
    code.restore
      ? 'the code is for a replacement of a lost hub: enrol with --restore'
      : 'the code is for a new hub: enrol without --restore, or ask for a code for a replacement',
    { field: 'restore' },
  )
}

function wrongCode(): Failure {
  return new Failure('wrong-enrolment-code', 'the code is wrong, used, or older than 15 minutes; ask for a new one', {
    field: 'code',
  })
}
