import { LinkLostError, type HubOrder, type HubOrderAnswer, type HubStatus } from '@cherha/shared/protocol'
import type { HubLink, HubLinks } from '../http/parts.ts'
import { HubAwayError, type HubGateway } from '../hub-gateway/hub-gateway.ts'
import type { Divergence, HubDirectory, HubSeen } from '../hub-gateway/ports.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { Report } from '../offices/ports.ts'
import type { DatabaseStores } from '../store/stores.ts'

type Gateway = Pick<HubGateway, 'connected' | 'order' | 'revoked'>
type Hubs = Pick<DatabaseStores['hubs'], 'list' | 'status' | 'seen' | 'find' | 'divergenceOf' | 'setDivergence'>

interface Known {
  readonly hub: string
  readonly at: number
  readonly epoch: number
  readonly version: string
  readonly diverged: boolean
  readonly status: { readonly status: HubStatus; readonly at: number } | null
}

/** What is known of every office's hub, in memory for whoever looks, and in the database for the next start. */
export class SeenHubsBook {
  readonly #hubs: Hubs
  readonly #report: Report
  readonly #known = new Map<string, Known>()
  /** What is not stored yet, by hub. */
  readonly #waiting = new Map<string, HubSeen>()
  #writing: Promise<unknown> = Promise.resolve()

  private constructor(hubs: Hubs, report: Report) {
    this.#hubs = hubs
    this.#report = report
  }

  static async open(hubs: Hubs, offices: readonly string[], report: Report): Promise<SeenHubsBook> {
    const book = new SeenHubsBook(hubs, report)
    for (const office of offices) {
      const current = (await hubs.list(office)).find(({ revokedAt }) => revokedAt === null)
      if (current === undefined || current.lastContact === null) continue
      book.#known.set(office, {
        hub: current.id,
        at: current.lastContact,
        epoch: current.epoch,
        version: current.version ?? '',
        diverged: current.divergence !== null,
        status: await hubs.status(office),
      })
    }
    return book
  }

  get(office: string): Known | null {
    return this.#known.get(office) ?? null
  }

  /** What is known of a hub that is nobody's any more is not its successor's. */
  forget(hub: string): void {
    for (const [office, known] of this.#known) if (known.hub === hub) this.#known.delete(office)
  }

  /** Notes what a hub says of itself; the database hears it when it can. */
  seen(seen: HubSeen): void {
    const { hub, office, at, epoch, version, status } = seen
    const before = this.#known.get(office)
    const same = before?.hub === hub ? before : null
    this.#known.set(office, {
      hub,
      at,
      epoch,
      version,
      diverged: same?.diverged ?? false,
      status: status === null ? (same?.status ?? null) : { status, at },
    })
    const waiting = this.#waiting.get(hub)
    this.#waiting.set(hub, { ...seen, status: status ?? waiting?.status ?? null })
    if (this.#waiting.size === 1 && waiting === undefined) this.#writing = this.#writing.then(() => this.#write())
  }

  /** One hub after the other, each as it was seen last: while the database is away nothing piles up. */
  async #write(): Promise<void> {
    for (;;) {
      const [next] = this.#waiting
      if (next === undefined) return
      const [hub, seen] = next
      try {
        await this.#hubs.seen(seen)
      } catch (error) {
        this.#report('what a hub said of itself is not stored', error)
      }
      // what it has said meanwhile is written next
      if (this.#waiting.get(hub) === seen) this.#waiting.delete(hub)
    }
  }

  /** The directory of the gateway, which also tells this book of a divergence. */
  directory(): HubDirectory {
    return {
      find: (hub) => this.#hubs.find(hub),
      divergenceOf: (hub) => this.#hubs.divergenceOf(hub),
      setDivergence: async (hub: string, divergence: Divergence | null) => {
        for (const [office, known] of this.#known) {
          if (known.hub === hub) this.#known.set(office, { ...known, diverged: divergence !== null })
        }
        await this.#hubs.setDivergence(hub, divergence)
      },
    }
  }

  /** Resolves when everything noted is stored, or has failed. */
  idle(): Promise<unknown> {
    return this.#writing
  }
}

/** The connections of the hubs, for the administrator's interface. */
export function hubLinks(gateway: Gateway, book: SeenHubsBook, office: (code: string) => OfficeNode | null): HubLinks {
  return {
    link(code): HubLink {
      const connected = gateway.connected(code)
      const known = book.get(code)
      const contacts = [known?.at ?? null, office(code)?.lastContact ?? null].filter((at) => at !== null)
      const lastContact = contacts.length === 0 ? null : Math.max(...contacts)
      const { version, epoch } = connected ?? known ?? { version: null, epoch: 0 }
      const state = known?.diverged ? 'diverged' : connected ? 'connected' : lastContact === null ? 'never' : 'away'
      return { state, lastContact, version, epoch }
    },
    connectedHub: (code) => gateway.connected(code)?.hub ?? null,
    status(code) {
      const connected = gateway.connected(code)
      if (connected?.status && connected.statusAt !== null) return { status: connected.status, at: connected.statusAt }
      return book.get(code)?.status ?? null
    },
    async order(code: string, order: HubOrder): Promise<HubOrderAnswer | null> {
      try {
        return await gateway.order(code, order)
      } catch (error) {
        if (error instanceof HubAwayError || error instanceof LinkLostError) return null
        throw error
      }
    },
    drop(hub) {
      gateway.revoked(hub)
      book.forget(hub)
    },
    settle: (hub) => book.directory().setDivergence(hub, null),
  }
}
