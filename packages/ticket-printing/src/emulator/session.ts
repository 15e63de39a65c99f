import type { Duplex } from 'node:stream'
import { statusAnswer } from '../status.ts'
import { type PrinterFaults, troubleOf } from './faults.ts'
import { type Piece, Splitter } from './splitter.ts'

/** A network connection, or the printer's end of a serial line. */
export type EmulatedLine = Duplex & { resetAndDestroy?(): unknown }

export interface SessionParts {
  readonly faults: () => PrinterFaults
  readonly set: (faults: Partial<PrinterFaults>) => void
  /** Puts a job on paper. */
  readonly keep: (bytes: Uint8Array, partial: boolean) => Promise<void>
  /** The first bytes of a job are here. */
  readonly began: () => void
  /** A question was answered. */
  readonly asked: () => void
  /** Something that was none was executed as a command. */
  readonly mistook: (command: readonly number[]) => void
  /** The beginning of a command that the connection before has left. */
  readonly unfinished: () => Uint8Array
  /** The line is gone, and this is the beginning of a command. */
  readonly leave: (rest: Uint8Array) => void
  /** Nothing of this connection is left to be printed. */
  readonly ended: () => void
}

/** Most bytes of one job; a connection that sends more is broken off. */
const largestJob = 16 * 1024 * 1024
/** A slow printer reads this often. */
const sipMs = 5

type Order = Exclude<Piece, { is: 'status' | 'mistaken' }> | { readonly is: 'end' } | { readonly is: 'lost' }

/**
 * One connection to the emulated printer: questions are answered at once, everything else waits for paper. A printer does
 * not forget with the line what it is in the middle of: the next connection goes on there.
 */
export class Session {
  readonly #socket: EmulatedLine
  readonly #parts: SessionParts
  readonly #splitter = new Splitter()
  readonly #orders: Order[] = []
  #job: Uint8Array[] = []
  /** Bytes of the job that an earlier connection has brought; null: nothing has arrived yet. */
  #carried: number | null = null
  /** Bytes before the job that are nothing: they complete an earlier one. */
  #idle = 0
  #left = false
  #arrived = 0
  #working = false
  #over = false
  #sip: NodeJS.Timeout | undefined

  constructor(socket: EmulatedLine, parts: SessionParts) {
    this.#socket = socket
    this.#parts = parts
    socket.on('error', () => socket.destroy())
    socket.on('readable', () => this.#read())
    socket.on('end', () => this.#order({ is: 'end' }))
    socket.on('close', () => {
      clearTimeout(this.#sip)
      this.#sip = undefined
      this.#order({ is: 'lost' })
    })
  }

  /** A fault was mended, perhaps: what waits is printed. */
  goOn(): void {
    void this.#work()
  }

  stop(): void {
    this.#over = true
    clearTimeout(this.#sip)
  }

  /** Takes what has arrived: all of it, or as much as a slow printer takes. */
  #read(): void {
    if (this.#sip !== undefined || this.#over) return
    const { bytesPerSecond } = this.#parts.faults()
    if (bytesPerSecond === null) {
      for (let chunk = this.#chunk(); chunk !== null; chunk = this.#chunk()) this.#take(chunk)
      return
    }
    const began = performance.now()
    let taken = 0
    const sip = (): void => {
      const allowed = Math.floor(((performance.now() - began) / 1_000) * bytesPerSecond) - taken
      const chunk = allowed > 0 ? this.#chunk(Math.min(allowed, this.#socket.readableLength)) : null
      if (chunk !== null) {
        taken += chunk.length
        this.#take(chunk)
      }
      const idle = allowed > 0 && chunk === null
      this.#sip = idle || this.#over ? undefined : setTimeout(sip, sipMs)
      // the end of a stream is only told to whoever reads on
      if (idle) this.#socket.read(0)
    }
    this.#sip = setTimeout(sip, sipMs)
  }

  /** What has arrived, at most `most` bytes, and not beyond the place where a fault is to come. */
  #chunk(most = Infinity): Buffer | null {
    const { dropAfter, paperOutAfter } = this.#parts.faults()
    const inJob = this.#inJob()
    const places = [dropAfter, paperOutAfter].map((after) => (after === null ? Infinity : Math.max(1, after - inJob)))
    const size = Math.min(most, ...places, Math.max(1, this.#socket.readableLength))
    if (size === 0 || this.#socket.destroyed) return null
    const chunk: unknown = this.#socket.read(size)
    return Buffer.isBuffer(chunk) ? chunk : null
  }

  #take(chunk: Buffer): void {
    if (this.#carried === null) {
      const unfinished = this.#parts.unfinished()
      this.#splitter.resume(unfinished)
      this.#carried = unfinished.length
    }
    const idle = this.#inJob() === 0
    const pieces = this.#splitter.push(chunk)
    if (
      idle &&
      (pieces.some((piece) => piece.is === 'data' && prints(piece.bytes)) ||
        (this.#inJob() > 0 && this.#splitter.rest.length > 0))
    ) {
      this.#parts.began()
    }
    for (const piece of pieces) {
      if (this.#socket.destroyed) return
      if (piece.is === 'status') this.#answer(piece.n)
      else if (piece.is === 'mistaken') this.#mistake(piece.command)
      else this.#order(piece)
      if (piece.is === 'data') this.#suffer()
    }
    this.#suffer()
    this.#arrived += chunk.length
    if (this.#arrived > largestJob) this.#socket.destroy()
  }

  /** Faults that come in the middle of a job. */
  #suffer(): void {
    const { dropAfter, paperOutAfter } = this.#parts.faults()
    const inJob = this.#inJob()
    if (dropAfter !== null && inJob > 0 && inJob >= dropAfter) {
      this.#parts.set({ dropAfter: null })
      this.#breakOff()
    }
    if (paperOutAfter !== null && inJob > 0 && inJob >= paperOutAfter) {
      this.#parts.set({ paperOutAfter: null, paper: 'out' })
    }
  }

  /** Bytes of the job that this connection has brought; none as long as they only complete an earlier one. */
  #inJob(): number {
    const carried = this.#carried ?? 0
    if (this.#job.length === 0 && carried > 0) return 0
    const { rest } = this.#splitter
    // half a question is none of it
    const asks = rest[0] === 0x10 || (rest[0] === 0x1d && rest[1] === 0x72)
    const all = this.#job.reduce((sum, { length }) => sum + length, asks ? 0 : rest.length)
    return Math.max(0, all - carried - this.#idle)
  }

  /** As real printers do: what looks like DLE EOT in a picture is answered, and the others are carried out. */
  #mistake(command: readonly [number, number, number]): void {
    this.#parts.mistook(command)
    if (command[1] === 0x04 && !this.#parts.faults().deafInPictures) this.#answer(command[2])
  }

  #breakOff(): void {
    const line = this.#socket
    if (line.resetAndDestroy === undefined) line.destroy()
    else line.resetAndDestroy()
  }

  #answer(n: number): void {
    const faults = this.#parts.faults()
    if (faults.silent) return
    this.#parts.asked()
    const { paper } = faults
    this.#say(statusAnswer(n, { trouble: troubleOf(faults), paperLow: paper !== 'ok' }))
  }

  #say(byte: number): void {
    if (this.#socket.writable) this.#socket.write(Uint8Array.of(byte))
  }

  #order(order: Order): void {
    if (!this.#left && (order.is === 'end' || order.is === 'lost')) {
      this.#left = true
      if (this.#carried !== null) this.#parts.leave(this.#splitter.rest)
    }
    if (order.is === 'data') {
      const before = this.#job.reduce((sum, { length }) => sum + length, 0)
      const carried = before === 0 ? (this.#carried ?? 0) : 0
      if (before === 0) this.#idle = 0
      const fresh = order.bytes.subarray(carried)
      // a ticket begins with ESC @ too, what completes an earlier one with 00
      const completes = fresh[0] === 0 || this.#idle > 0
      if (before === this.#idle && completes) this.#idle += idleLength(fresh)
      this.#job.push(order.bytes)
    } else this.#orders.push(order)
    void this.#work()
  }

  /** Prints as long as there is paper. Bytes stay in the buffer of a printer that has none, also when the line is gone. */
  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    while (!this.#over && troubleOf(this.#parts.faults()) === null) {
      const order = this.#orders.shift()
      if (order === undefined) break
      await this.#do(order)
    }
    this.#working = false
  }

  async #do(order: Order): Promise<void> {
    const { silent, noReceipts, swallow, paper } = this.#parts.faults()
    const rest = order.is === 'receipt' ? new Uint8Array(0) : this.#splitter.rest
    const bytes = Buffer.concat([...this.#job, rest])
    // what an earlier connection has left and this one does not complete has been told of
    const carried = this.#carried ?? 0
    const printed = prints(bytes.subarray(carried)) && (this.#job.length > 0 || carried === 0)
    const swallowed = swallow > 0 && printed && this.#job.length > 0
    if (order.is === 'receipt' && (silent || noReceipts)) return
    if (this.#job.length > 0) this.#carried = 0
    this.#job = []
    if (swallowed) this.#parts.set({ swallow: swallow - 1 })
    else if (printed) await this.#parts.keep(bytes, order.is === 'lost')
    if (order.is === 'receipt' && !swallowed) this.#say(paper === 'ok' ? 0x00 : 0x03)
    if (order.is === 'end') this.#socket.end()
    if (order.is === 'lost' || order.is === 'end') this.#finish()
  }

  #finish(): void {
    this.#over = true
    this.#parts.ended()
  }
}

/** Whether anything comes of it. */
function prints(bytes: Uint8Array): boolean {
  return idleLength(bytes) < bytes.length
}

/** How many bytes at the beginning are no ticket: 00, ESC @, which only sets back, and feed and cut before anything is printed. */
function idleLength(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] === 0) at += 1
    else if (bytes[at] === 0x1b && bytes[at + 1] === 0x40) at += 2
    else if (bytes[at] === 0x0a) at += 1
    else if (bytes[at] === 0x1d && bytes[at + 1] === 0x56) at += 3
    else break
  }
  return at
}
