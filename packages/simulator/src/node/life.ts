import type { LogRecord } from '@cherha/event-log'
import {
  boot,
  CommandIntake,
  Engine,
  type IssuedTicket,
  localPublisher,
  lookFirstMs,
  PlanKeeper,
  Presence,
  ProofReader,
  serverPublisher,
  startHousekeeping,
  systemClock,
  Uplink,
  Vault,
  Views,
  WitnessCheck,
} from '@cherha/office-hub/core'
import type { HubLinkEnd, OfficeConfig } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import type { Random } from '../random.ts'
import type { Computer } from '../world/computer.ts'
import { type DataFolder, type Disk, ProcessGone } from '../world/disk.ts'
import type { World } from '../world/world.ts'
import { hubCredentials } from './hub-credentials.ts'

/** Seconds between two beats: with one a second a day would be nothing but beats. */
export const beatSeconds = 30
/** Likewise for what the hub tells the server of itself. */
const statusEveryMs = 120_000

export interface LifeParts {
  readonly world: World
  readonly config: OfficeConfig
  readonly disk: Disk
  readonly computer: Computer
  readonly random: Random
  /** Events between two snapshots: so few that restarts begin with one in the middle of a day. */
  readonly snapshotEvery: number
  /** Opens a connection to the queue server. Left out: the hub belongs to none. */
  readonly connectServer?: ((lives: () => boolean) => Promise<HubLinkEnd>) | undefined
  readonly onCommit: (records: readonly LogRecord[], state: QueueState) => void
  readonly onTicket: (ticket: IssuedTicket) => void
  /** A beat of the hub's heart, or something its views show has changed. */
  readonly onReport: (message: string, error: unknown) => void
  readonly onDeath: () => void
}

/** One process of the hub, from its start to its end: the real hub without sockets, pages and paper. */
export class Life {
  readonly #parts: LifeParts
  readonly #deaths: { at: string | null; left: number } = { at: null, left: -1 }
  #alive = true
  ready = false
  readonly clock
  readonly engine: Engine
  readonly intake: CommandIntake
  readonly presence: Presence
  readonly views: Views
  readonly #plans: PlanKeeper
  readonly #folder: DataFolder
  /** Null: the hub belongs to no queue server. */
  readonly uplink: Uplink | null
  readonly witnesses: WitnessCheck | null
  #housekeeping: { stop(): void } | null = null

  constructor(parts: LifeParts) {
    this.#parts = parts
    const { disk, computer, random, snapshotEvery, onReport } = parts
    const folder = disk.open((name) => this.#boundary(name))
    this.#folder = folder
    const { log, keys, tries } = folder
    const report = (message: string, error: unknown): void => {
      if (this.#alive) onReport(message, error)
    }
    this.clock = systemClock(computer.timeForProcess(() => this.#alive))
    this.engine = new Engine({ log, clock: this.clock, report, defer: (run) => this.defer(run), snapshotEvery })
    this.engine.onCommit((records, state) => {
      if (this.#alive) parts.onCommit(records, state)
    })
    const vault = new Vault(keys, (count) => random.bytes(count))
    this.#plans = new PlanKeeper(
      this.engine,
      this.clock,
      keys,
      parts.connectServer === undefined ? localPublisher((problem) => report(problem, null)) : serverPublisher,
    )
    this.presence = new Presence(this.engine, this.clock)
    this.views = new Views({ state: () => this.engine.state, clock: this.clock, vault, printerStatus: () => 'none' })
    this.intake = new CommandIntake({
      engine: this.engine,
      vault,
      proofs: new ProofReader(tries, vault),
      get officeKey() {
        return keys.office
      },
      onTicket: (ticket) => {
        if (this.#alive) parts.onTicket(ticket)
      },
    })
    this.uplink = this.#uplink(report)
    const { engine, uplink } = this
    const { pendingEpoch } = folder
    this.witnesses =
      uplink === null
        ? null
        : new WitnessCheck({ engine, log, pendingEpoch, inGoodStanding: () => uplink.isInGoodStanding(), report })
  }

  #uplink(report: (message: string, error: unknown) => void): Uplink | null {
    const { connectServer, disk, config, random } = this.#parts
    const { identity } = disk
    if (connectServer === undefined || identity === null) return null
    const { engine, clock } = this
    const { log, keys, pendingEpoch, staff } = this.#folder
    return new Uplink({
      engine,
      log,
      keys,
      credentials: hubCredentials(config, staff),
      clock,
      identity,
      pendingEpoch,
      report,
      connect: () => connectServer(() => this.#alive),
      version: 'simulated',
      printerStatus: () => 'none',
      jitter: () => random.next(),
      statusEveryMs,
      onAdopted: () => this.presence.tellAgain(),
    })
  }

  /** Logins the queue server lets work here; null: the configuration alone says who may. */
  get staff(): readonly string[] | null {
    return this.uplink === null ? null : this.#folder.staff.logins()
  }

  hashAt(seq: number): string | null {
    return this.#folder.log.read(seq - 1, 1)[0]?.hash ?? null
  }

  /** Version of the queue server's secrets this hub has. */
  get secrets(): number {
    return this.#folder.keys.secrets
  }

  get alive(): boolean {
    return this.#alive
  }

  /** What the hub does at its start; from then on it answers. Throws what the real one throws. */
  async begin(): Promise<void> {
    const { engine, clock } = this
    const { config } = this.#parts
    const { alive, keys, tries } = this.#folder
    const plans = this.#plans
    await this.uplink?.contactFirst(lookFirstMs(this.#folder.log, alive, clock))
    if (!this.#alive) return
    const refused = this.uplink?.contact.state === 'refused' && this.#folder.pendingEpoch.get() !== null
    if (engine.state.config === null && refused) throw new Error('the queue server refuses this hub')
    const known = this.uplink !== null && engine.state.config !== null
    await boot({ engine, clock, alive, plans, config: known ? null : config })
    if (!this.#alive) return
    await this.uplink?.start()
    if (!this.#alive) return
    this.#housekeeping = startHousekeeping({
      engine,
      clock,
      alive,
      plans,
      keys,
      credentials: tries,
      gateway: { beat: () => {}, changed: () => {} },
      printer: null,
      retentionDays: 30,
      report: (message, error) => {
        if (this.#alive) this.#parts.onReport(message, error)
      },
      beatSeconds,
      followsServer: this.uplink?.contact.state === 'connected',
      defer: (run) => this.defer(run, true),
    })
    this.ready = true
  }

  /** What has to wait for the end of a turn of the event loop; whatever arrives until then shares a commit. */
  defer(run: () => void, quiet = false): void {
    const turn = (): void => {
      if (this.#alive) run()
    }
    this.#parts.world.loop.after(this.#parts.random.int(0, 3), turn, quiet)
  }

  /** The process is killed at the n-th boundary from now, of one kind or of any. */
  dieAt(at: string | null, count: number): void {
    this.#deaths.at = at
    this.#deaths.left = count
  }

  /** Killed: nothing of it has any effect from now on. */
  die(): void {
    if (!this.#alive) return
    this.#alive = false
    this.ready = false
    this.#parts.world.loop.goOn()
    this.#parts.disk.leave()
    this.#parts.onDeath()
  }

  /** Stopped as an administrator stops it: what has arrived is answered. */
  async stop(): Promise<void> {
    this.intake.stop()
    this.#housekeeping?.stop()
    await this.engine.stop()
    this.uplink?.stop()
    this.presence.stop()
    this.die()
  }

  #boundary(name: string): void {
    if (!this.#alive) throw new ProcessGone(name)
    const deaths = this.#deaths
    if (deaths.left < 0 || (deaths.at !== null && deaths.at !== name) || name === 'read') return
    deaths.left -= 1
    if (deaths.left >= 0) return
    this.#parts.world.note(() => `the hub is killed at: ${name}`)
    this.die()
    throw new ProcessGone(name)
  }
}
