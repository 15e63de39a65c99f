import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { asRecord } from '@cherha/event-log'
import {
  type HubHello,
  type HubLinkEnd,
  HubWelcome,
  helloText,
  hubLink,
  hubLinkVersion,
  type HubOrder,
} from '@cherha/shared/protocol'
import type { HubLog } from './hub-log.ts'

/** A hub's identity: its id and an Ed25519 key. */
export function anIdentity(office = '6801', fingerprint?: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')
  return {
    office,
    hub: randomUUID(),
    publicKey: raw,
    fingerprint,
    sign: (text: string) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  }
}
export type Identity = ReturnType<typeof anIdentity>

/** The hub's side of one connection, as short as it can be: the real one is the office hub's uplink. */
export class HubClient {
  welcome: HubWelcome | null = null
  diverged: { message: string; seq: number } | null = null
  orders: HubOrder[] = []
  closed = false
  challenges: string[] = []
  readonly #end: HubLinkEnd
  readonly #hub: HubLog
  #pulling = false
  #again = false

  constructor(
    end: HubLinkEnd,
    hub: HubLog,
    identity: Identity,
    forge: (hello: HubHello) => HubHello = (hello) => hello,
  ) {
    this.#end = end
    this.#hub = hub
    end.onClose(() => {
      this.closed = true
    })
    end.onAsk('challenge', async (body) => {
      const { nonce } = hubLink.fromServer.challenge[0].parse(body)
      this.challenges.push(nonce)
      const { epoch, inbox } = hub.state
      const { office, hub: id } = identity
      const hello = {
        protocol: hubLinkVersion,
        office,
        hub: id,
        epoch,
        head: hub.log.head(),
        inbox,
        secrets: 0,
        version: '0.1.0',
        ...(identity.fingerprint === undefined ? {} : { fingerprint: identity.fingerprint }),
      }
      return forge({ ...hello, signature: identity.sign(helloText(nonce, hello)) })
    })
    end.onAsk('pull-office', async (body) => {
      const { after, limit } = hubLink.fromServer['pull-office'][0].parse(body)
      return { records: hub.log.read(after, limit), head: hub.log.head() }
    })
    end.onAsk('order', async (body) => {
      const order = hubLink.fromServer.order[0].parse(body)
      this.orders.push(order)
      return { ok: true, id: order.id ?? 'display-9' }
    })
    end.onRing('welcome', (body) => {
      this.welcome = HubWelcome.parse(body)
      if (this.welcome.ok) void this.#begin(this.welcome.then).catch(() => {})
    })
    end.onRing('inbox-news', () => void this.pull().catch(() => {}))
    end.onRing('diverged', (body) => {
      this.diverged = hubLink.bells.diverged.parse(body)
    })
    hub.onGrown(() => this.#end.ring('office-news', { head: hub.log.head() }))
  }

  async #begin(then: 'go-on' | 'catch-up'): Promise<void> {
    if (then === 'catch-up') {
      for (;;) {
        const { seq } = this.#hub.log.head()
        const answer = await this.#end.ask('pull-copy', { after: seq, limit: 500 })
        const { records, head } = hubLink.fromHub['pull-copy'][1].parse(answer)
        this.#hub.adopt(records.map(asRecord))
        if (this.#hub.log.head().seq === head.seq) break
      }
      this.#hub.tell({ type: 'begin-epoch', because: 'behind-server' })
    }
    await this.pull()
  }

  /** Learns what the inbox has. */
  async pull(): Promise<void> {
    this.#again = true
    if (this.#pulling) return
    this.#pulling = true
    try {
      while (this.#again) {
        this.#again = false
        const after = this.#hub.state.inbox.seq
        const answer = await this.#end.ask('pull-inbox', { after, limit: 500 })
        const { records, head } = hubLink.fromHub['pull-inbox'][1].parse(answer)
        // one connection after another: what an older one has brought is known already
        const news = records.filter(({ seq }) => seq > this.#hub.state.inbox.seq)
        this.#hub.learn(news.map(asRecord))
        if (head.seq > this.#hub.state.inbox.seq) this.#again = true
      }
    } finally {
      this.#pulling = false
    }
  }
}
