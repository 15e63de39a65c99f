import type { HubLinkEnd } from '@cherha/shared/protocol'
import type { CancelTimer } from '../clock/hub-clock.ts'
import { ask } from './ask.ts'
import { hubStatus, newsOf } from './hub-status.ts'
import { timerOf, type UplinkPorts } from './ports.ts'

const everyMs = 15_000
/** Changes within this time are told at once. */
const settleMs = 500
/** How soon the server is asked again once it was sent records: its answer tells that it has them. */
const soonMs = 2_000

export interface StatusHooks {
  readonly answered: (at: number, rttMs: number) => void
  readonly failed: (error: unknown) => void
}

/** Tells the server how the office is: at once, every 15 s, and when something has changed. */
export class StatusReporter {
  readonly #link: HubLinkEnd
  readonly #ports: UplinkPorts
  readonly #hooks: StatusHooks
  #cancelNext: CancelTimer = () => {}
  #cancelChange: CancelTimer | null = null
  #cancelSoon: CancelTimer | null = null
  #sending = false
  #running = false
  #told = ''
  #devices = ''

  constructor(link: HubLinkEnd, ports: UplinkPorts, hooks: StatusHooks) {
    this.#link = link
    this.#ports = ports
    this.#hooks = hooks
  }

  start(): void {
    this.#running = true
    this.#send()
  }

  /** Something may have changed; whether it has is looked at a little later. */
  changed(): void {
    if (!this.#running) return
    this.#cancelChange ??= timerOf(this.#ports)(settleMs, () => {
      this.#cancelChange = null
      if (this.#text() !== this.#told || this.#devicesText() !== this.#devices) this.#send()
    })
  }

  /** The server is being sent records. */
  soon(): void {
    if (!this.#running) return
    this.#cancelSoon ??= timerOf(this.#ports)(soonMs, () => {
      this.#cancelSoon = null
      this.#send()
    })
  }

  stop(): void {
    this.#running = false
    this.#cancelNext()
    this.#cancelSoon?.()
    this.#cancelChange?.()
  }

  #text(): string {
    return newsOf(hubStatus(this.#ports))
  }

  #devicesText(): string {
    return JSON.stringify(this.#ports.credentials.deviceHashes())
  }

  #send(): void {
    if (this.#sending || !this.#running) return
    this.#sending = true
    this.#cancelNext()
    void this.#exchange().then(
      () => {
        this.#sending = false
        if (!this.#running) return
        this.#cancelNext = timerOf(this.#ports)(this.#ports.statusEveryMs ?? everyMs, () => this.#send())
        this.changed()
      },
      (error: unknown) => this.#hooks.failed(error),
    )
  }

  async #exchange(): Promise<void> {
    const { clock, credentials, keys } = this.#ports
    const status = hubStatus(this.#ports)
    const asked = clock.now().mono
    const { at, voucher } = await ask(this.#link, 'status', status)
    if (!this.#running) return
    if (voucher !== undefined) this.#ports.vouchers?.keep(voucher)
    this.#told = newsOf(status)
    this.#hooks.answered(at, clock.now().mono - asked)
    const text = this.#devicesText()
    // a replacement hub has none before it has the secrets: its empty list must not replace the office's
    if (text === this.#devices || keys.secrets === 0) return
    await ask(this.#link, 'keep-devices', { devices: credentials.deviceHashes() })
    this.#devices = text
  }
}
