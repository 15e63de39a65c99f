import {
  type BatchLimit,
  LogHeadData,
  type HubHello,
  type HubLinkEnd,
  hubLink,
  type HubOrder,
  HubOrderAnswer,
  type HubStatus,
  LinkLostError,
  withinBytes,
} from '@cherha/shared/protocol'
import type { LogHead, LogRecord } from '@cherha/event-log'
import type { OfficeNode } from '../offices/office-node.ts'
import { Turns } from '../offices/turns.ts'
import { OfficePuller } from './office-puller.ts'
import type { GatewayPorts } from './ports.ts'
import { SessionVoucher } from './vouchers.ts'

/** How long a hub may take to prove that it is still there when another says it is the same. */
const probeMs = 5_000
/** How long what was said last may take to arrive before the connection is closed. */
const lastWordMs = 1_000

/** Who a session belongs to. */
export type SessionHub = Pick<HubHello, 'hub' | 'office' | 'version' | 'epoch' | 'fingerprint'>

/**
 * The server's side of one connection with a hub. Until `begin` it answers nothing: whoever opened it has not yet proved
 * who it is. Everything the hub says is read by its schema before it is used.
 */
export class HubSession {
  readonly link: HubLinkEnd
  readonly #ports: GatewayPorts
  readonly #turns = new Turns()
  readonly #onEnd: (session: HubSession) => void
  /** Claimed, not proved, before `begin`. */
  hub: string | null = null
  #live: {
    readonly node: OfficeNode
    readonly hub: SessionHub
    readonly puller: OfficePuller
    readonly voucher: SessionVoucher
  } | null = null
  #unsubscribe: () => void = () => {}
  #ended = false
  #since = 0
  #status: { readonly status: HubStatus; readonly at: number } | null = null

  constructor(link: HubLinkEnd, ports: GatewayPorts, onEnd: (session: HubSession) => void) {
    this.link = link
    this.#ports = ports
    this.#onEnd = onEnd
    this.#listen()
  }

  get ended(): boolean {
    return this.#ended
  }

  get live(): (SessionHub & { readonly since: number }) | null {
    return this.#live === null || this.#ended ? null : { ...this.#live.hub, since: this.#since }
  }

  get status(): { readonly status: HubStatus; readonly at: number } | null {
    return this.#status
  }

  /**
   * The hub has proved who it is.
   * @param then what it was told to do first
   * @param batches how much of the office's log is asked for at a time
   */
  begin(node: OfficeNode, hub: SessionHub, then: 'go-on' | 'catch-up', batches: BatchLimit): void {
    const { clock, report } = this.#ports
    const puller = new OfficePuller(node, batches, clock, report, {
      ask: (name, body) => this.link.ask(name, body),
      diverged: (seq, message) => void this.diverge(seq, message, 'found'),
      failed: () => this.end(),
    })
    this.#live = { node, hub, puller, voucher: new SessionVoucher(this.#ports, hub) }
    this.#since = clock.now()
    this.#unsubscribe = node.onInbox(() => this.#ringInbox())
    this.#seen(null)
    if (then === 'go-on') puller.pull()
  }

  /** @throws `LinkLostError` */
  async order(order: HubOrder): Promise<HubOrderAnswer> {
    return HubOrderAnswer.parse(await this.link.ask('order', order))
  }

  /** Whether the hub answers now. */
  isThere(): Promise<boolean> {
    const node = this.#live?.node
    if (node === undefined || this.#ended) return Promise.resolve(false)
    return new Promise((resolve) => {
      const cancel = this.#ports.clock.setTimer(probeMs, () => resolve(false))
      const answered = (isThere: boolean) => {
        cancel()
        resolve(isThere)
      }
      this.link.ask('pull-office', { after: node.copyHead.seq, limit: 1 }).then(
        () => answered(!this.#ended),
        // a refusal of the question is an answer too
        (error: unknown) => answered(!this.#ended && !(error instanceof LinkLostError)),
      )
    })
  }

  /** Two logs that cannot be one: it is kept, the other side is told, nothing more is exchanged. */
  async diverge(seq: number, message: string, how: 'found' | 'told'): Promise<void> {
    const hub = this.#live?.hub
    if (hub === undefined || this.#ended) return
    const { hubs, clock, report } = this.#ports
    report(`hub ${hub.hub} of office ${hub.office} and the server have two histories at ${seq}: ${message}`, null)
    if (how === 'found') this.link.ring('diverged', { message, seq })
    this.#stop()
    try {
      await hubs.setDivergence(hub.hub, { seq, message, at: clock.now() })
    } catch (error) {
      report('a divergence could not be stored', error)
    }
    this.endSoon()
  }

  /** Closes the connection when what was said last has had time to arrive. */
  endSoon(): void {
    this.#ports.clock.setTimer(lastWordMs, () => this.end())
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#stop()
    this.link.close()
    this.#onEnd(this)
  }

  #stop(): void {
    this.#unsubscribe()
    this.#ports.caseTokens?.end(this)
    this.#live?.puller.stop()
  }

  #listen(): void {
    const { link } = this
    const asked = hubLink.fromHub
    link.onClose(() => this.end())
    link.onAsk('pull-inbox', (body) =>
      this.#answer(async (node) => {
        const { after, limit } = asked['pull-inbox'][0].parse(body)
        const records = await node.readInbox(after, limit)
        return { ...knownOf(node.inboxHead, records), secrets: node.secrets.version }
      }),
    )
    link.onAsk('pull-copy', (body) =>
      this.#answer(async (node) => {
        const { after, limit } = asked['pull-copy'][0].parse(body)
        const records = await node.readCopy(after, limit)
        return knownOf(node.copyHead, records)
      }),
    )
    link.onAsk('pull-secrets', () => this.#answer(async (node) => node.secrets))
    link.onAsk('case-access', () =>
      this.#answer(async () => {
        const { caseTokens } = this.#ports
        if (caseTokens === undefined || this.#live === null) throw new Error('there are no cases here')
        return caseTokens.issue(this, this.#live.hub)
      }),
    )
    link.onAsk('keep-devices', (body) =>
      this.#answer(async (node) => {
        await node.keepDevices(asked['keep-devices'][0].parse(body).devices)
        return {}
      }),
    )
    link.onAsk('status', (body) =>
      this.#answer(async (node) => {
        const status = asked.status[0].parse(body)
        // before the time is read: the hub's clock follows it
        const voucher = (await this.#live?.voucher.current(status.epoch, node.mirror.epoch)) ?? null
        const at = this.#ports.clock.now()
        this.#status = { status, at }
        this.#seen(status)
        return { at, ...(voucher === null || this.#ended ? {} : { voucher }) }
      }),
    )
    link.onRing('office-news', (body) => this.#officeNews(body))
    link.onRing('diverged', (body) => {
      const said = hubLink.bells.diverged.safeParse(body)
      if (said.success) void this.diverge(said.data.seq, `the hub says: ${said.data.message}`, 'told')
    })
  }

  /** One answer at a time: a hub that asks without waiting does not get more of the database than one that waits. */
  #answer<T>(answer: (node: OfficeNode) => Promise<T>): Promise<T> {
    const live = this.#live
    if (live === null || this.#ended) return Promise.reject(new Error('not welcomed'))
    live.node.heard()
    return this.#turns.take(() => answer(live.node))
  }

  #officeNews(body: unknown): void {
    const news = hubLink.bells['office-news'].safeParse(body)
    if (this.#live === null || this.#ended || !news.success) return
    this.#live.node.heard(LogHeadData.parse(news.data.head))
    this.#live.puller.pull()
  }

  #ringInbox(): void {
    const node = this.#live?.node
    if (node !== undefined) this.link.ring('inbox-news', { head: node.inboxHead, secrets: node.secrets.version })
  }

  #seen(status: HubStatus | null): void {
    if (this.#live === null) return
    const { hub, node } = this.#live
    node.heard()
    const { onSeen, clock, report } = this.#ports
    const { version, epoch } = status ?? hub
    try {
      onSeen?.({ hub: hub.hub, office: hub.office, at: clock.now(), epoch, version, status })
    } catch (error) {
      report('what a hub said of itself could not be noted', error)
    }
  }
}

/**
 * A log may have records its owner does not know: an append is under way, or the database has made one durable and its
 * answer was lost. They are given when they are known; a hub that had them would be ahead of the head it is told next.
 */
function knownOf(head: LogHead, records: readonly LogRecord[]): { records: readonly LogRecord[]; head: LogHead } {
  return { records: withinBytes(records.filter(({ seq }) => seq <= head.seq)), head }
}
