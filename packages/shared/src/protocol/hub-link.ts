import { z } from 'zod'
import { DeviceReport } from './devices.ts'
import { CaseAccess, DraftCounts } from './cases/handover.ts'
import { InboxItem } from './inbox.ts'
import { OfficeConfig } from './office.ts'
import { DateText, DeviceRole, Id } from './values.ts'
import { CertificateFingerprint, HubVoucher, VoucherKey } from './voucher.ts'

/**
 * What a hub and the queue server say to each other over one connection that the hub opens.
 *
 * | version | what changed |
 * |---|---|
 * | 1 | the first. Optional fields came before it was released: of vouchers (`fingerprint`, `voucher`, `voucherKey`), of an office's kind in its configuration (`kind`, `servingOffice`), of a display's calls and the log's head in the status (`calls`, `head`), and of applications (`card`, `post`, `mappings`, `case-access`, `cases` of the status) |
 */
export const hubLinkVersion = 1

/** Records of one pull, at most. */
export const pullLimit = 500

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
export const LogHeadData = z.strictObject({ seq: z.int().min(0), hash: Hash })
export type LogHeadData = z.infer<typeof LogHeadData>

/** One record of a log as it travels: exactly what its hash covers, and the hash. */
export const RecordData = z.strictObject({
  seq: z.int().min(1),
  at: z.number(),
  mono: z.number(),
  event: z.looseObject({ type: z.string() }),
  command: z.strictObject({ id: z.string(), hash: z.string(), result: z.json() }).optional(),
  prev: Hash,
  hash: Hash,
})
export type RecordData = z.infer<typeof RecordData>

/** Where a hub stands, signed with its key: nobody who saw one connection can open another. */
export const HubHello = z.strictObject({
  protocol: z.int(),
  office: z.string(),
  /** The hub's id, given at enrolment. */
  hub: z.uuid(),
  epoch: z.int().min(0),
  head: LogHeadData,
  inbox: LogHeadData,
  /** Version of the secrets it has; 0: none. */
  secrets: z.int().min(0),
  /** Of the program, for the administrator. */
  version: z.string().max(40),
  /** Of the certificate its devices see; null or left out: it serves loopback only. */
  fingerprint: CertificateFingerprint.nullable().optional(),
  /** Ed25519 over `helloText` of the above and the challenge, base64. */
  signature: z.base64(),
})
export type HubHello = z.infer<typeof HubHello>

/** The text a hello's signature covers. @param nonce base64, as the server sent it */
export function helloText(nonce: string, hello: Omit<HubHello, 'signature'>): string {
  const { protocol, office, hub, epoch, head, inbox, secrets, version, fingerprint } = hello
  return JSON.stringify([
    'cherha-hub-hello',
    nonce,
    protocol,
    office,
    hub,
    epoch,
    head.seq,
    head.hash,
    inbox.seq,
    inbox.hash,
    secrets,
    version,
    ...(fingerprint == null ? [] : [fingerprint]),
  ])
}

/** The server's answer to a hello. */
export const HubWelcome = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    /** Server time, ms since 1970. */
    at: z.number(),
    /** The newest record of this office's log the server has. */
    office: LogHeadData,
    inbox: LogHeadData,
    secrets: z.int(),
    /**
     * `go-on`: the server's copy is a part of the hub's log. `catch-up`: the hub's log is the beginning of the server's
     * copy; the hub takes the rest and begins a new epoch.
     */
    then: z.enum(['go-on', 'catch-up']),
  }),
  z.strictObject({
    ok: z.literal(false),
    code: z.enum([
      'unknown-hub',
      'revoked',
      'wrong-signature',
      'wrong-office',
      'old-protocol',
      'lower-epoch',
      'already-connected',
      'diverged',
      'unavailable',
    ]),
    /** One sentence for the administrator. */
    message: z.string(),
  }),
])
export type HubWelcome = z.infer<typeof HubWelcome>

const Pull = z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(pullLimit) })

/** Everything about an office that is secret and not in its log; kept by both sides (D rules). */
export const OfficeSecrets = z.strictObject({
  version: z.int(),
  /** Base64 of 32 bytes each. */
  office: z.base64(),
  days: z.record(DateText, z.base64()),
  /** argon2id as the hub computes it: salt and hash in base64. A login that is absent cannot sign in. */
  staff: z.array(z.strictObject({ login: Id, salt: z.base64(), hash: z.base64() })),
  /** Devices a replacement hub has to know: SHA-256 of their tokens, base64. */
  devices: z.array(
    z.strictObject({ id: z.string(), role: DeviceRole, windows: z.array(Id).nullable(), tokenHash: z.base64() }),
  ),
  /** By it devices know a replacement of their hub (S29). Public: it is here because this channel is authenticated. */
  voucherKey: VoucherKey.optional(),
})
export type OfficeSecrets = z.infer<typeof OfficeSecrets>

/**
 * Whether people can see and hear a display's calls, as far as its hub was told since it started. Hub time, ms; null:
 * not since then.
 */
export const DisplayCalls = z.strictObject({
  /** The last call it said was on its screen. */
  shownAt: z.number().nullable(),
  /** The last call it said was announced … */
  announcedAt: z.number().nullable(),
  /** … and since when every one was without sound; null: the last one was heard. */
  silentSince: z.number().nullable(),
  /** Calls in a row that it should have announced and did not, although it was connected … */
  missed: z.int().min(0),
  /** … and when the first of them was made. */
  missedSince: z.number().nullable(),
})
export type DisplayCalls = z.infer<typeof DisplayCalls>

/** Health of an office as its hub sees it; sent after the welcome, every 15 s, and when something changes. */
export const HubStatus = z.strictObject({
  at: z.number(),
  version: z.string(),
  epoch: z.int(),
  writable: z.boolean(),
  clockStepMs: z.number().nullable(),
  printer: z.enum(['ok', 'failed', 'none']),
  devices: z.array(
    z.strictObject({
      id: z.string(),
      role: DeviceRole,
      windows: z.array(Id).nullable(),
      connected: z.boolean(),
      report: DeviceReport.nullable(),
      reportedAt: z.number().nullable(),
      /** Of displays. Hubs of an earlier version do not tell it. */
      calls: DisplayCalls.optional(),
    }),
  ),
  /** The newest record of the office's log. Hubs of an earlier version do not tell it. */
  head: LogHeadData.optional(),
  /** Applications still at the hub; null: they cannot be opened. Hubs of an earlier version do not tell it. */
  cases: DraftCounts.nullable().optional(),
})
export type HubStatus = z.infer<typeof HubStatus>

/** What an administrator does at a hub that is connected. */
export const HubOrder = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('pairing-code'),
    role: DeviceRole,
    id: Id.optional(),
    windows: z.array(Id).optional(),
  }),
  z.strictObject({ type: z.literal('revoke-device'), id: z.string() }),
])
export type HubOrder = z.infer<typeof HubOrder>

export const HubOrderAnswer = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    code: z.string().optional(),
    id: z.string(),
    expiresAt: z.number().optional(),
  }),
  z.strictObject({ ok: z.literal(false), message: z.string() }),
])
export type HubOrderAnswer = z.infer<typeof HubOrderAnswer>

/** Requests of one side that the other side answers: `[request, answer]`. A bell has no answer. */
export const hubLink = {
  fromServer: {
    /** The first thing said; answered with a hello. */
    challenge: [z.strictObject({ nonce: z.base64(), protocol: z.int() }), HubHello],
    /** Records of the office's log after `after`. */
    'pull-office': [Pull, z.strictObject({ records: z.array(RecordData), head: LogHeadData })],
    order: [HubOrder, HubOrderAnswer],
  },
  fromHub: {
    /** Records of the office's inbox after `after`; their events are inbox items. */
    'pull-inbox': [Pull, z.strictObject({ records: z.array(RecordData), head: LogHeadData, secrets: z.int() })],
    /** Records of the server's copy of the office's log, for a hub that catches up. */
    'pull-copy': [Pull, z.strictObject({ records: z.array(RecordData), head: LogHeadData })],
    'pull-secrets': [z.strictObject({}), OfficeSecrets],
    /** A token for the case interface, for this connection and ten minutes at most. */
    'case-access': [z.strictObject({}), CaseAccess],
    /** Devices as the hub knows them now, for a replacement hub. */
    'keep-devices': [OfficeSecrets.pick({ devices: true }), z.strictObject({})],
    /** `voucher`: for the certificate of the hello and the epoch of the status, once the server's copy has that epoch. */
    status: [HubStatus, z.strictObject({ at: z.number(), voucher: HubVoucher.optional() })],
  },
  bells: {
    /** From the server, once, in answer to the hello. */
    welcome: HubWelcome,
    /** From the hub: its log has grown. */
    'office-news': z.strictObject({ head: LogHeadData }),
    /** From the server: the inbox or the secrets have grown. */
    'inbox-news': z.strictObject({ head: LogHeadData, secrets: z.int() }),
    /** From either side: what the other sent cannot be; nothing more is exchanged. */
    diverged: z.strictObject({ message: z.string(), seq: z.int() }),
  },
} as const

/** `POST /api/hubs/enrol`: a one-time code against an identity. */
export const EnrolRequest = z.strictObject({
  /** As typed: case, hyphens and look-alikes are normalised. */
  code: z.string().trim().min(8).max(20),
  /** Raw Ed25519 public key, base64 (32 bytes). */
  publicKey: z.base64(),
  /** A replacement that starts from the server's copy. */
  restore: z.boolean(),
  /** Keys of a hub that has run without a server, base64; the office on the server must have none yet. */
  keys: z.strictObject({ office: z.base64(), days: z.record(DateText, z.base64()) }).optional(),
})
export type EnrolRequest = z.infer<typeof EnrolRequest>

export const EnrolAnswer = z.strictObject({ office: z.string(), hub: z.uuid(), config: OfficeConfig })
export type EnrolAnswer = z.infer<typeof EnrolAnswer>

/** An inbox item as its record carries it. */
export const readInboxItem = (event: unknown) => InboxItem.safeParse(event)

/**
 * One connection between a hub and the server, from one side. What carries it (socket.io, a simulated network) is told
 * apart nowhere else.
 */
export interface HubLinkEnd {
  /** Asks and waits; rejects with `LinkLostError` when the connection ends or the answer takes longer than 20 s. */
  ask(name: string, body: unknown): Promise<unknown>
  /** Says something that has no answer; lost without a word when the connection is. */
  ring(name: string, body: unknown): void
  /** Answers the other side's questions; what it throws is answered as an error. One handler per name. */
  onAsk(name: string, answer: (body: unknown) => Promise<unknown>): void
  onRing(name: string, hear: (body: unknown) => void): void
  onClose(closed: () => void): void
  close(): void
}

export class LinkLostError extends Error {
  override name = 'LinkLostError'
}
