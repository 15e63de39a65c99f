import type { LogRecord } from '@cherha/event-log'
import { type Caller, Failure, type IssuedTicket } from '@cherha/office-hub/core'
import type { Answer, ErrorBody, HubLinkEnd, OfficeConfig, View, Witness } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import type { Random } from '../random.ts'
import type { Computer } from '../world/computer.ts'
import type { Disk } from '../world/disk.ts'
import type { World } from '../world/world.ts'
import { concerns } from './concerns.ts'
import { Life } from './life.ts'

/** How soon whoever watches over the hub starts it again when it could not start. */
const startAgainMs = 5_000

export interface Watching {
  readonly caller: Caller
  readonly send: (seq: number, view: View, shows: Witness | null) => void
  /** The hub hung up, or died. */
  readonly hungUp: () => void
}

interface Connection extends Watching {
  readonly seen: NonNullable<ReturnType<Life['views']['of']>>
  readonly leave: () => void
  pushing: boolean
}

/** What is checked from the outside at the hub's own door. */
export interface HubWitness {
  committed(records: readonly LogRecord[], state: QueueState, life: Life): void
  /** A process begins; it does not answer yet. */
  begins(): void
  started(life: Life): void
  died(): void
  issued(ticket: IssuedTicket): void
  /** A desk opened or closed its socket, or asked without one. */
  desk(session: string, does: 'opened' | 'closed' | 'asked'): void
  shown(caller: Caller, view: View): void
  answered(caller: Caller, body: unknown, answer: Answer | ErrorBody): void
  reported(message: string, error: unknown): void
}

export interface HubParts {
  readonly world: World
  readonly config: OfficeConfig
  readonly disk: Disk
  readonly computer: Computer
  readonly random: Random
  readonly snapshotEvery: number
  readonly witness: HubWitness
  /** Opens a connection to the queue server. Left out: the hub belongs to none. */
  readonly connectServer?: (lives: () => boolean) => Promise<HubLinkEnd>
  /** A process of the hub has ended: its connections with it. */
  readonly onGone?: () => void
}

/** The hub of one office as a node of the world: processes that come and go over one disk. */
export class HubNode {
  readonly #parts: HubParts
  readonly #connections = new Set<Connection>()
  #life: Life | null = null
  #wanted = false
  #atNextCommand: (() => void) | null = null
  #waiting: (() => void)[] = []

  constructor(parts: HubParts) {
    this.#parts = parts
  }

  get life(): Life | null {
    return this.#life
  }

  /** Whether it answers. */
  get answers(): boolean {
    return this.#life?.ready === true
  }

  /** Calls `run` as soon as the hub answers: nobody has to knock at a closed door all night. */
  whenItAnswers(run: () => void): void {
    if (this.answers) run()
    else this.#waiting.push(run)
  }

  start(): void {
    this.#wanted = true
    const { world, witness } = this.#parts
    if (this.#life !== null) return
    const life = new Life({
      ...this.#parts,
      onCommit: (records, state) => {
        witness.committed(records, state, life)
        for (const connection of this.#connections) {
          if (concerns(records, state, connection.caller)) this.#push(life, connection)
        }
      },
      onTicket: (ticket) => witness.issued(ticket),
      onReport: (message, error) => witness.reported(message, error),
      onDeath: () => this.#died(life),
    })
    this.#life = life
    world.note(() => 'the hub starts')
    witness.begins()
    world.spawn('the hub', async () => {
      try {
        await life.begin()
        if (!life.alive) return
        witness.started(life)
        for (const run of this.#waiting.splice(0)) run()
      } catch (error) {
        if (!life.alive) return
        witness.reported('the hub could not start', error)
        life.die()
        world.loop.after(startAgainMs, () => {
          if (this.#wanted) this.start()
        })
      }
    })
  }

  /** The process is gone, at once. It is started again after `downMs`. */
  crash(downMs: number): void {
    this.#parts.world.note(() => `the hub is down for ${downMs} ms`)
    this.#life?.die()
    this.#parts.world.loop.after(downMs, () => {
      if (this.#wanted) this.start()
    })
  }

  /** The computer is switched off: nobody starts the hub again before it is on. */
  off(): void {
    this.#wanted = false
    this.#life?.die()
  }

  /** Calls `run` when the next command arrives. */
  atNextCommand(run: () => void): void {
    this.#atNextCommand = run
  }

  async stop(): Promise<void> {
    this.#wanted = false
    await this.#life?.stop()
  }

  /**
   * Lets somebody in who shows the newest record they have seen (R19).
   * @param then called with whether this hub is the office's newest, as far as it can know
   */
  examine(seen: Witness | null, then: (admitted: boolean) => void): void {
    const life = this.#life
    if (life === null || !life.ready) return
    const { witnesses } = life
    // a hub without a server has no history that another one could go on with
    if (witnesses === null) return then(true)
    void witnesses.examine(seen).then((admitted) => {
      if (!life.alive) return
      const { epoch } = life.engine.state
      if (admitted && seen !== null && seen.epoch > epoch)
        this.#parts.world.fail('R19', `a device that has seen epoch ${seen.epoch} was let in by a hub of ${epoch}`)
      if (admitted && seen !== null && seen.epoch === epoch && seen.seq > 0 && life.hashAt(seen.seq) !== seen.hash)
        this.#parts.world.fail(
          'R16',
          `a device has seen record ${seen.seq}, which is not in the log, and no epoch began`,
        )
      then(admitted)
    })
  }

  /** A command as it arrives. `reply` is called with the answer's text, if this process lives to give it. */
  receive(caller: Caller, text: string, via: 'socket' | 'request', reply: (text: string) => void): void {
    const life = this.#life
    if (life === null || !life.ready) return
    const { witness } = this.#parts
    const body: unknown = JSON.parse(text)
    if (via === 'request' && caller.kind === 'staff') {
      witness.desk(caller.session.id, 'asked')
      life.presence.deskRequest(caller.session.id)
    }
    this.#atNextCommand?.()
    this.#atNextCommand = null
    void this.#answer(life, caller, body).then((answer) => {
      if (!life.alive || answer === null) return
      witness.answered(caller, body, answer)
      reply(JSON.stringify(answer))
    })
  }

  /** A socket that is opened. @returns what to call when it closes; null: the hub does not answer */
  connect(watching: Watching): (() => void) | null {
    const life = this.#life
    if (life === null || !life.ready) return null
    const { caller } = watching
    const seen = life.views.of(caller)
    if (seen === null) return null
    const leave =
      caller.kind === 'staff'
        ? life.presence.deskSocket(caller.session.id)
        : life.presence.deviceSocket(caller.device, caller.device.windows ?? [])
    if (caller.kind === 'staff') this.#parts.witness.desk(caller.session.id, 'opened')
    const connection: Connection = { ...watching, seen, leave, pushing: false }
    this.#connections.add(connection)
    this.#push(life, connection)
    return () => {
      if (!this.#connections.delete(connection) || !life.alive) return
      if (caller.kind === 'staff') this.#parts.witness.desk(caller.session.id, 'closed')
      leave()
    }
  }

  /** Views are sent whole, some milliseconds later; several commits in that time are one sending. */
  #push(life: Life, connection: Connection): void {
    if (connection.pushing) return
    connection.pushing = true
    life.defer(() => {
      connection.pushing = false
      if (!this.#connections.has(connection)) return
      const view = connection.seen.view()
      this.#parts.witness.shown(connection.caller, view)
      connection.send(life.engine.state.seq, view, life.witnesses?.current() ?? null)
    }, true)
  }

  async #answer(life: Life, caller: Caller, body: unknown): Promise<Answer | ErrorBody | null> {
    try {
      if (caller.kind === 'staff' && life.staff?.includes(caller.session.login) === false)
        throw new Failure('unauthorised', 'the server does not let this person work here')
      return await life.intake.run(caller, body)
    } catch (error) {
      if (error instanceof Failure) return error.body
      if (life.alive) this.#parts.witness.reported('a command failed', error)
      return new Failure('internal', 'the hub could not answer').body
    }
  }

  #died(life: Life): void {
    if (this.#life !== life) return
    this.#life = null
    this.#parts.onGone?.()
    this.#parts.witness.died()
    for (const { hungUp } of this.#connections) hungUp()
    this.#connections.clear()
  }
}
