import { createPublicKey, verify } from 'node:crypto'
import { asyncLog } from '@cherha/event-log'
import { hubLink, type HubStatus, type HubVoucher, voucherText } from '@cherha/shared/protocol'
import { describe, expect, it } from 'vitest'
import { HubGateway } from '../src/hub-gateway/hub-gateway.ts'
import type { EnrolledHub } from '../src/hub-gateway/ports.ts'
import { newVoucherKey, voucherSigner } from '../src/hub-gateway/vouchers.ts'
import { openSecrets } from '../src/store/secrets.ts'
import { openVouchers } from '../src/store/voucher-key.ts'
import { OfficeNode } from '../src/offices/office-node.ts'
import { monday, openOffice } from './support/an-office.ts'
import { withDatabase } from './support/database.ts'
import { anIdentity, HubClient, type Identity } from './support/hub-client.ts'
import { HubLog } from './support/hub-log.ts'
import { LinkPair } from './support/link-pair.ts'
import { settle } from './support/test-clock.ts'

const fingerprint = 'ab'.repeat(32)

async function aServer() {
  const office = await openOffice()
  const vouchers = voucherSigner(newVoucherKey())
  const enrolled = new Map<string, EnrolledHub & { revoked: boolean }>()
  const database = { away: false }
  const gateway = new HubGateway({
    hubs: {
      find: async (hub) => {
        if (database.away) throw new Error('the database is away')
        return enrolled.get(hub) ?? null
      },
      divergenceOf: async () => null,
      setDivergence: async () => {},
    },
    office: async () => office.node,
    clock: office.clock,
    report: () => {},
    vouchers,
  })
  const connect = async (hub: HubLog, who: Identity, forge?: ConstructorParameters<typeof HubClient>[3]) => {
    if (!enrolled.has(who.hub)) {
      enrolled.set(who.hub, { office: who.office, publicKey: who.publicKey, revoked: false })
    }
    const pair = new LinkPair({})
    const client = new HubClient(pair.hub, hub, who, forge)
    gateway.accept(pair.server)
    await settle()
    /** Says how the hub is, and what epoch it is in. */
    const voucher = async (epoch = hub.state.epoch): Promise<HubVoucher | null> =>
      hubLink.fromHub.status[1].parse(await pair.hub.ask('status', { ...status, epoch })).voucher ?? null
    return { client, voucher }
  }
  return { ...office, gateway, vouchers, enrolled, database, connect }
}

const status: HubStatus = {
  at: monday,
  version: '0.1.0',
  epoch: 0,
  writable: true,
  clockStepMs: null,
  printer: 'none',
  devices: [],
}

function isSigned({ signature, ...claim }: HubVoucher, publicKey: string): boolean {
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, Buffer.from(voucherText(claim)), key, Buffer.from(signature, 'base64'))
}

describe('a voucher', () => {
  it('S38 says of a connected hub which certificate and epoch it has, signed with the installation’s key', async () => {
    const server = await aServer()
    const { voucher } = await server.connect(new HubLog(monday), anIdentity('6801', fingerprint))
    const given = await voucher()
    expect(given).toMatchObject({ office: '6801', fingerprint, epoch: 0 })
    expect(given !== null && isSigned(given, server.vouchers.publicKey)).toBe(true)
    expect(given !== null && isSigned({ ...given, epoch: 1 }, server.vouchers.publicKey)).toBe(false)
  })

  it('S38 is of no epoch that the server’s copy of the log has not reached, whatever the hub says', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const { voucher } = await server.connect(hub, anIdentity('6801', fingerprint))
    expect(await voucher(7)).toBeNull()
    expect((await voucher(0))?.epoch).toBe(0)
    hub.tell({ type: 'begin-epoch', because: 'restored' })
    await expect.poll(() => server.node.mirror.epoch).toBe(1)
    expect(await voucher(0)).toBeNull()
    expect((await voucher(1))?.epoch).toBe(1)
  })

  it('S38 is not given to a hub that serves loopback only, nor for a certificate its hello is not signed for', async () => {
    const server = await aServer()
    const silent = await server.connect(new HubLog(monday), anIdentity())
    expect(await silent.voucher()).toBeNull()
    const other = await aServer()
    const { client } = await other.connect(new HubLog(monday), anIdentity('6801', fingerprint), (hello) => ({
      ...hello,
      fingerprint: 'cd'.repeat(32),
    }))
    expect(client.welcome).toMatchObject({ ok: false, code: 'wrong-signature' })
    // nor when somebody on the way adds one
    const added = await other.connect(new HubLog(monday), anIdentity(), (hello) => ({ ...hello, fingerprint }))
    expect(added.client.welcome).toMatchObject({ ok: false, code: 'wrong-signature' })
  })

  it('S38 of a higher epoch is never given to a hub that was revoked or replaced', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const old = anIdentity('6801', fingerprint)
    const first = await server.connect(hub, old)
    expect((await first.voucher())?.epoch).toBe(0)
    // revoked in the directory, and its connection not ended yet
    const known = server.enrolled.get(old.hub)
    if (known !== undefined) known.revoked = true
    hub.tell({ type: 'begin-epoch', because: 'restored' })
    await expect.poll(() => server.node.mirror.epoch).toBe(1)
    expect(await first.voucher()).toBeNull()
    server.gateway.revoked(old.hub)
    await settle()
    expect(first.client.closed).toBe(true)
    const again = await server.connect(hub, old)
    expect(again.client.welcome).toMatchObject({ ok: false, code: 'revoked' })
    await expect(again.voucher()).rejects.toThrow('not welcomed')
  })

  it('waits for a database that is away, and the hub goes on', async () => {
    const server = await aServer()
    const { voucher } = await server.connect(new HubLog(monday), anIdentity('6801', fingerprint))
    server.database.away = true
    expect(await voucher()).toBeNull()
    server.database.away = false
    expect((await voucher())?.epoch).toBe(0)
  })
})

describe('the voucher key', () => {
  const postgres = withDatabase()

  it('S46 is made at the first start, once however many start, and stays; its private half is in one table only', async () => {
    const database = await postgres.fresh()
    const [first, second] = await Promise.all([openVouchers(database.db), openVouchers(database.db)])
    expect(first.publicKey).toBe(second.publicKey)
    expect((await openVouchers(database.db)).publicKey).toBe(first.publicKey)
    expect(Buffer.from(first.publicKey, 'base64')).toHaveLength(32)
    const other = await openVouchers((await postgres.fresh()).db)
    expect(other.publicKey).not.toBe(first.publicKey)
    const office = await openOffice()
    const { privateKey } = await database.db
      .selectFrom('secret.voucher_key')
      .select('private_key as privateKey')
      .executeTakeFirstOrThrow()
    const told = JSON.stringify([office.node.secrets, first.sign({ office: '6801', fingerprint, epoch: 1 })])
    // the last 32 bytes of the PKCS #8 form are the seed
    expect(told).not.toContain(privateKey.subarray(-32).toString('base64').slice(0, 40))
  })

  it('reaches a hub with the secrets: a key it has not been told raises their version, the same one does not', async () => {
    const database = await postgres.fresh()
    const { inbox, copy, clock } = await openOffice()
    const secrets = openSecrets(database.db, '6801')
    const open = (voucherKey?: string) =>
      OfficeNode.open({
        code: '6801',
        inbox: asyncLog(inbox),
        copy: asyncLog(copy),
        clock,
        report: () => {},
        secrets,
        ...(voucherKey === undefined ? {} : { voucherKey }),
      })
    const before = (await open()).secrets
    expect(before.voucherKey).toBeUndefined()
    const { publicKey } = await openVouchers(database.db)
    const told = (await open(publicKey)).secrets
    expect(told).toMatchObject({ voucherKey: publicKey, version: before.version + 1, office: before.office })
    expect((await open(publicKey)).secrets.version).toBe(told.version)
    const changed = await open(publicKey)
    await changed.changeSecrets((now) => ({ ...now, staff: [] }))
    expect(changed.secrets).toMatchObject({ voucherKey: publicKey, version: told.version + 1 })
    const other = voucherSigner(newVoucherKey()).publicKey
    expect((await open(other)).secrets).toMatchObject({ voucherKey: other, version: told.version + 2 })
  })
})
