import { isIP } from 'node:net'
import smpp, { type Pdu, type Session } from 'smpp'
import { GatewayFailure } from '../gateways/gateway.ts'

export interface SmppAddress {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** Certificate that is trusted besides the computer's own. */
  readonly ca?: Buffer | undefined
}

export interface ConnectionEvents {
  /** Once, however it ended; not after `close`. */
  lost(error: GatewayFailure): void
  /** Something the other side began; what is returned is the status of the answer. */
  asked(pdu: Pdu): Promise<number>
}

/**
 * One SMPP connection: `smpp` behind promises, with time limits and one end. Its session goes quiet after a packet that it
 * cannot read and leaves callbacks uncalled when a connection breaks; here each request ends.
 */
export class SmppConnection {
  readonly #session: Session
  readonly #events: ConnectionEvents
  readonly #waiting = new Set<(failure: GatewayFailure) => void>()
  #ended: GatewayFailure | null = null

  private constructor(session: Session, events: ConnectionEvents) {
    this.#session = session
    this.#events = events
    session.on('error', (error: unknown) => this.#end(`no connection (${codeOf(error)})`))
    session.on('close', () => this.#end('the connection was closed'))
    session.on('pdu', (pdu: Pdu) => {
      if (!pdu.isResponse()) void this.#answer(pdu)
    })
  }

  /**
   * Resolves when the connection (with TLS: the secure one) stands.
   * @param giveUp ends it at once, without a goodbye
   * @throws GatewayFailure
   */
  static async open(
    address: SmppAddress,
    events: ConnectionEvents,
    limitMs: number,
    giveUp: AbortSignal,
  ): Promise<SmppConnection> {
    const { host, port, tls, ca } = address
    const named = tls && isIP(host) === 0 ? { servername: host } : {}
    const session = smpp.connect({ host, port, ...(tls && { tls }), ...named, ...(ca && { ca }) })
    const connection = new SmppConnection(session, events)
    giveUp.addEventListener('abort', () => connection.#finish(closed()), { once: true })
    await connection.#within(limitMs, 'no connection', (stands) => {
      session.once(tls ? 'secureConnect' : 'connect', () => stands(undefined))
      return true
    })
    return connection
  }

  get isOpen(): boolean {
    return this.#ended === null
  }

  /** @returns the answer, whatever its status @throws GatewayFailure when there is none in time; the connection has ended then */
  request(command: string, fields: Readonly<Record<string, unknown>>, limitMs: number): Promise<Pdu> {
    const pdu = new smpp.PDU(command, fields)
    return this.#within<Pdu>(limitMs, `no answer to ${command}`, (answered) => this.#session.send(pdu, answered))
  }

  /** Says goodbye and hangs up; the listener hears nothing of it. */
  async close(limitMs: number): Promise<void> {
    if (this.#ended !== null) return
    await this.request('unbind', {}, limitMs).catch(() => {})
    this.#finish(closed())
  }

  #within<T>(limitMs: number, what: string, begin: (done: (value: T) => void) => boolean): Promise<T> {
    if (this.#ended !== null) return Promise.reject(this.#ended)
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.#end(`${what} within ${limitMs / 1_000} s`), limitMs)
      const fail = (failure: GatewayFailure) => {
        clearTimeout(timer)
        reject(failure)
      }
      this.#waiting.add(fail)
      const begun = begin((value) => {
        clearTimeout(timer)
        this.#waiting.delete(fail)
        resolve(value)
      })
      if (!begun) this.#end('the connection was closed')
    })
  }

  async #answer(pdu: Pdu): Promise<void> {
    // an answer that was lost is asked for again by the other side
    const status = await this.#events.asked(pdu).catch(() => temporarily)
    if (this.#ended === null) this.#session.send(pdu.response({ command_status: status }))
  }

  #end(why: string): void {
    if (this.#ended !== null) return
    const failure = new GatewayFailure('away', `SMPP: ${why}`)
    this.#finish(failure)
    this.#events.lost(failure)
  }

  #finish(failure: GatewayFailure): void {
    this.#ended ??= failure
    this.#session.destroy()
    for (const fail of this.#waiting) fail(failure)
    this.#waiting.clear()
  }
}

function closed(): GatewayFailure {
  return new GatewayFailure('away', 'SMPP: closed')
}

/** ESME_RX_T_APPN: could not be taken now. */
const temporarily = 0x64

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? String(error.code) : 'a packet that is none'
}
