import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Frames, type Piece } from './frames.ts'

/** How long both ends may take to close a connection that was cut. */
const endGraceMs = 100

/** `up`: from the hub to the server. */
export type Direction = 'up' | 'down'

export interface CutPlan {
  readonly direction: Direction
  /** Counted from now on, in that direction; 0 with `boundary`: before the first one. */
  readonly message: number
  /** `boundary`: the message arrives whole, and nothing after it; `middle`: half of it arrives. */
  readonly where: 'boundary' | 'middle'
}

interface Plan extends CutPlan {
  readonly done: () => void
  seen: number
}

/**
 * The line between an office and the queue server, as a TCP proxy on loopback that a test breaks: at once, at a chosen
 * message, in the middle of one, or silently, so that neither side is told.
 */
export class Wan {
  readonly url: string
  readonly messages: Record<Direction, number> = { up: 0, down: 0 }
  readonly bytes: Record<Direction, number> = { up: 0, down: 0 }
  readonly #server: Server
  readonly #target: number
  readonly #sockets = new Set<Socket>()
  #cut = false
  #plan: Plan | null = null
  #delayMs = 0
  #silence: PromiseWithResolvers<void> | null = null

  private constructor(server: Server, port: number, target: number) {
    this.#server = server
    this.#target = target
    this.url = `http://127.0.0.1:${port}`
    server.on('connection', (socket) => this.#accept(socket))
  }

  /** @param target address of the server, `http://127.0.0.1:PORT` @param port 0: any free one */
  static async open(target: string, port = 0): Promise<Wan> {
    const server = createServer()
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
    return new Wan(server, address.port, Number(new URL(target).port))
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#sockets.size / 2
  }

  get isCut(): boolean {
    return this.#cut
  }

  /** Ends every connection and takes no new ones until `heal`. */
  cut(): void {
    this.#cut = true
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  /** Cuts at a message still to come. Resolves when it is cut; a new plan takes the place of one that waits. */
  cutAt(plan: CutPlan): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#plan = { ...plan, seen: 0, done: resolve }
    return promise
  }

  /** Nothing arrives any more and nobody is told; what was sent meanwhile arrives after `heal`. */
  silence(): void {
    this.#silence ??= Promise.withResolvers<void>()
  }

  /** Everything arrives later by `ms`, in its order. */
  delay(ms: number): void {
    this.#delayMs = ms
  }

  /** The line is as on a good day. */
  heal(): void {
    this.#cut = false
    this.#plan = null
    this.#delayMs = 0
    this.#silence?.resolve()
    this.#silence = null
  }

  async close(): Promise<void> {
    this.cut()
    this.#silence?.resolve()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #accept(hub: Socket): void {
    if (this.#cut) {
      hub.destroy()
      return
    }
    const server = connect(this.#target, '127.0.0.1')
    for (const [one, other] of [
      [hub, server],
      [server, hub],
    ] as const) {
      this.#sockets.add(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#sockets.delete(one)
        other.end()
      })
    }
    void this.#carry(hub, server, 'up')
    void this.#carry(server, hub, 'down')
  }

  async #carry(from: Socket, to: Socket, direction: Direction): Promise<void> {
    const frames = new Frames()
    try {
      for await (const chunk of from) {
        if (this.#cut) continue
        if (this.#delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.#delayMs))
        for (const piece of frames.push(chunk as Buffer)) {
          await this.#silence?.promise
          if (!(await this.#pass(piece, to, direction))) break
        }
      }
      to.end()
    } catch {
      // one of the sockets was destroyed: both are
    }
  }

  /** @returns false when the line was cut here */
  async #pass({ bytes, endsMessage, inMessage }: Piece, to: Socket, direction: Direction): Promise<boolean> {
    if (this.#cut || to.destroyed) return false
    const plan = this.#plan?.direction === direction ? this.#plan : null
    if (plan !== null && inMessage) {
      if (plan.where === 'boundary' && plan.message === 0) return this.#cutBy(plan)
      if (plan.where === 'middle' && plan.seen + 1 === plan.message && endsMessage) {
        await this.#write(bytes.subarray(0, Math.floor(bytes.length / 2)), to, direction)
        return this.#cutBy(plan)
      }
    }
    await this.#write(bytes, to, direction)
    if (!endsMessage) return true
    this.messages[direction] += 1
    if (plan === null) return true
    plan.seen += 1
    return plan.where === 'boundary' && plan.seen >= plan.message ? this.#cutBy(plan) : true
  }

  async #write(bytes: Buffer, to: Socket, direction: Direction): Promise<void> {
    this.bytes[direction] += bytes.length
    await new Promise<void>((resolve, reject) => to.write(bytes, (error) => (error ? reject(error) : resolve())))
  }

  #cutBy(plan: Plan): false {
    this.#plan = null
    this.#cut = true
    // not destroyed at once: what was written before is on its way, and the reader gets it, then the end
    for (const socket of this.#sockets) socket.end()
    setTimeout(() => {
      this.cut()
      plan.done()
    }, endGraceMs)
    return false
  }
}
