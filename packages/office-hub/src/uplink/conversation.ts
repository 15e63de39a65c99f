import {
  type BatchLimit,
  type CaseAccess,
  type HubLinkEnd,
  hubLink,
  hubLinkVersion,
  HubWelcome,
  helloText,
  LinkLostError,
  withinBytes,
} from '@cherha/shared/protocol'
import type { LogHead, LogRecord } from '@cherha/event-log'
import type { z } from 'zod'
import type { CancelTimer } from '../clock/hub-clock.ts'
import { HubStoppedError } from '../engine/engine.ts'
import { ask, isLost } from './ask.ts'
import { catchUp } from './catch-up.ts'
import type { Ending } from './ending.ts'
import { hubStatus } from './hub-status.ts'
import type { Inbox } from './inbox.ts'
import { obey } from './orders.ts'
import { timerOf, type UplinkPorts } from './ports.ts'
import { StatusReporter } from './status-reporter.ts'
import { ServerTime } from './server-time.ts'

/** How long the server may take to say who it is talking to. */
const greetingMs = 20_000
/** Commits that follow each other within this time ring once. */
const newsAfterMs = 50
const lastWordMs = 1_000

export interface ConversationHooks {
  readonly inbox: Inbox
  /** How much is asked for at a time. */
  readonly batches: BatchLimit
  /**
   * The server said something.
   * @param serverHas the newest record it has of the office's log, where it told that
   * @param offered the newest record of those it is being sent
   */
  readonly heard: (serverHas: number | null, offered?: number) => void
  /** The inbox is known whole and the server knows how the office is: the next try may come soon again. */
  readonly succeeded: () => void
  /** The log is known not to be behind, or is not any more. */
  readonly firstDone: () => void
  /** False while the hub has not written its first record. */
  readonly serving: () => boolean
  readonly beginPendingEpoch: () => Promise<void>
}

/** One connection with the server, from the challenge to its end. */
export class Conversation {
  readonly ended: Promise<Ending>
  readonly #link: HubLinkEnd
  readonly #ports: UplinkPorts
  readonly #hooks: ConversationHooks
  readonly #status: StatusReporter
  readonly #time: ServerTime
  readonly #settle: (ending: Ending) => void
  #over = false
  #stage: 'greeting' | 'welcomed' | 'catching-up' | 'ready' | 'exchanging' = 'greeting'
  #cancelGreeting: CancelTimer
  #cancelNews: CancelTimer | null = null
  readonly #went = { inbox: false, status: false }
  #pulling = false
  #pullAgain = false

  constructor(link: HubLinkEnd, ports: UplinkPorts, hooks: ConversationHooks) {
    const { promise, resolve } = Promise.withResolvers<Ending>()
    this.ended = promise
    this.#settle = resolve
    this.#link = link
    this.#ports = ports
    this.#hooks = hooks
    this.#time = new ServerTime(ports, hooks.serving)
    this.#status = new StatusReporter(link, ports, {
      answered: (at, rttMs) => {
        hooks.heard(null)
        this.#time.told(at, rttMs)
        this.#went.status = true
        this.#succeeded()
      },
      failed: (error) => this.#failed(error),
    })
    this.#cancelGreeting = timerOf(ports)(greetingMs, () => this.end({ is: 'lost' }))
    this.#listen()
  }

  get catchingUp(): boolean {
    return this.#stage === 'catching-up'
  }

  /** The office serves: what the inbox holds may be learnt. */
  serve(): void {
    if (this.#stage === 'ready') this.#exchange()
  }

  /** The office's log has grown. */
  grown(): void {
    if (this.#stage !== 'exchanging') return
    this.#cancelNews ??= timerOf(this.#ports)(newsAfterMs, () => {
      this.#cancelNews = null
      this.#link.ring('office-news', { head: this.#ports.engine.head() })
    })
    this.#status.changed()
  }

  /** Whether the server answers now: it welcomes and answers the office's own hub only. */
  async isAnswered(): Promise<boolean> {
    if (this.#stage !== 'exchanging' || this.#over) return false
    try {
      await ask(this.#link, 'status', hubStatus(this.#ports))
      return !this.#over
    } catch {
      return false
    }
  }

  /** A token for the case interface, for this connection. Rejects with `LinkLostError` when nothing is exchanged now. */
  async caseAccess(): Promise<CaseAccess> {
    if (this.#stage !== 'exchanging' || this.#over) throw new LinkLostError('nothing is exchanged now')
    return ask(this.#link, 'case-access', {})
  }

  statusChanged(): void {
    this.#status.changed()
  }

  end(ending: Ending): void {
    if (this.#over) return
    this.#over = true
    this.#cancelGreeting()
    this.#cancelNews?.()
    this.#status.stop()
    // a divergence is the last thing said: it gets the time to arrive
    if (ending.is === 'diverged') timerOf(this.#ports)(lastWordMs, () => this.#link.close())
    else this.#link.close()
    this.#settle(ending)
  }

  #listen(): void {
    const link = this.#link
    link.onClose(() => this.end({ is: 'lost' }))
    link.onAsk('challenge', async (body) => this.#hello(body))
    link.onRing('welcome', (body) => void this.#welcome(body).catch((error: unknown) => this.#failed(error)))
    link.onAsk('pull-office', async (body) => this.#officeRecords(body))
    link.onAsk('order', async (body) => {
      const order = hubLink.fromServer.order[0].parse(body)
      if (this.#stage !== 'exchanging') return { ok: false, message: 'The hub is starting; try again in a moment.' }
      const answer = await obey(order, this.#ports)
      this.#status.changed()
      return answer
    })
    link.onRing('inbox-news', () => {
      this.#hooks.heard(null)
      if (this.#stage === 'exchanging') this.#pull()
    })
    link.onRing('diverged', (body) => {
      const said = hubLink.bells.diverged.safeParse(body)
      this.end({ is: 'diverged', message: said.data?.message ?? 'the server says so', seq: said.data?.seq ?? 0 })
    })
  }

  #hello(body: unknown): z.input<(typeof hubLink.fromServer.challenge)[1]> {
    const { nonce } = hubLink.fromServer.challenge[0].parse(body)
    const { engine, identity, keys, version, vouchers } = this.#ports
    const fingerprint = vouchers?.fingerprint ?? null
    const { epoch, inbox } = engine.state
    const hello = {
      protocol: hubLinkVersion,
      office: identity.office,
      hub: identity.hub,
      epoch,
      head: engine.head(),
      inbox: { seq: inbox.seq, hash: inbox.hash },
      secrets: keys.secrets,
      version,
      ...(fingerprint === null ? {} : { fingerprint }),
    }
    this.#time.asked()
    return { ...hello, signature: identity.sign(helloText(nonce, hello)) }
  }

  async #welcome(body: unknown): Promise<void> {
    if (this.#stage !== 'greeting') return
    const read = HubWelcome.safeParse(body)
    if (!read.success) {
      return this.end({ is: 'failed', message: 'the server’s welcome cannot be read', error: read.error })
    }
    const welcome = read.data
    if (!welcome.ok) return this.end({ is: 'refused', code: welcome.code, message: welcome.message })
    this.#cancelGreeting()
    this.#stage = 'welcomed'
    this.#hooks.heard(welcome.office.seq)
    this.#time.welcomed(welcome.at)
    if (welcome.then === 'catch-up' && !(await this.#catchUp())) return
    if (this.#over) return
    this.#stage = 'ready'
    this.#hooks.firstDone()
    if (this.#hooks.serving()) this.#exchange()
  }

  /** Takes what the server has and this hub has not. @returns false when it could not be taken */
  async #catchUp(): Promise<boolean> {
    const { pendingEpoch } = this.#ports
    this.#stage = 'catching-up'
    // first of all: a hub that is killed in the middle must know that its log was not the newest
    if (pendingEpoch.get() === null) pendingEpoch.set('behind-server')
    const diverged = await catchUp(this.#link, this.#ports, this.#hooks.batches)
    if (diverged !== null) {
      this.#link.ring('diverged', { message: diverged.message, seq: diverged.seq })
      this.end(diverged)
      return false
    }
    if (!this.#hooks.serving()) return true
    // what has been taken counts on the boot clock of another process: as after a restart, calls are announced anew
    const started = this.#ports.engine.tell({ type: 'start-hub', downMs: 0 })
    this.#ports.onAdopted?.()
    await Promise.all([started, this.#hooks.beginPendingEpoch()])
    return true
  }

  #exchange(): void {
    this.#stage = 'exchanging'
    this.#status.start()
    this.#pull()
    this.#link.ring('office-news', { head: this.#ports.engine.head() })
  }

  #officeRecords(body: unknown): { records: readonly LogRecord[]; head: LogHead } {
    if (this.#stage === 'greeting' || this.#over) throw new Error('nothing is exchanged now')
    const { after, limit } = hubLink.fromServer['pull-office'][0].parse(body)
    const { log, engine } = this.#ports
    const records = withinBytes(log.read(after, limit))
    this.#hooks.heard(after, records.at(-1)?.seq ?? after)
    if (records.length > 0) this.#status.soon()
    return { records, head: engine.head() }
  }

  /** One pull at a time; a bell during one makes another after it. */
  #pull(): void {
    this.#pullAgain = true
    if (this.#pulling) return
    this.#pulling = true
    void this.#pullAll().catch((error: unknown) => this.#failed(error))
  }

  async #pullAll(): Promise<void> {
    while (this.#pullAgain && !this.#over) {
      this.#pullAgain = false
      const diverged = await this.#hooks.inbox.pull(this.#link, () => this.#over)
      if (diverged === null) {
        this.#went.inbox = true
        this.#succeeded()
        continue
      }
      this.#link.ring('diverged', { message: diverged.message, seq: diverged.seq })
      return this.end(diverged)
    }
    this.#pulling = false
  }

  /** Not the welcome: an item that cannot be learnt would be asked for several times a second, for ever. */
  #succeeded(): void {
    if (this.#went.inbox && this.#went.status) this.#hooks.succeeded()
  }

  #failed(error: unknown): void {
    if (isLost(error) || error instanceof HubStoppedError) return this.end({ is: 'lost' })
    this.end({ is: 'failed', message: 'the exchange with the server failed; it is tried again', error })
  }
}
