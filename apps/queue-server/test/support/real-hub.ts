import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryLog, type EventLog } from '@cherha/event-log'
import { openCredentials } from '@cherha/office-hub'
import { boot, Engine, type EpochBecause, openKeyFile, PlanKeeper, Uplink } from '@cherha/office-hub/core'
import type { HubLinkEnd } from '@cherha/shared/protocol'
import type { VirtualClock } from '@cherha/testing'
import { onTestFinished } from 'vitest'
import { config } from './an-office.ts'
import type { Identity } from './hub-client.ts'
import { settle } from './test-clock.ts'

/** The engine and the uplink of a real hub, without sockets and pages. */
export class RealHub {
  readonly log: EventLog
  readonly engine: Engine
  readonly uplink: Uplink
  readonly keys
  readonly credentials
  readonly reports: string[] = []
  readonly #clock: VirtualClock
  readonly #plans: PlanKeeper
  pending: EpochBecause | null = null

  /** @param connect opens the hub's end of a connection; what it throws is a server that cannot be reached */
  constructor(clock: VirtualClock, identity: Identity, connect: () => HubLinkEnd, log: EventLog = createMemoryLog()) {
    const folder = mkdtempSync(join(tmpdir(), 'cherha-hub-'))
    this.log = log
    this.#clock = clock
    this.keys = openKeyFile(join(folder, 'keys.json'))
    this.credentials = openCredentials(folder)
    const report = (message: string) => void this.reports.push(message)
    const { log: written, keys, credentials } = this
    this.engine = new Engine({ log, clock, report })
    const { engine } = this
    // the server plans every day of this office
    const publisher = { plansFor: () => ({ publish: [], add: [] }) }
    this.#plans = new PlanKeeper(engine, clock, keys, publisher)
    this.uplink = new Uplink({
      engine,
      log: written,
      keys,
      credentials,
      clock,
      identity,
      report,
      connect: async () => connect(),
      pendingEpoch: {
        get: () => this.pending,
        set: (because) => {
          this.pending = because
        },
      },
      version: '0.1.0',
      printerStatus: () => 'none',
      jitter: () => 0,
    })
    onTestFinished(async () => {
      this.uplink.stop()
      await engine.stop()
      credentials.close()
      rmSync(folder, { recursive: true })
    })
  }

  async start(): Promise<void> {
    const alive = { read: () => null, write: () => {} }
    const { engine } = this
    await this.until(this.uplink.contactFirst(2_000))
    const own = engine.state.config === null ? config() : null
    await this.until(boot({ engine, clock: this.#clock, alive, plans: this.#plans, config: own }))
    await this.until(this.uplink.start())
  }

  /** Lets virtual time pass until it is so, ten minutes at most. */
  async until(what: Promise<void> | (() => boolean)): Promise<void> {
    let done = false
    if (typeof what !== 'function') void what.then(() => (done = true))
    const isDone = typeof what === 'function' ? what : () => done
    for (let step = 0; step < 6_000 && !isDone(); step += 1) {
      await settle(6)
      if (!isDone()) await this.#clock.advance(100, () => this.engine.idle())
    }
    if (!isDone()) throw new Error(`it never came to that: ${JSON.stringify([this.uplink.contact, this.reports])}`)
  }
}
