import { connect, type Socket } from 'node:net'

export interface Reply {
  readonly status: number
  readonly body: unknown
}

interface Asked {
  readonly bytes: string
  readonly answer: (reply: Reply) => void
  readonly fail: (error: Error) => void
}

/**
 * As many connections as a proxy keeps to its server, each with one request at a time; what comes meanwhile waits, and the
 * wait counts. Plain sockets: ten thousands of requests must cost whoever makes them less than whoever answers them.
 */
export class Wire {
  readonly #port: number
  readonly #waiting: Asked[] = []
  readonly #idle: Line[] = []
  readonly #lines: Line[] = []
  #first = 0

  private constructor(port: number) {
    this.#port = port
  }

  static async open(port: number, connections: number): Promise<Wire> {
    const wire = new Wire(port)
    await Promise.all(Array.from({ length: connections }, () => wire.#connect()))
    return wire
  }

  /** @param from the visitor's address, which the proxy tells */
  ask(method: 'GET' | 'POST', path: string, from: string, body?: object): Promise<Reply> {
    const text = body === undefined ? '' : JSON.stringify(body)
    const head = `${method} ${path} HTTP/1.1\r\nhost: booking\r\nx-forwarded-for: ${from}\r\n`
    const more =
      text === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text).toString()}\r\n`
    return new Promise((answer, fail) => {
      this.#waiting.push({ bytes: `${head}${more}\r\n${text}`, answer, fail })
      this.#next()
    })
  }

  close(): void {
    for (const line of this.#lines) line.close()
  }

  async #connect(): Promise<void> {
    const line = await Line.open(this.#port, () => {
      this.#idle.push(line)
      this.#next()
    })
    this.#lines.push(line)
    this.#idle.push(line)
  }

  #next(): void {
    while (this.#first < this.#waiting.length) {
      const line = this.#idle.pop()
      if (line === undefined) return
      const asked = this.#waiting[this.#first]
      this.#first += 1
      if (asked !== undefined) line.send(asked)
    }
    this.#waiting.length = 0
    this.#first = 0
  }
}

class Line {
  readonly #socket: Socket
  readonly #free: () => void
  #asked: Asked | null = null
  #said = ''

  private constructor(socket: Socket, free: () => void) {
    this.#socket = socket
    this.#free = free
    socket.setEncoding('utf8')
    socket.setNoDelay(true)
    socket.on('data', (chunk: string) => this.#hear(chunk))
    socket.on('error', (error) => this.#asked?.fail(error))
    socket.on('close', () => this.#asked?.fail(new Error('the server has closed the connection')))
  }

  static open(port: number, free: () => void): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('error', reject)
      socket.once('connect', () => resolve(new Line(socket, free)))
    })
  }

  send(asked: Asked): void {
    this.#asked = asked
    this.#socket.write(asked.bytes)
  }

  close(): void {
    this.#asked = null
    this.#socket.destroy()
  }

  #hear(chunk: string): void {
    this.#said += chunk
    const end = this.#said.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#said.slice(0, end))?.[1])
    const body = this.#said.slice(end + 4)
    if (Buffer.byteLength(body) < length) return
    const { answer } = this.#asked ?? {}
    const status = Number(this.#said.slice(9, 12))
    this.#said = ''
    this.#asked = null
    answer?.({ status, body: JSON.parse(body) })
    this.#free()
  }
}
