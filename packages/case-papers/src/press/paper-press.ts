import { Worker } from 'node:worker_threads'
import type { LeafletModel } from '../leaflet/model.ts'
import type { PaperModel } from '../model.ts'
import type { Pressed } from './paper-worker.ts'

/** More papers are asked for than can be made soon. Ask again later; nothing has happened. */
export class PaperPressBusyError extends Error {
  override readonly name = 'PaperPressBusyError'
  constructor() {
    super('too many papers are being made at this moment')
  }
}

export interface PaperPressOptions {
  /** Papers that may wait. Left out: 32. */
  readonly most?: number
  /** A thread without work ends after this long, ms. Left out: a minute. */
  readonly idleMs?: number
  /** A paper that takes longer is given up, ms. Left out: half a minute. */
  readonly longestMs?: number
  /** Left out: the thread of this package. */
  readonly worker?: () => Worker
}

interface Job {
  readonly model: PaperModel | LeafletModel
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/**
 * Makes papers in a thread of its own, one after another, so that a live queue in the same process goes on meanwhile.
 * The thread begins with the first paper and ends when there has been none for a while; it keeps no process alive.
 */
export class PaperPress {
  readonly #options: Required<PaperPressOptions>
  readonly #waiting: Job[] = []
  #current: Job | null = null
  #worker: Worker | null = null
  #timer: NodeJS.Timeout | null = null

  constructor({ most = 32, idleMs = 60_000, longestMs = 30_000, worker = ownWorker }: PaperPressOptions = {}) {
    this.#options = { most, idleMs, longestMs, worker }
  }

  /** The same bytes as `makePaper` and `makeLeaflet`. Rejects with `PaperPressBusyError`, or when the paper cannot be made. */
  make(model: PaperModel | LeafletModel): Promise<Uint8Array> {
    if (this.#waiting.length >= this.#options.most) return Promise.reject(new PaperPressBusyError())
    return new Promise((resolve, reject) => {
      this.#waiting.push({ model, resolve, reject })
      this.#next()
    })
  }

  /** Ends the thread; what was asked for and is not made yet is rejected. */
  async close(): Promise<void> {
    const left = [...(this.#current === null ? [] : [this.#current]), ...this.#waiting.splice(0)]
    this.#current = null
    for (const { reject } of left) reject(new Error('the papers are closed'))
    await this.#end()
  }

  #next(): void {
    if (this.#current !== null) return
    this.#after(null)
    const job = this.#waiting.shift()
    if (job === undefined) {
      this.#worker?.unref()
      return this.#after(this.#options.idleMs, () => void this.#end())
    }
    this.#current = job
    try {
      const worker = (this.#worker ??= this.#begin())
      worker.ref()
      worker.postMessage(job.model)
    } catch (error) {
      return this.#done(() => job.reject(error instanceof Error ? error : new Error(String(error))))
    }
    this.#after(this.#options.longestMs, () => this.#lose(new Error('a paper took too long')))
  }

  #begin(): Worker {
    const worker = this.#options.worker()
    worker.on('message', (pressed: Pressed) => {
      const job = this.#current
      if (worker !== this.#worker || job === null) return
      this.#done(() => ('bytes' in pressed ? job.resolve(pressed.bytes) : job.reject(new Error(pressed.failed))))
    })
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#lose(error instanceof Error ? error : new Error(String(error)))
    })
    worker.on('exit', () => {
      if (worker === this.#worker) this.#lose(new Error('the thread of papers has ended'))
    })
    return worker
  }

  /** The thread is of no use any more; the next paper gets another one. */
  #lose(error: Error): void {
    const job = this.#current
    void this.#end()
    this.#done(() => job?.reject(error))
  }

  #done(answer: () => void): void {
    this.#current = null
    answer()
    this.#next()
  }

  async #end(): Promise<void> {
    this.#after(null)
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #after(ms: number | null, then: () => void = () => {}): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = ms === null ? null : setTimeout(then, ms).unref()
  }
}

// flags of the process (a test runner's, a debugger's) are none of the thread's
function ownWorker(): Worker {
  return new Worker(new URL('./paper-worker.ts', import.meta.url), { execArgv: [] })
}
