import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { asEvent, asRecord, createMemoryLog, type EventLog, hashRecord, type LogRecord } from '@cherha/event-log'
import {
  helloText,
  HubHello,
  type HubLinkEnd,
  hubLink,
  type HubOrder,
  HubOrderAnswer,
  type HubStatus,
  type HubVoucher,
  type HubWelcome,
  type InboxItem,
  type OfficeSecrets,
} from '@cherha/shared/protocol'
import type { VirtualClock } from '@cherha/testing'
import { merge } from '@cherha/shared/replication'

type Refusal = Extract<HubWelcome, { ok: false }>['code']

/** A queue server that does exactly what a test says: the other end of the contract, without its own rules. */
export class ScriptedServer {
  readonly inbox: EventLog = createMemoryLog()
  readonly copy: EventLog = createMemoryLog()
  secrets: OfficeSecrets
  /** How far its clock is ahead of the hub's when that starts, ms. */
  skewMs = 0
  #now: () => number = () => Date.parse('2026-11-23T08:00:00Z')
  /** Refuses the next hellos. */
  refuse: Refusal | null = null
  /** What becomes of a batch of the inbox before it is sent. */
  tamper: (records: readonly LogRecord[]) => readonly LogRecord[] = (records) => records
  /** What it gives the hub of the last hello for its certificate. */
  vouchFor: ((fingerprint: string | null) => HubVoucher | undefined) | null = null
  /** Token for the case interface. */
  caseToken: () => string = () => 'token-of-this-connection'
  readonly hellos: HubHello[] = []
  readonly statuses: HubStatus[] = []
  readonly asked: string[] = []
  readonly diverged: string[] = []
  readonly forged: string[] = []
  #link: HubLinkEnd | null = null
  readonly #publicKey: string

  /** @param publicKey the hub's, raw, base64 */
  constructor(publicKey: string, secrets: Partial<OfficeSecrets> = {}) {
    this.#publicKey = publicKey
    this.secrets = {
      version: 1,
      office: randomBytes(32).toString('base64'),
      days: {},
      staff: [],
      devices: [],
      ...secrets,
    }
  }

  get now(): number {
    return this.#now()
  }

  /** Its time runs as the boot clock of a hub. */
  keepTime(clock: VirtualClock): void {
    const { at, mono } = clock.now()
    const start = at - mono + this.skewMs
    this.#now = () => start + clock.now().mono
  }

  /** Appends items to the office's inbox and rings. */
  tell(...items: InboxItem[]): void {
    for (const event of items) this.inbox.append([{ at: this.now, mono: 0, event: asEvent(event) }])
    this.news()
  }

  news(): void {
    this.#link?.ring('inbox-news', { head: this.inbox.head(), secrets: this.secrets.version })
  }

  order(order: HubOrder): Promise<HubOrderAnswer> {
    return (this.#link?.ask('order', order) ?? Promise.reject(new Error('away'))).then((answer) =>
      HubOrderAnswer.parse(answer),
    )
  }

  drop(): void {
    this.#link?.close()
  }

  /** A hub has connected. */
  accept(link: HubLinkEnd): void {
    this.#link = link
    const heard = <T>(name: string, answer: () => T) => {
      this.asked.push(name)
      return Promise.resolve(answer())
    }
    link.onAsk('pull-inbox', (body) =>
      heard('pull-inbox', () => {
        const { after, limit } = hubLink.fromHub['pull-inbox'][0].parse(body)
        const records = this.tamper(this.inbox.read(after, limit))
        return { records, head: this.inbox.head(), secrets: this.secrets.version }
      }),
    )
    link.onAsk('pull-copy', (body) =>
      heard('pull-copy', () => {
        const { after, limit } = hubLink.fromHub['pull-copy'][0].parse(body)
        return { records: this.copy.read(after, limit), head: this.copy.head() }
      }),
    )
    link.onAsk('pull-secrets', () => heard('pull-secrets', () => this.secrets))
    link.onAsk('keep-devices', (body) =>
      heard('keep-devices', () => {
        this.secrets = { ...this.secrets, ...hubLink.fromHub['keep-devices'][0].parse(body) }
        return {}
      }),
    )
    link.onAsk('case-access', () =>
      heard('case-access', () => ({ token: this.caseToken(), expiresAt: this.now + 600_000 })),
    )
    link.onAsk('status', (body) =>
      heard('status', () => {
        this.statuses.push(hubLink.fromHub.status[0].parse(body))
        const voucher = this.vouchFor?.(this.hellos.at(-1)?.fingerprint ?? null)
        return { at: this.now, ...(voucher === undefined ? {} : { voucher }) }
      }),
    )
    link.onRing('office-news', () => void this.#pullOffice(link))
    link.onRing('diverged', (body) => this.diverged.push(hubLink.bells.diverged.parse(body).message))
    void this.#greet(link).catch(() => link.close())
  }

  async #greet(link: HubLinkEnd): Promise<void> {
    const nonce = randomBytes(32).toString('base64')
    const hello = HubHello.parse(await link.ask('challenge', { nonce, protocol: 1 }))
    if (!this.#signed(nonce, hello)) this.forged.push(hello.signature)
    this.hellos.push(hello)
    if (this.refuse !== null) return link.ring('welcome', { ok: false, code: this.refuse, message: 'as the test says' })
    const mine = this.copy.head()
    const at = hello.head.seq === 0 ? { hash: '0'.repeat(64) } : this.copy.read(hello.head.seq - 1, 1)[0]
    const behind = hello.head.seq < mine.seq && at?.hash === hello.head.hash
    const welcome: HubWelcome = {
      ok: true,
      at: this.now,
      office: mine,
      inbox: this.inbox.head(),
      secrets: this.secrets.version,
      then: behind ? 'catch-up' : 'go-on',
    }
    link.ring('welcome', welcome)
    if (!behind) await this.#pullOffice(link)
  }

  async #pullOffice(link: HubLinkEnd): Promise<void> {
    try {
      for (;;) {
        const head = this.copy.head()
        const answer = hubLink.fromServer['pull-office'][1].parse(
          await link.ask('pull-office', { after: head.seq, limit: 500 }),
        )
        const merged = merge(this.copy.head(), answer.records, (record) => hashRecord(asRecord(record)))
        if (merged.is === 'reject') return link.ring('diverged', { message: merged.reason, seq: merged.seq })
        if (merged.is === 'advance') this.copy.appendCopy(merged.records.map(asRecord))
        if (this.copy.head().seq >= answer.head.seq) return
      }
    } catch {
      link.close()
    }
  }

  #signed(nonce: string, { signature, ...hello }: HubHello): boolean {
    const x = Buffer.from(this.#publicKey, 'base64').toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return verify(null, Buffer.from(helloText(nonce, hello)), key, Buffer.from(signature, 'base64'))
  }
}
