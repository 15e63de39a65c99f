import { connect, type Socket } from 'node:net'
import { Answers, type Link, type Transport } from './link.ts'

/** A network printer that takes raw bytes, port 9100 as a rule. One connection for each job. */
export function tcpTransport(host: string, port: number): Transport {
  return {
    name: `${host}:${port}`,
    open: (ms) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host, port, noDelay: true })
        const timer = setTimeout(() => {
          socket.destroy()
          reject(new Error(`nothing within ${ms} ms`))
        }, ms)
        socket.once('error', (error) => {
          clearTimeout(timer)
          reject(error)
        })
        socket.once('connect', () => {
          clearTimeout(timer)
          socket.removeAllListeners('error')
          resolve(new TcpLink(socket))
        })
      }),
  }
}

class TcpLink implements Link {
  readonly answers = new Answers()
  readonly #socket: Socket
  #failed: Error | null = null
  #closed = false

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('error', (error) => {
      this.#failed = error
    })
    socket.on('close', () => {
      this.#closed = true
      this.answers.end()
    })
    // also what nobody reads is taken: unread, it would turn the printer's close into a reset
    socket.on('data', (bytes: Buffer) => this.answers.push(bytes))
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = this.#socket
      const gone = (): void => reject(this.#failed ?? new Error('the connection is closed'))
      if (this.#closed) return gone()
      socket.once('close', gone)
      socket.write(bytes, (error) => {
        socket.off('close', gone)
        if (error) reject(error)
        else resolve()
      })
    })
  }

  finish(ms: number): Promise<void> {
    const socket = this.#socket
    return new Promise((resolve, reject) => {
      const ended = (): void => (this.#failed === null ? resolve() : reject(this.#failed))
      if (this.#closed) return reject(this.#failed ?? new Error('closed before the end'))
      let sent = false
      const closed = (): void => (sent ? ended() : reject(this.#failed ?? new Error('closed before the end')))
      socket.once('close', closed)
      const timer = setTimeout(ended, ms)
      socket.once('close', () => clearTimeout(timer))
      socket.end(() => {
        sent = true
      })
    })
  }

  close(): void {
    this.#socket.destroy()
  }
}
