import { randomBytes } from 'node:crypto'
import {
  BatchLimit,
  type HubHello,
  type HubLinkEnd,
  hubLinkVersion,
  type HubOrder,
  type HubOrderAnswer,
  type HubStatus,
  type HubWelcome,
  LinkLostError,
} from '@cherha/shared/protocol'
import type { OfficeNode } from '../offices/office-node.ts'
import { Turns } from '../offices/turns.ts'
import { isRefused, isSignedBy, readHello, type Refused, refused, standing } from './hello.ts'
import { HubSession } from './hub-session.ts'
import type { Divergence, GatewayPorts } from './ports.ts'

const nonceBytes = 32
/** Connections that have not proved who they are, at most; far more than all hubs of a country coming back at once. */
const mostStrangers = 5_000

/** An order for a hub that is not connected. */
export class HubAwayError extends Error {
  override readonly name = 'HubAwayError'
}

/** A connected hub, as an administrator sees it. */
export interface ConnectedHub {
  readonly hub: string
  readonly office: string
  readonly version: string
  readonly epoch: number
  /** Since when, server time in ms. */
  readonly since: number
  /** What it said last of itself, and when. */
  readonly status: HubStatus | null
  readonly statusAt: number | null
}

/**
 * All connections of hubs; each office has one live session at most.
 *
 * | what goes wrong | what recovers it |
 * |---|---|
 * | a hub cannot prove who it is, is revoked, or belongs to another history | it is told why and the connection ends |
 * | a second hub with the same identity | it is refused while the first one answers, else it takes its place |
 * | the database is away during the hello | `unavailable`: the hub comes again |
 * | the connection ends | the hub opens another; both sides go on from their heads |
 */
export class HubGateway {
  readonly #ports: GatewayPorts
  readonly #random: (bytes: number) => Buffer
  readonly #sessions = new Set<HubSession>()
  /** The live session of each office. */
  readonly #live = new Map<string, HubSession>()
  /** One greeting at a time decides who is an office's hub. */
  readonly #turns = new Map<string, Turns>()
  /** How much of an office's log its line has carried at a time. */
  readonly #batches = new Map<string, BatchLimit>()
  #closed = false

  constructor(ports: GatewayPorts) {
    this.#ports = ports
    this.#random = ports.random ?? randomBytes
  }

  /** A hub has connected: it is asked who it is. Whatever goes wrong ends the connection, never the server. */
  accept(end: HubLinkEnd): void {
    const session = new HubSession(end, this.#ports, (ended) => this.#forget(ended))
    if (this.#closed || this.#sessions.size - this.#live.size >= mostStrangers) return session.end()
    this.#sessions.add(session)
    this.#greet(session).catch((error: unknown) => {
      if (!(error instanceof LinkLostError)) this.#ports.report('a hub could not be greeted', error)
      session.end()
    })
  }

  /** null: no hub of the office is connected. */
  connected(office: string): ConnectedHub | null {
    const session = this.#live.get(office)
    const live = session?.live
    if (session === undefined || live == null) return null
    return { ...live, status: session.status?.status ?? null, statusAt: session.status?.at ?? null }
  }

  /** @throws `HubAwayError`; `LinkLostError` when the connection ends before the answer */
  async order(office: string, order: HubOrder): Promise<HubOrderAnswer> {
    const session = this.#live.get(office)
    if (session?.live == null) throw new HubAwayError(`The hub of office ${office} is not connected.`)
    return session.order(order)
  }

  /** Ends the hub's session at once; the directory must know before that it is revoked. */
  revoked(hub: string): void {
    for (const session of this.#sessions) if (session.hub === hub) session.end()
  }

  divergenceOf(hub: string): Promise<Divergence | null> {
    return this.#ports.hubs.divergenceOf(hub)
  }

  /** Ends all sessions and takes no more. */
  close(): void {
    this.#closed = true
    for (const session of this.#sessions) session.end()
  }

  async #greet(session: HubSession): Promise<void> {
    const nonce = this.#random(nonceBytes).toString('base64')
    const hello = readHello(await session.link.ask('challenge', { nonce, protocol: hubLinkVersion }))
    if (isRefused(hello)) return this.#refuse(session, hello)
    // from here on a revocation finds the session, also before it is live
    session.hub = hello.hub
    let known: OfficeNode | Refused
    try {
      known = await this.#identify(hello, nonce)
    } catch (error) {
      this.#ports.report('a hub could not be looked up', error)
      known = refused('unavailable', 'The server cannot reach its database. The hub tries again by itself.')
    }
    if (isRefused(known)) return this.#refuse(session, known)
    const node = known
    await this.#turnOf(hello.office).take(() => this.#admit(session, node, hello))
  }

  async #identify(hello: HubHello, nonce: string): Promise<OfficeNode | Refused> {
    const hub = await this.#ports.hubs.find(hello.hub)
    if (hub === null) return refused('unknown-hub', 'The server does not know this hub. Enrol it with a new code.')
    if (!isSignedBy(hub.publicKey, nonce, hello)) {
      return refused('wrong-signature', 'The signature is not the one of this hub. Enrol the hub with a new code.')
    }
    if (hub.revoked) {
      return refused(
        'revoked',
        'An administrator has revoked this hub, or another has replaced it. Do not use it further.',
      )
    }
    const node = hub.office === hello.office ? await this.#ports.office(hello.office) : null
    if (node === null) return refused('wrong-office', `The hub was not enrolled for office ${hello.office}.`)
    const divergence = await this.#ports.hubs.divergenceOf(hello.hub)
    if (divergence !== null) return refused('diverged', divergence.message)
    return node
  }

  async #admit(session: HubSession, node: OfficeNode, hello: HubHello): Promise<void> {
    const before = this.#live.get(hello.office)
    if (before !== undefined && (await before.isThere())) {
      return this.#refuse(session, refused('already-connected', 'Another hub of this office is connected and answers.'))
    }
    before?.end()
    const stand = await standing(node, hello)
    if (session.ended) return
    switch (stand.is) {
      case 'lower-epoch':
        return this.#refuse(
          session,
          refused(
            'lower-epoch',
            `The office is in epoch ${node.mirror.epoch} and the hub in ${hello.epoch}: it was replaced.`,
          ),
        )
      case 'diverged':
        return this.#divergedAtHello(session, hello, stand)
      case 'go-on':
      case 'catch-up': {
        this.#live.set(hello.office, session)
        const { hub, office, version, epoch, fingerprint } = hello
        this.#welcome(session, {
          ok: true,
          at: this.#ports.clock.now(),
          office: node.copyHead,
          inbox: node.inboxHead,
          secrets: node.secrets.version,
          then: stand.is,
        })
        node.heard(hello.head)
        session.begin(node, { hub, office, version, epoch, fingerprint }, stand.is, this.#batchesOf(office))
      }
    }
  }

  async #divergedAtHello(
    session: HubSession,
    { hub, office }: HubHello,
    { seq, message }: { readonly seq: number; readonly message: string },
  ): Promise<void> {
    this.#ports.report(`hub ${hub} of office ${office} and the server have two histories at ${seq}: ${message}`, null)
    await this.#ports.hubs.setDivergence(hub, { seq, message, at: this.#ports.clock.now() })
    this.#refuse(session, refused('diverged', message))
  }

  #batchesOf(office: string): BatchLimit {
    const known = this.#batches.get(office) ?? new BatchLimit()
    this.#batches.set(office, known)
    return known
  }

  #refuse(session: HubSession, welcome: Refused): void {
    this.#welcome(session, welcome)
    session.endSoon()
  }

  #welcome(session: HubSession, welcome: HubWelcome): void {
    session.link.ring('welcome', welcome)
  }

  #forget(session: HubSession): void {
    this.#sessions.delete(session)
    for (const [office, live] of this.#live) if (live === session) this.#live.delete(office)
  }

  #turnOf(office: string): Turns {
    const known = this.#turns.get(office)
    if (known !== undefined) return known
    const turns = new Turns()
    this.#turns.set(office, turns)
    return turns
  }
}
