import { statSync } from 'node:fs'
import type { ServerClock } from '../../../offices/ports.ts'
import { addressOf } from '../../client-address.ts'
import { type NetworkList, NetworksError, readNetworkList } from './network-list.ts'

/** How often it is looked whether a file has changed. */
const lookEveryMs = 5_000

/** What is in use, and whether it is what the files say now. */
export interface NetworksInUse {
  readonly state: 'ok' | 'old'
  readonly networks: number
  /** Server time, ms. */
  readonly readAt: number
  /** Of `old`: which file, why, and what to do. */
  readonly error: string | null
}

interface Log {
  warn(detail: object, message: string): void
  info(detail: object, message: string): void
}

interface File {
  readonly path: string
  list: NetworkList
  /** Of the file as it was last read, and as it was last seen. */
  read: string
  seen: string
}

/**
 * From which networks people may book (B18): those of any file. Read at the start, and again when a file has changed and
 * is no longer being written; a file that cannot be used then changes nothing, and is told of until one can.
 */
export class Networks {
  readonly #files: readonly File[]
  readonly #clock: Pick<ServerClock, 'now' | 'setTimer'>
  readonly #logger: Log
  readonly #errors = new Map<string, string>()
  #readAt: number
  #stop: () => void = () => {}

  private constructor(files: readonly File[], clock: Pick<ServerClock, 'now' | 'setTimer'>, logger: Log) {
    this.#files = files
    this.#clock = clock
    this.#logger = logger
    this.#readAt = clock.now()
    this.#again()
  }

  /** @throws NetworksError for the console: a list that cannot be read refuses the start */
  static open(
    paths: readonly string[],
    { clock, logger }: { clock: Pick<ServerClock, 'now' | 'setTimer'>; logger: Log },
  ): Networks {
    const files = paths.map((path) => {
      const seen = signature(path)
      return { path, list: readNetworkList(path), read: seen, seen }
    })
    return new Networks(files, clock, logger)
  }

  /** Whether an address is of one of the networks. Something that is no address is of none. */
  allows(client: string): boolean {
    const address = addressOf(client)
    return address !== null && this.#files.some(({ list }) => list.has(address))
  }

  get state(): NetworksInUse {
    const [error = null] = this.#errors.values()
    return {
      state: error === null ? 'ok' : 'old',
      networks: this.#files.reduce((sum, { list }) => sum + list.networks, 0),
      readAt: this.#readAt,
      error,
    }
  }

  /** Reads what has changed, once it has stayed the same between two looks. */
  look(): void {
    for (const file of this.#files) {
      const now = signature(file.path)
      const settled = now === file.seen
      file.seen = now
      if (!settled || now === file.read) continue
      file.read = now
      this.#readAgain(file)
    }
  }

  close(): void {
    this.#stop()
    this.#stop = () => {}
  }

  #readAgain(file: File): void {
    try {
      file.list = readNetworkList(file.path)
    } catch (error) {
      if (!(error instanceof NetworksError)) throw error
      this.#errors.set(file.path, error.message)
      this.#logger.warn({ file: file.path }, `${error.message} Until then the list that was read before goes on.`)
      return
    }
    this.#errors.delete(file.path)
    this.#readAt = this.#clock.now()
    this.#logger.info({ file: file.path }, 'a list of networks was read again')
  }

  #again(): void {
    this.#stop = this.#clock.setTimer(lookEveryMs, () => {
      this.look()
      this.#again()
    })
  }
}

/** Another one, another content. A file that is not there has one, too. */
function signature(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path)
    return `${ino} ${size} ${mtimeMs}`
  } catch {
    return 'none'
  }
}
