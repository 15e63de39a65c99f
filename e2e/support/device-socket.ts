import { randomUUID } from 'node:crypto'
import { type Witness, witnessText } from '@cherha/shared/protocol'
import { io, type Socket } from 'socket.io-client'

export interface Shown {
  readonly view: Readonly<Record<string, unknown>>
  readonly witness?: Witness
}

/** A socket of a device or of a desk, as its page opens it. */
export class DeviceSocket {
  readonly #socket: Socket
  /** Why it was refused or dropped, newest last. */
  readonly ends: string[] = []
  last: Shown | null = null

  /** @param witness what the device has been shown before */
  constructor(url: string, token: string, witness?: Witness) {
    const auth = witness === undefined ? { token } : { token, witness: witnessText(witness) }
    this.#socket = io(url, { auth, forceNew: true, transports: ['websocket'], reconnectionDelayMax: 500 })
    this.#socket.on('state', (shown: Shown) => {
      this.last = shown
    })
    this.#socket.on('connect_error', (error) => this.ends.push(error.message))
    this.#socket.on('disconnect', (reason) => this.ends.push(reason))
  }

  get connected(): boolean {
    return this.#socket.connected
  }

  /** Resolves with the first view, or the reason why there is none. */
  opened(): Promise<Shown | string> {
    return new Promise((resolve) => {
      if (this.last !== null) return resolve(this.last)
      this.#socket.once('state', (shown: Shown) => resolve(shown))
      this.#socket.once('connect_error', (error) => resolve(error.message))
    })
  }

  async command(body: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#socket.timeout(10_000).emitWithAck('command', { commandId: randomUUID(), ...body })
  }

  close(): void {
    this.#socket.close()
  }
}
