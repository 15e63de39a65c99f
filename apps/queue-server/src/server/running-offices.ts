import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Offices } from '../http/parts.ts'
import { OfficeNode } from '../offices/office-node.ts'
import type { Report, ServerClock } from '../offices/ports.ts'
import type { DatabaseStores } from '../store/stores.ts'

/** Offices opened at the same time at the start: each reads two logs. */
const openedAtOnce = 8

type Stores = Pick<DatabaseStores, 'officeList' | 'logOf' | 'secretsOf'>

/** Every office of the server, one writer each. */
export class RunningOffices implements Offices {
  readonly #nodes = new Map<string, OfficeNode>()
  readonly #stores: Stores
  readonly #clock: ServerClock
  readonly #report: Report
  readonly #voucherKey: string | undefined
  /** Offices being made: two requests for one code make one. */
  readonly #making = new Map<string, Promise<OfficeNode>>()

  private constructor(stores: Stores, clock: ServerClock, report: Report, voucherKey: string | undefined) {
    this.#stores = stores
    this.#clock = clock
    this.#report = report
    this.#voucherKey = voucherKey
  }

  /** Opens all offices there are, and tells their hubs the key they are vouched for by. @throws what their logs throw */
  static async open(stores: Stores, clock: ServerClock, report: Report, voucherKey?: string): Promise<RunningOffices> {
    const offices = new RunningOffices(stores, clock, report, voucherKey)
    const codes = [...(await stores.officeList.list())]
    try {
      const opening = Array.from({ length: openedAtOnce }, async () => {
        for (let code = codes.shift(); code !== undefined; code = codes.shift()) await offices.#open(code)
      })
      await Promise.all(opening)
    } catch (error) {
      await offices.close()
      throw error
    }
    return offices
  }

  all(): readonly OfficeNode[] {
    return [...this.#nodes.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  }

  get(code: string): OfficeNode | null {
    return this.#nodes.get(code) ?? null
  }

  async create(config: OfficeConfig): Promise<OfficeNode | null> {
    const { code } = config
    if (!this.#nodes.has(code)) {
      await this.#stores.officeList.add(code, this.#clock.now())
      let making = this.#making.get(code)
      if (making === undefined) {
        making = this.#open(code).finally(() => this.#making.delete(code))
        this.#making.set(code, making)
      }
      await making
    }
    // an office without a configuration is one whose making was cut off
    const node = this.#nodes.get(code)
    if (node === undefined || node.version > 0) return null
    const answer = await node.configure(config, { version: 0 })
    if (!answer.ok) return null
    await node.publishMissing()
    return node
  }

  /** Takes no more commands, waits for those under way, closes the logs. */
  async close(): Promise<void> {
    const nodes = [...this.#nodes.values()]
    this.#nodes.clear()
    await Promise.allSettled(nodes.map((node) => node.close()))
  }

  async #open(code: string): Promise<OfficeNode> {
    const node = await OfficeNode.open({
      code,
      inbox: this.#stores.logOf(code, 'inbox'),
      copy: this.#stores.logOf(code, 'copy'),
      secrets: this.#stores.secretsOf(code),
      clock: this.#clock,
      report: this.#report,
      ...(this.#voucherKey === undefined ? {} : { voucherKey: this.#voucherKey }),
    })
    this.#nodes.set(code, node)
    return node
  }
}
