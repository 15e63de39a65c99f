import { type HubLinkEnd, LinkLostError } from '@cherha/shared/protocol'

/** One message as it travels; answers carry the name of their question. */
export interface Message {
  readonly from: 'hub' | 'server'
  readonly kind: 'ask' | 'answer' | 'ring'
  readonly name: string
  body: unknown
}

export interface Wire {
  /** The message of this number, counted from 1 in both directions, is lost, and the connection with it. */
  readonly cutAt?: number
  /** False: the message is too large for this line, and the connection ends as after an answer that did not come in time. */
  readonly carries?: (message: Message, characters: number) => boolean
  /** May change what arrives: what it returns is delivered in its place. */
  readonly tamper?: (message: Message) => readonly Message[]
}

/** A connection in memory: what is said arrives as JSON, in order, a little later; until it is cut. */
export class LinkPair {
  readonly hub: HubLinkEnd
  readonly server: HubLinkEnd
  readonly carried: Message[] = []
  readonly #wire: Wire
  readonly #ends: { hub: End; server: End }
  #closed = false

  constructor(wire: Wire = {}) {
    this.#wire = wire
    this.#ends = { hub: new End(this, 'hub'), server: new End(this, 'server') }
    this.hub = this.#ends.hub
    this.server = this.#ends.server
  }

  get closed(): boolean {
    return this.#closed
  }

  carry(message: Message, deliver: (body: unknown, to: End) => void): void {
    if (this.#closed) return
    this.carried.push(message)
    if (this.carried.length === this.#wire.cutAt) return this.close()
    const to = this.#ends[message.from === 'hub' ? 'server' : 'hub']
    const text = JSON.stringify(message)
    if (this.#wire.carries?.(message, text.length) === false) return this.close()
    setImmediate(() => {
      if (this.#closed) return
      const sent = JSON.parse(text) as Message
      const arrives = this.#wire.tamper === undefined ? [sent] : this.#wire.tamper(sent)
      for (const { body } of arrives) deliver(body, to)
    })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#ends.hub.closed()
    this.#ends.server.closed()
  }
}

class End implements HubLinkEnd {
  readonly #pair: LinkPair
  readonly #name: 'hub' | 'server'
  readonly #answers = new Map<string, (body: unknown) => Promise<unknown>>()
  readonly #hearers = new Map<string, (body: unknown) => void>()
  readonly #listeners: (() => void)[] = []
  readonly #waiting = new Set<(error: Error) => void>()

  constructor(pair: LinkPair, name: 'hub' | 'server') {
    this.#pair = pair
    this.#name = name
  }

  ask(name: string, body: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#pair.closed) return reject(new LinkLostError('closed'))
      this.#waiting.add(reject)
      this.#pair.carry({ from: this.#name, kind: 'ask', name, body }, (arrived, to) => {
        to.#answered(name, arrived).then(
          (answer) =>
            this.#pair.carry({ from: to.#name, kind: 'answer', name, body: answer }, (back) => {
              this.#waiting.delete(reject)
              resolve(back)
            }),
          (error: unknown) =>
            this.#pair.carry({ from: to.#name, kind: 'answer', name, body: String(error) }, (why) => {
              this.#waiting.delete(reject)
              reject(new Error(String(why)))
            }),
        )
      })
    })
  }

  ring(name: string, body: unknown): void {
    this.#pair.carry({ from: this.#name, kind: 'ring', name, body }, (arrived, to) => to.#hearers.get(name)?.(arrived))
  }

  onAsk(name: string, answer: (body: unknown) => Promise<unknown>): void {
    this.#answers.set(name, answer)
  }

  onRing(name: string, hear: (body: unknown) => void): void {
    this.#hearers.set(name, hear)
  }

  onClose(closed: () => void): void {
    this.#listeners.push(closed)
  }

  close(): void {
    this.#pair.close()
  }

  closed(): void {
    for (const reject of this.#waiting) reject(new LinkLostError('cut'))
    for (const listener of this.#listeners) listener()
  }

  async #answered(name: string, body: unknown): Promise<unknown> {
    const answer = this.#answers.get(name)
    if (answer === undefined) throw new Error(`nobody answers ${name}`)
    return answer(body)
  }
}
