import { connect, type Socket } from 'node:net'
import { PrinterError, type TicketPrinter } from '../printer.ts'
import { Jobs } from './jobs.ts'

export interface TcpTimeouts {
  /** Longest wait for the connection, in milliseconds. */
  readonly connectMs: number
  /** Longest time, in milliseconds, in which the printer takes nothing: without paper most of them stop reading. */
  readonly stallMs: number
  /** Longest wait, in milliseconds, for the printer to close after everything was sent. Some never do: then it counts as printed. */
  readonly lingerMs: number
}

const defaults: TcpTimeouts = { connectMs: 3_000, stallMs: 10_000, lingerMs: 2_000 }

/** Bytes offered at once, so that a slow printer that still reads is never taken for a stopped one. */
const chunkSize = 4_096

/**
 * A network printer that takes raw bytes, port 9100 as a rule. One connection per job.
 * A whole ticket fits into the buffers between here and the paper: a printer that takes the connection and prints nothing
 * looks like one that printed. Only its status could tell.
 */
export class TcpPrinter implements TicketPrinter {
  readonly #host: string
  readonly #port: number
  readonly #timeouts: TcpTimeouts
  readonly #jobs = new Jobs()

  constructor(host: string, port: number, timeouts: Partial<TcpTimeouts> = {}) {
    this.#host = host
    this.#port = port
    this.#timeouts = { ...defaults, ...timeouts }
  }

  print(bytes: Uint8Array, _name: string): Promise<void> {
    return this.#jobs.run(async () => {
      const socket = await this.#connect()
      await this.#send(socket, bytes).finally(() => socket.destroy())
    })
  }

  async check(): Promise<'ok' | 'failed'> {
    try {
      await this.#jobs.run(async () => (await this.#connect()).destroy())
      return 'ok'
    } catch {
      return 'failed'
    }
  }

  close(): Promise<void> {
    return this.#jobs.close()
  }

  #connect(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.#host, port: this.#port, noDelay: true })
      const fail = (reason: string, cause?: Error): void => {
        socket.destroy()
        reject(
          new PrinterError('unreachable', `The printer ${this.#host}:${this.#port} does not answer (${reason}).`, {
            cause,
          }),
        )
      }
      const timer = setTimeout(() => fail(`nothing within ${this.#timeouts.connectMs} ms`), this.#timeouts.connectMs)
      socket.once('error', (error) => {
        clearTimeout(timer)
        fail(error.message, error)
      })
      socket.once('connect', () => {
        clearTimeout(timer)
        socket.removeAllListeners('error')
        resolve(socket)
      })
    })
  }

  /** Sends everything and our end of the stream, then waits until the printer has closed its own. */
  #send(socket: Socket, bytes: Uint8Array): Promise<void> {
    const { stallMs, lingerMs } = this.#timeouts
    return new Promise((resolve, reject) => {
      let sent = false
      let timer: NodeJS.Timeout | undefined
      let settled = false
      const settle = (error?: PrinterError): void => {
        settled = true
        clearTimeout(timer)
        if (error === undefined) resolve()
        else reject(error)
      }
      const watch = (ms: number, then: () => void): void => {
        clearTimeout(timer)
        if (!settled) timer = setTimeout(then, ms)
      }
      const stalled = (): void =>
        settle(
          new PrinterError('timeout', `The printer ${this.#host}:${this.#port} has taken nothing for ${stallMs} ms.`),
        )
      const lost = (cause?: Error): void =>
        settle(
          new PrinterError('connection-lost', `The printer ${this.#host}:${this.#port} broke the connection off.`, {
            cause,
          }),
        )

      socket.on('error', lost)
      socket.on('close', () => {
        if (sent) settle()
        else lost()
      })
      // What a printer answers is not read by anybody; unread, it would turn its close into a reset.
      socket.resume()
      const offer = (from: number): void => {
        watch(stallMs, stalled)
        if (from < bytes.length) {
          const next = Math.min(from + chunkSize, bytes.length)
          socket.write(bytes.subarray(from, next), (error) => {
            if (!error) offer(next)
          })
          return
        }
        socket.end(() => {
          sent = true
          watch(lingerMs, () => settle())
        })
      }
      offer(0)
    })
  }
}
