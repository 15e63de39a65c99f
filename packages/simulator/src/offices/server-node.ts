import { HubGateway, Jobs, type JobParts, OfficeNode, type Report, type ServerClock } from '@cherha/queue-server/core'
import type { HubLinkEnd, OfficeConfig } from '@cherha/shared/protocol'
import type { Random } from '../random.ts'
import type { World } from '../world/world.ts'
import type { ServerDisk } from './server-disk.ts'

export interface ServerParts {
  readonly world: World
  readonly random: Random
  readonly disk: ServerDisk
  /** The offices' first configurations. */
  readonly configs: readonly OfficeConfig[]
  readonly report: Report
  readonly onStart: (life: ServerLife) => void
  readonly onDeath: () => void
}

/** One process of the queue server: the real one without HTTP, sockets and a database. */
export class ServerLife {
  alive = true
  readonly nodes = new Map<string, OfficeNode>()
  readonly gateway: HubGateway
  readonly #parts: ServerParts
  #jobs: Jobs | null = null
  ready = false

  constructor(parts: ServerParts) {
    this.#parts = parts
    const { disk, random } = parts
    this.gateway = new HubGateway({
      hubs: disk.directory(() => this.alive),
      office: async (code) => this.nodes.get(code) ?? null,
      clock: this.#clock(),
      report: (message, error) => this.#report(message, error),
      random: (bytes) => random.bytes(bytes),
    })
  }

  async begin(): Promise<void> {
    const { disk, random, configs } = this.#parts
    const clock = this.#clock()
    for (const config of configs) {
      const lives = (): boolean => this.alive
      const node = await OfficeNode.open({
        code: config.code,
        inbox: disk.logOf(config.code, 'inbox', lives),
        copy: disk.logOf(config.code, 'copy', lives),
        secrets: disk.secretsOf(config.code, lives),
        clock,
        report: (message, error) => this.#report(message, error),
        random: (bytes) => random.bytes(bytes),
        newId: () => random.uuid(),
        snapshotEvery: 150,
      })
      this.nodes.set(config.code, node)
      if (node.config === null) {
        await node.configure(config)
        await node.changeSecrets((secrets) => ({ ...secrets, staff: config.staff.map(({ login }) => pinOf(login)) }))
      }
    }
    if (!this.alive) return
    this.#jobs = new Jobs(this.#jobParts(clock))
    await this.#jobs.start()
    if (!this.alive) return
    this.ready = true
  }

  accept(end: HubLinkEnd): void {
    if (this.alive) this.gateway.accept(end)
  }

  die(): void {
    if (!this.alive) return
    this.alive = false
    this.ready = false
    this.#parts.onDeath()
  }

  #jobParts(clock: ServerClock): JobParts {
    const { disk } = this.#parts
    const nothing = async () => {}
    return {
      offices: {
        all: () => [...this.nodes.values()],
        get: (code) => this.nodes.get(code) ?? null,
        create: async () => null,
      },
      // accounts, codes and the journal are not part of the simulation
      stores: {
        sessions: { clean: nothing },
        codes: { clean: nothing },
        journal: { append: nothing },
        erasures: disk.erasures,
      },
      clock,
      report: (message, error) => this.#report(message, error),
      warn: (message) => this.#report(message, null),
      retentionDays: 30,
      failed: () => {},
    }
  }

  #clock(): ServerClock {
    const { world } = this.#parts
    return {
      now: () => world.startsAt + world.loop.now,
      setTimer: (ms, fire) => world.loop.after(ms, () => this.alive && fire()),
    }
  }

  #report(message: string, error: unknown): void {
    if (this.alive) this.#parts.report(message, error)
  }
}

/** A PIN nobody types: the simulation has no sign-in. */
export function pinOf(login: string): { login: string; salt: string; hash: string } {
  return { login, salt: 'AAAA', hash: 'AAAA' }
}

/** The queue server as a node of the world: processes that come and go over one database. */
export class ServerNode {
  readonly #parts: ServerParts
  #life: ServerLife | null = null

  constructor(parts: ServerParts) {
    this.#parts = parts
  }

  /** null: no process of it answers. */
  get life(): ServerLife | null {
    return this.#life?.ready === true ? this.#life : null
  }

  start(): void {
    if (this.#life !== null) return
    const { world } = this.#parts
    const life = new ServerLife({ ...this.#parts, onDeath: () => this.#died() })
    this.#life = life
    world.note(() => 'the server starts')
    world.spawn('the server', async () => {
      try {
        await life.begin()
        if (life.alive) this.#parts.onStart(life)
      } catch (error) {
        if (!life.alive) return
        this.#parts.report('the server could not start', error)
        this.crash(5_000)
      }
    })
  }

  /** The process is gone, at once; another one starts after `downMs`. */
  crash(downMs: number): void {
    const { world } = this.#parts
    world.note(() => `the server is down for ${downMs} ms`)
    this.#life?.die()
    world.loop.after(downMs, () => this.start())
  }

  #died(): void {
    this.#life = null
    this.#parts.onDeath()
  }
}
