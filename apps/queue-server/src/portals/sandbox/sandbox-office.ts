import { asyncLog, createMemoryLog } from '@cherha/event-log'
import { addDays } from '@cherha/shared/calendar'
import { dayClock } from '../../offices/day-clock.ts'
import { OfficeNode } from '../../offices/office-node.ts'
import type { CancelTimer, Report, ServerClock } from '../../offices/ports.ts'
import { Turns } from '../../offices/turns.ts'
import { memorySecrets } from '../../store/memory-secrets.ts'
import { sandboxCode, sandboxConfig } from './config.ts'
import { SandboxHub } from './sandbox-hub.ts'

const atLeastEveryMs = 3_600_000

/**
 * An office by the same rules as any other, with a hub that is always there, all of it in memory: it is made new at each
 * start, and nothing of it reaches a database, an office or a telephone (B40).
 */
export class SandboxOffice {
  readonly node: OfficeNode
  readonly #hub: SandboxHub
  readonly #clock: ServerClock
  readonly #report: Report
  readonly #turns = new Turns()
  #cancel: CancelTimer | null = null
  #closed = false

  private constructor(node: OfficeNode, clock: ServerClock, report: Report) {
    this.node = node
    this.#clock = clock
    this.#report = report
    this.#hub = new SandboxHub(node, () => clock.now())
  }

  static async open(clock: ServerClock, report: Report): Promise<SandboxOffice> {
    const node = await OfficeNode.open({
      code: sandboxCode,
      inbox: asyncLog(createMemoryLog()),
      copy: asyncLog(createMemoryLog()),
      secrets: memorySecrets(),
      clock,
      report,
    })
    await node.configure(sandboxConfig)
    const office = new SandboxOffice(node, clock, report)
    await office.#run()
    return office
  }

  /** What the server and the hub would do by now: days are closed and published, requests answered. */
  catchUp(): Promise<void> {
    return this.#turns.take(async () => {
      await this.node.closeDue()
      await this.node.publishMissing()
      await this.#hub.exchange()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#cancel?.()
    await this.#turns.idle()
    await this.node.close()
  }

  async #run(): Promise<void> {
    await this.catchUp()
    if (this.#closed) return
    const { today } = this.node
    const now = this.#clock.now()
    const midnight = today === null ? now : dayClock(addDays(today, 1), sandboxConfig.timeZone).midnight
    const wait = Math.min(atLeastEveryMs, Math.max(1_000, midnight - now))
    this.#cancel = this.#clock.setTimer(wait, () => {
      this.#run().catch((error: unknown) => this.#report('the sandbox office could not go on', error))
    })
  }
}
