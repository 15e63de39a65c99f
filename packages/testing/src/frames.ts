/** Opcodes from here on are pings, pongs and closings: no messages. */
const firstControl = 8
const finBit = 0x80
const maskBit = 0x80
const maskBytes = 4
const headEnd = Buffer.from('\r\n\r\n')

export interface Piece {
  readonly bytes: Buffer
  /** These bytes end a message. */
  readonly endsMessage: boolean
  /** These bytes are the whole of what a message has in its last frame, or a part of it that can be divided. */
  readonly inMessage: boolean
}

/**
 * Finds the messages in one direction of a WebSocket connection: after the head of the HTTP upgrade, frames; the last
 * frame of a message has its FIN bit. Bytes are handed on as they come, at latest when a frame's header is complete.
 */
export class Frames {
  #held: Buffer = Buffer.alloc(0)
  #stage: 'head' | 'header' | 'payload' = 'head'
  #left = 0
  #last = false

  /** Divides what has come into pieces, none of which goes over the end of a message. */
  push(chunk: Buffer): Piece[] {
    const pieces: Piece[] = []
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    for (let piece = this.#next(); piece !== null; piece = this.#next()) pieces.push(piece)
    return pieces
  }

  #next(): Piece | null {
    if (this.#held.length === 0) return null
    switch (this.#stage) {
      case 'head':
        return this.#head()
      case 'header':
        return this.#header()
      case 'payload':
        return this.#payload()
    }
  }

  #head(): Piece | null {
    const end = this.#held.indexOf(headEnd)
    if (end < 0) return null
    const head = this.#held.subarray(0, end).toString('latin1')
    // an ordinary request, or its answer: whatever follows are no frames
    if (!/^upgrade: *websocket/im.test(head)) return this.#take(this.#held.length, false, false)
    this.#stage = 'header'
    return this.#take(end + headEnd.length, false, false)
  }

  #header(): Piece | null {
    const [first = 0, second = 0] = this.#held
    const short = second & 0x7f
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0
    const length = 2 + extra + (second & maskBit ? maskBytes : 0)
    if (this.#held.length < length) return null
    this.#left =
      short === 126 ? this.#held.readUInt16BE(2) : short === 127 ? Number(this.#held.readBigUInt64BE(2)) : short
    const isMessage = (first & 0x0f) < firstControl
    this.#last = isMessage && (first & finBit) !== 0
    if (this.#left > 0) this.#stage = 'payload'
    return this.#take(length, this.#left === 0 && this.#last, isMessage)
  }

  #payload(): Piece {
    const size = Math.min(this.#left, this.#held.length)
    this.#left -= size
    if (this.#left === 0) this.#stage = 'header'
    return this.#take(size, this.#left === 0 && this.#last, this.#last)
  }

  #take(size: number, endsMessage: boolean, inMessage: boolean): Piece {
    const bytes = this.#held.subarray(0, size)
    this.#held = this.#held.subarray(size)
    return { bytes, endsMessage, inMessage }
  }
}
