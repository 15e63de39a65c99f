import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** Engine.IO over a WebSocket: one digit says what a message is. */
const connectMessage = '40'
const pingFrame = Buffer.from([0x81, 1, 0x32])
const pong = '3'

/**
 * A display as the hub sees it: a socket that reads what it is sent and answers pings. It understands nothing, because in
 * an office it is a computer of its own, and what it does with a view takes no time from the others.
 */
export class BareDisplay {
  readonly #socket: Socket

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes) => {
      // no text has these bytes in a row
      if (bytes.includes(pingFrame)) socket.write(masked(pong))
    })
  }

  /** Resolves when the hub has sent its first view. @throws Error when the hub hangs up before */
  static async open(url: string, token: string): Promise<BareDisplay> {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    const request = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${hostname}:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ]
    socket.write(`${request.join('\r\n')}\r\n\r\n`)
    await arrival(socket, '0{"sid"')
    socket.write(masked(`${connectMessage}${JSON.stringify({ token })}`))
    await arrival(socket, '"state"')
    return new BareDisplay(socket)
  }

  /** What comes waits in the kernel: nobody is woken for it. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  close(): void {
    this.#socket.destroy()
  }
}

function arrival(socket: Socket, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0)
    const look = (bytes: Buffer) => {
      seen = Buffer.concat([seen, bytes])
      if (!seen.includes(what)) return
      socket.off('data', look)
      resolve()
    }
    socket.on('data', look)
    socket.once('error', reject)
    socket.once('close', () => reject(new Error(`the hub hung up before it sent ${what}`)))
  })
}

/** A text of fewer than 126 bytes in a frame, as a client has to send it. */
function masked(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8')
  if (payload.length > 125) throw new RangeError('a longer frame has another head')
  const mask = randomBytes(4)
  const hidden = payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, hidden])
}
