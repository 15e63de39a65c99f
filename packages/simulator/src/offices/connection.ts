import { linkOver, type HubLinkEnd, type LinkSocket } from '@cherha/shared/protocol'
import type { Random } from '../random.ts'
import type { Cancel, EventLoop } from '../world/loop.ts'

/** How a way between an office and the server is. */
export interface LinePlan {
  /** A message takes so long, and as much again by chance, ms. */
  readonly delayMs: number
  /** Bytes a second. */
  readonly rate: number
  /** How likely each message ends the connection. */
  readonly breaks: number
}

export interface ConnectionParts {
  readonly loop: EventLoop
  readonly random: Random
  readonly plan: LinePlan
  /** Whether anything gets through now. */
  readonly up: () => boolean
  /** Every message, as it travels. */
  readonly seen: (text: string) => void
  readonly hubLives: () => boolean
  readonly serverLives: () => boolean
}

type Listener = (...args: never[]) => void
type Acknowledge = (error: Error | null, answer?: unknown) => void
type Timed = ReturnType<LinkSocket['timeout']>

/** After so long without a sign of life an end takes the connection for lost: socket.io's ping and its timeout. */
const pingMs = [10_000, 20_000] as const

/**
 * One connection, as TCP makes it: what is said arrives in order and once, or it does not arrive and nothing after it
 * does. When it breaks, each end notices for itself, soon or only when nothing has been heard for a while.
 */
export class Connection {
  readonly hub: HubLinkEnd
  readonly server: HubLinkEnd
  readonly #parts: ConnectionParts
  readonly #ends: { readonly hub: End; readonly server: End }
  #broken = false

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    const hub = new End(
      parts.loop,
      parts.hubLives,
      (text) => this.#carry('server', text),
      () => this.#closed('server'),
    )
    const server = new End(
      parts.loop,
      parts.serverLives,
      (text) => this.#carry('hub', text),
      () => this.#closed('hub'),
    )
    this.#ends = { hub, server }
    this.hub = linkOver(hub)
    this.server = linkOver(server)
  }

  get over(): boolean {
    return !this.#ends.hub.connected && !this.#ends.server.connected
  }

  /** Nothing gets through any more. */
  break(): void {
    if (this.#broken) return
    this.#broken = true
    this.#notice('hub')
    this.#notice('server')
  }

  /** A process has ended; its computer tells the other end, unless it is off too. */
  gone(which: 'hub' | 'server'): void {
    this.#ends[which].forget()
    if (this.#broken || this.#parts.random.chance(0.3)) return this.break()
    this.#closed(which === 'hub' ? 'server' : 'hub')
  }

  #notice(which: 'hub' | 'server'): void {
    const { loop, random } = this.#parts
    const ms = random.chance(0.5) ? random.int(5, 500) : random.int(...pingMs)
    loop.after(ms, () => this.#ends[which].lost())
  }

  /** The other end hears of it behind everything that was said. */
  #closed(to: 'hub' | 'server'): void {
    if (this.#broken || !this.#parts.up()) return this.break()
    this.#broken = true
    const end = this.#ends[to]
    this.#parts.loop.after(end.free - this.#parts.loop.now + 1, () => end.lost())
  }

  #carry(to: 'hub' | 'server', text: string): void {
    const { loop, random, plan, up, seen } = this.#parts
    seen(text)
    if (this.#broken) return
    if (!up() || random.chance(plan.breaks)) return this.break()
    const end = this.#ends[to]
    const ms = plan.delayMs + random.int(0, plan.delayMs) + (text.length / plan.rate) * 1_000
    end.free = Math.max(end.free, loop.now + Math.ceil(ms))
    loop.after(end.free - loop.now, () => {
      if (up()) end.hear(text)
      else this.break()
    })
  }
}

/** One end as socket.io gives it. */
class End implements LinkSocket {
  connected = true
  /** When the way to this end is free again, ms of the loop. */
  free = 0
  readonly #loop: EventLoop
  readonly #lives: () => boolean
  readonly #say: (text: string) => void
  readonly #close: () => void
  readonly #listeners = new Map<string, Listener>()
  readonly #asked = new Map<number, { readonly settle: Acknowledge; readonly cancel: Cancel }>()
  #count = 0

  constructor(loop: EventLoop, lives: () => boolean, say: (text: string) => void, close: () => void) {
    this.#loop = loop
    this.#lives = lives
    this.#say = say
    this.#close = close
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, listener)
  }

  emit(event: string, ...args: unknown[]): void {
    if (this.connected && this.#lives()) this.#say(JSON.stringify([event, ...args]))
  }

  timeout(ms: number): Timed {
    return {
      emit: (event, ...rest) => {
        const settle = rest.at(-1) as Acknowledge
        const id = (this.#count += 1)
        const cancel = this.#loop.after(ms, () => {
          if (this.#asked.delete(id) && this.#lives()) settle(new Error('timeout'))
        })
        this.#asked.set(id, { settle, cancel })
        if (this.connected && this.#lives()) this.#say(JSON.stringify([event, ...rest.slice(0, -1), id]))
      },
    }
  }

  disconnect(): void {
    if (!this.connected) return
    this.lost()
    this.#close()
  }

  /** The connection has ended, as far as this end can tell. */
  lost(): void {
    if (!this.connected) return
    this.connected = false
    const asked = [...this.#asked.values()]
    this.#asked.clear()
    for (const { cancel } of asked) cancel()
    if (this.#lives()) this.#tell('disconnect')
  }

  /** The process is gone: nobody is told. */
  forget(): void {
    this.connected = false
    for (const { cancel } of this.#asked.values()) cancel()
    this.#asked.clear()
  }

  hear(text: string): void {
    if (!this.connected || !this.#lives()) return
    const [event, ...args] = JSON.parse(text) as [string, ...unknown[]]
    if (event === 'answer') {
      const [id, answer] = args as [number, unknown]
      const asked = this.#asked.get(id)
      this.#asked.delete(id)
      asked?.cancel()
      asked?.settle(null, answer)
      return
    }
    if (event !== 'ask') return this.#tell(event, ...args)
    const [name, body, id] = args
    this.#tell('ask', name, body, (answer: unknown) => this.emit('answer', id, answer))
  }

  #tell(event: string, ...args: unknown[]): void {
    const listener = this.#listeners.get(event) as ((...args: unknown[]) => void) | undefined
    listener?.(...args)
  }
}
