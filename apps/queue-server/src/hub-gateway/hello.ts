import { createPublicKey, verify } from 'node:crypto'
import { EMPTY_HEAD, type LogHead, type LogRecord } from '@cherha/event-log'
import { helloText, HubHello, hubLinkVersion, type HubWelcome } from '@cherha/shared/protocol'
import type { OfficeNode } from '../offices/office-node.ts'

export type Refused = Extract<HubWelcome, { ok: false }>

/** What precedes the 32 raw bytes of an Ed25519 key in its DER form (SPKI). */
const ed25519Spki = Buffer.from('302a300506032b6570032100', 'hex')

export function refused(code: Refused['code'], message: string): Refused {
  return { ok: false, code, message }
}

/** A hello as it came; a hub of another protocol version is told so, whatever else it says. */
export function readHello(body: unknown): HubHello | Refused {
  const hello = HubHello.safeParse(body)
  if (hello.success && hello.data.protocol === hubLinkVersion) return hello.data
  return refused(
    'old-protocol',
    `The server speaks version ${hubLinkVersion} of the hubs' protocol and the hub another one: update the older of the two.`,
  )
}

export function isRefused(value: object): value is Refused {
  return 'ok' in value && value.ok === false
}

/** Whether the holder of the key signed this hello for this very challenge. @param publicKey raw, base64 */
export function isSignedBy(publicKey: string, nonce: string, { signature, ...hello }: HubHello): boolean {
  try {
    const der = Buffer.concat([ed25519Spki, Buffer.from(publicKey, 'base64')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, Buffer.from(helloText(nonce, hello), 'utf8'), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

export type Standing =
  | { readonly is: 'go-on' | 'catch-up' }
  | { readonly is: 'lower-epoch' }
  | { readonly is: 'diverged'; readonly seq: number; readonly message: string }

/**
 * How the hub's logs stand to the server's. A hub whose log is the beginning of the copy has lost the rest, whatever its
 * epoch: it may take it and begin a new one. Any other log of a lower epoch is one that a replacement has superseded.
 * A log that is longer than the copy is proved by the first batch: its first record has to follow the copy's last.
 */
export async function standing(node: OfficeNode, hello: HubHello): Promise<Standing> {
  // before a hub is said to have another history for good: another server on the database may have written the rest
  await node.reachInbox(hello.inbox.seq)
  const learnt = await hashAt(hello.inbox, node.inboxHead, (after, limit) => node.readInbox(after, limit))
  if (learnt !== hello.inbox.hash) {
    const message = 'the hub has learnt items of an inbox that is not this one: was the server restored from a backup?'
    return { is: 'diverged', seq: hello.inbox.seq, message }
  }
  const copy = node.copyHead
  const isLower = hello.epoch < node.mirror.epoch
  if (hello.head.seq > copy.seq) return { is: isLower ? 'lower-epoch' : 'go-on' }
  const known = await hashAt(hello.head, copy, (after, limit) => node.readCopy(after, limit))
  if (known === hello.head.hash) return { is: hello.head.seq === copy.seq ? 'go-on' : 'catch-up' }
  if (isLower) return { is: 'lower-epoch' }
  return {
    is: 'diverged',
    seq: hello.head.seq,
    message: `record ${hello.head.seq} of the hub's log is not the one the server has`,
  }
}

type Read = (after: number, limit: number) => Promise<readonly LogRecord[]>

/** The hash our log has at that seq; null: it does not reach so far. */
async function hashAt(at: LogHead, head: LogHead, read: Read): Promise<string | null> {
  if (at.seq === 0) return EMPTY_HEAD.hash
  if (at.seq === head.seq) return head.hash
  if (at.seq > head.seq) return null
  const [record] = await read(at.seq - 1, 1)
  return record?.hash ?? null
}
