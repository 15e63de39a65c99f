import { asyncLog, createMemoryLog, type AsyncEventLog, type EventLog, type LogRecord } from '@cherha/event-log'
import {
  type ErasureNotes,
  memoryErasures,
  memorySecrets,
  type EnrolledHub,
  type Divergence,
  type HubDirectory,
  type SecretsStore,
} from '@cherha/queue-server/core'
import type { Random } from '../random.ts'
import type { EventLoop } from '../world/loop.ts'

/** What the server keeps of one office. */
export interface OfficeShelf {
  readonly inbox: EventLog
  readonly copy: EventLog
  readonly secrets: SecretsStore
}

export interface ServerDiskParts {
  readonly loop: EventLoop
  readonly random: Random
  readonly offices: readonly string[]
  /** Called with everything that has become durable, whether the process lives to tell or not. */
  readonly onCommitted: (office: string, log: 'inbox' | 'copy', records: readonly LogRecord[]) => void
}

const never = new Promise<never>(() => {})

/** The server's database: what was committed outlives the process, nothing else does. */
export class ServerDisk {
  /** Nothing can be written. `doubtful`: the answer is lost, not the commit. */
  trouble: 'none' | 'full' | 'doubtful' = 'none'
  readonly shelves = new Map<string, OfficeShelf>()
  /** Visit days of each office that have a key. */
  readonly keys = new Map<string, ReadonlySet<string>>()
  readonly erasures: ErasureNotes = memoryErasures()
  readonly #parts: ServerDiskParts
  readonly #hubs = new Map<string, EnrolledHub & { divergence: Divergence | null }>()

  constructor(parts: ServerDiskParts) {
    this.#parts = parts
    for (const office of parts.offices) {
      this.shelves.set(office, { inbox: createMemoryLog(), copy: createMemoryLog(), secrets: memorySecrets() })
    }
  }

  shelf(office: string): OfficeShelf {
    const shelf = this.shelves.get(office)
    if (shelf === undefined) throw new Error(`the server has no office ${office}`)
    return shelf
  }

  enrol(hub: string, office: string, publicKey: string): void {
    // an office has one hub: those before it are revoked
    for (const [id, known] of this.#hubs) if (known.office === office) this.#hubs.set(id, { ...known, revoked: true })
    this.#hubs.set(hub, { office, publicKey, revoked: false, divergence: null })
  }

  /** @returns hubs of the office that are revoked */
  revoke(office: string): string[] {
    const ids = [...this.#hubs].filter(([, known]) => known.office === office && !known.revoked).map(([id]) => id)
    for (const id of ids) {
      const known = this.#hubs.get(id)
      if (known !== undefined) this.#hubs.set(id, { ...known, revoked: true })
    }
    return ids
  }

  /** The log as a process of the server has it. */
  logOf(office: string, which: 'inbox' | 'copy', lives: () => boolean): AsyncEventLog {
    const log = this.shelf(office)[which]
    const through = asyncLog(log)
    const look =
      <A extends unknown[], T>(read: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        lives() ? read(...args) : never
    return {
      head: look(through.head),
      read: look(through.read),
      findCommand: look(through.findCommand),
      findCommands: look(through.findCommands),
      loadSnapshot: look(through.loadSnapshot),
      append: (records) => this.#write(lives, () => this.#committed(office, which, log.append(records))),
      appendCopy: (records) =>
        this.#write(lives, () => {
          log.appendCopy(records)
          this.#committed(office, which, records)
        }),
      saveSnapshot: (snapshot) => this.#write(lives, () => log.saveSnapshot(snapshot)),
      // another process opens it again
      close: async () => {},
    }
  }

  secretsOf(office: string, lives: () => boolean): SecretsStore {
    const { secrets } = this.shelf(office)
    return {
      load: () => (lives() ? secrets.load() : never),
      save: async (given) =>
        this.#write(lives, () => {
          this.keys.set(office, new Set(Object.keys(given.days)))
          return secrets.save(given)
        }),
    }
  }

  directory(lives: () => boolean): HubDirectory {
    return {
      find: async (hub) => (lives() ? (this.#hubs.get(hub) ?? null) : never),
      divergenceOf: async (hub) => (lives() ? (this.#hubs.get(hub)?.divergence ?? null) : never),
      setDivergence: (hub, divergence) =>
        this.#write(lives, () => {
          const known = this.#hubs.get(hub)
          if (known !== undefined) known.divergence = divergence
        }),
    }
  }

  isDiverged(hub: string): boolean {
    const known = this.#hubs.get(hub)
    return known === undefined || known.revoked || known.divergence !== null
  }

  #committed<R extends readonly LogRecord[]>(office: string, which: 'inbox' | 'copy', records: R): R {
    this.#parts.onCommitted(office, which, records)
    return records
  }

  /** On its way to the database a write outlives its process, or does not. */
  async #write<T>(lives: () => boolean, commit: () => T | Promise<T>): Promise<T> {
    if (!lives()) return never
    const { loop, random } = this.#parts
    await loop.sleep(random.int(1, 4))
    const alive = lives()
    if (this.trouble === 'full' || (!alive && random.chance(0.5))) {
      if (!alive) return never
      throw new Error('no space left on the database’s device')
    }
    const result = await commit()
    if (!lives()) return never
    if (this.trouble === 'doubtful') throw new Error('the database went away before it said so')
    return result
  }
}
