import { BatchLimit, type CaseAccess, LinkLostError } from '@cherha/shared/protocol'
import type { CancelTimer } from '../clock/hub-clock.ts'
import { beginPendingEpoch } from './begin-epoch.ts'
import { Backoff, slowRetryMs } from './backoff.ts'
import { CallConfirmations } from './call-confirmations.ts'
import { Conversation } from './conversation.ts'
import { afterRefusal, type Ending } from './ending.ts'
import { Inbox } from './inbox.ts'
import { type ServerContact, timerOf, type UplinkPorts } from './ports.ts'

/**
 * The hub's side of the connection to the queue server: opens it, keeps it, opens it again, for ever. Nothing of the
 * office ever waits for it, with one exception that keeps numbers unique: a hub whose log is only the beginning of the
 * server's copy takes the rest before it serves anybody (`contactFirst`).
 *
 * | what goes wrong | what recovers it |
 * |---|---|
 * | the connection is lost, or cannot be opened | it is opened again, later each time, at most 30 s |
 * | an answer cannot be read, a command of the inbox fails | the same, from where the log is |
 * | the disk is full while the inbox is learnt | the engine tells it again until it is stored; nothing is skipped |
 * | the server refuses the hub for good, or the logs are two histories | nothing is exchanged any more; a person is told |
 */
export class Uplink {
  readonly #ports: UplinkPorts
  readonly #backoff: Backoff
  readonly #batches = new BatchLimit()
  readonly #inbox: Inbox
  #conversation: Conversation | null = null
  #state: Exclude<ServerContact['state'], 'none'> = 'away'
  #lastContact: number | null = null
  /** Newest record of the office's log that the server is known to have. */
  #serverHas = 0
  #offered: number | null = null
  #phase: 'new' | 'looking' | 'serving' | 'stopped' = 'new'
  #cancelRetry: CancelTimer = () => {}
  #firstSettled: (() => void)[] = []
  #message: string | null = null

  constructor(ports: UplinkPorts) {
    this.#ports = { ...ports, calls: ports.calls ?? new CallConfirmations(ports.engine) }
    this.#backoff = new Backoff(ports.jitter, ports.longestRetryMs)
    this.#inbox = new Inbox(ports, this.#batches)
    ports.engine.onCommit(() => this.#conversation?.grown())
  }

  /** For `/health`, the desks and whoever waits for the server. */
  get contact(): ServerContact {
    const lagEvents = Math.max(0, this.#ports.engine.head().seq - this.#serverHas)
    return { state: this.#state, lastContact: this.#lastContact, lagEvents }
  }

  /** Why the server is not talked to any more, one sentence; null where it is. */
  get message(): string | null {
    return this.#message
  }

  /**
   * Looks for the server before the hub writes its first record. Resolves when it is known that the hub's log is not
   * merely the beginning of the server's copy, when what was missing has been taken, or after `waitMs` without an
   * answer. A hub that has to begin an epoch (`pendingEpoch`), or has found out that its log is behind, waits as long
   * as it takes: without the rest of its log it would print numbers twice.
   */
  async contactFirst(waitMs: number): Promise<void> {
    if (this.#phase !== 'new') return
    if (this.#mustWait()) {
      this.#ports.report('the log may not be the newest: the hub waits for the queue server before it serves', null)
    } else if (waitMs <= 0) return
    this.#phase = 'looking'
    const settled = new Promise<void>((resolve) => this.#firstSettled.push(resolve))
    timerOf(this.#ports)(waitMs, () => {
      if (!this.#mustWait()) this.#settleFirst()
    })
    this.#open()
    await settled
  }

  /** The office serves from now on: begins the epoch that is due, then exchanges with the server what there is. */
  async start(): Promise<void> {
    if (this.#phase === 'stopped' || this.#phase === 'serving') return
    const opened = this.#phase === 'looking'
    this.#phase = 'serving'
    await this.beginPendingEpoch()
    if (!opened) this.#open()
    else this.#conversation?.serve()
  }

  /** Begins the epoch that is due, if one is. Resolves when it is in the log. */
  beginPendingEpoch(): Promise<void> {
    return beginPendingEpoch(this.#ports.engine, this.#ports.pendingEpoch)
  }

  /** Asks the server whether it takes this hub for the office's at this very moment. False without an answer. */
  async isInGoodStanding(): Promise<boolean> {
    return (await this.#conversation?.isAnswered()) ?? false
  }

  /** A token for the case interface of the server, void when this connection ends. Rejects where there is none. */
  async caseAccess(): Promise<CaseAccess> {
    if (this.#conversation === null) throw new LinkLostError('there is no connection to the queue server')
    return this.#conversation.caseAccess()
  }

  /** Something the server's administrators see has changed: a device, the printer. */
  changed(): void {
    this.#conversation?.statusChanged()
  }

  stop(): void {
    this.#phase = 'stopped'
    this.#cancelRetry()
    this.#settleFirst()
    this.#conversation?.end({ is: 'lost' })
    this.#conversation = null
  }

  #mustWait(): boolean {
    return this.#ports.pendingEpoch.get() !== null || this.#conversation?.catchingUp === true
  }

  #settleFirst(): void {
    for (const resolve of this.#firstSettled.splice(0)) resolve()
  }

  #open(): void {
    if (this.#phase === 'stopped') return
    void this.#converse().then((ending) => this.#ended(ending))
  }

  async #converse(): Promise<Ending> {
    let link
    try {
      link = await this.#ports.connect()
    } catch {
      return { is: 'lost' }
    }
    if (this.#phase === 'stopped') {
      link.close()
      return { is: 'lost' }
    }
    const conversation = new Conversation(link, this.#ports, {
      inbox: this.#inbox,
      batches: this.#batches,
      heard: (serverHas, offered) => this.#heard(serverHas, offered),
      succeeded: () => this.#backoff.succeeded(),
      firstDone: () => this.#settleFirst(),
      serving: () => this.#phase === 'serving',
      beginPendingEpoch: () => this.beginPendingEpoch(),
    })
    this.#conversation = conversation
    const ending = await conversation.ended
    if (this.#conversation === conversation) this.#conversation = null
    return ending
  }

  #heard(serverHas: number | null, offered: number | null = null): void {
    const before = this.#state
    this.#state = 'connected'
    this.#message = null
    this.#lastContact = this.#ports.clock.now().at
    // what it was sent it has stored by the time it speaks of something else, or it would ask for the same again
    this.#serverHas = serverHas ?? this.#offered ?? this.#serverHas
    this.#offered = offered
    if (before !== 'connected') this.#ports.onContact?.()
  }

  #ended(ending: Ending): void {
    if (this.#phase === 'stopped') return
    const next = this.#after(ending)
    this.#ports.onContact?.()
    if (next === null) return this.#settleFirst()
    if (this.#phase === 'looking' && !this.#mustWait()) this.#settleFirst()
    this.#cancelRetry = timerOf(this.#ports)(next, () => this.#open())
  }

  /** What the ending means to the office. @returns ms until the next try; null: there is none */
  #after(ending: Ending): number | null {
    switch (ending.is) {
      case 'lost':
        this.#state = 'away'
        return this.#backoff.next()
      case 'failed':
        this.#state = 'away'
        this.#ports.report(ending.message, ending.error)
        return this.#backoff.next()
      case 'diverged':
        this.#state = 'diverged'
        this.#message = ending.message
        this.#ports.report(
          `the logs of hub and server are two histories at record ${ending.seq}: ${ending.message}`,
          null,
        )
        return null
      case 'refused':
        return this.#refused(ending)
    }
  }

  #refused({ code, message }: Extract<Ending, { is: 'refused' }>): number | null {
    const then = afterRefusal[code]
    this.#state = code === 'diverged' ? 'diverged' : then === 'soon' ? 'away' : 'refused'
    this.#message = message
    this.#ports.report(`the server refuses this hub (${code}): ${message}`, null)
    if (then === 'stop') return null
    return then === 'later' ? slowRetryMs : this.#backoff.next()
  }
}
