import type { Server } from 'node:net'
import smpp, { type Pdu, type Session } from 'smpp'
import type { Book } from './book.ts'
import type { Faults } from './faults.ts'
import { listen } from './listen.ts'

export const systemId = 'cherha'
export const password = 'demo'

const status = { ok: 0, notBound: 0x04, systemError: 0x08, badAddress: 0x0b, badLogin: 0x0e, throttled: 0x58 }
const hasHeader = 0x40
const met = ['refuse', 'reject', 'throttle', 'slow', 'drop', 'swallow', 'no-receipt', 'twice'] as const

export interface SmscOptions {
  readonly port: number
  readonly book: Book
  readonly faults: Faults
  /** With it, TLS. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
  /** Until the receipt of a message, ms. */
  readonly receiptAfterMs: number
}

/** A message centre that speaks SMPP on loopback. */
export class Smsc {
  readonly #options: SmscOptions
  readonly #sessions = new Set<Session>()
  #server: Server | null = null
  #port: number

  constructor(options: SmscOptions) {
    this.#options = options
    this.#port = options.port
  }

  get port(): number {
    return this.#port
  }

  /** Connections at this moment. */
  get connections(): number {
    return this.#sessions.size
  }

  async open(): Promise<void> {
    if (this.#server !== null) return
    const server = smpp.createServer(this.#options.tls ?? {}, (session) => this.#meet(session))
    server.on('error', () => {})
    server.on('tlsClientError', () => {})
    this.#port = await listen(server, this.#port)
    this.#server = server
  }

  /** Every connection breaks. */
  hangUp(): void {
    for (const session of this.#sessions) session.destroy()
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    this.hangUp()
    await closed
  }

  #meet(session: Session): void {
    let isBound = false
    this.#sessions.add(session)
    session.on('close', () => this.#sessions.delete(session))
    session.on('error', () => session.destroy())
    session.on('pdu', (pdu: Pdu) => {
      if (pdu.isResponse()) return
      if (pdu.command === 'bind_transceiver') {
        isBound = this.#knows(pdu)
        session.send(pdu.response(isBound ? { system_id: 'CHERHA-SMSC' } : { command_status: status.badLogin }))
      } else if (pdu.command === 'submit_sm') {
        if (isBound) this.#submit(session, pdu)
        else session.send(pdu.response({ command_status: status.notBound }))
      } else {
        // signs of life, goodbyes, and what is not known
        session.send(pdu.response())
        if (pdu.command === 'unbind') session.close()
      }
    })
  }

  #knows(pdu: Pdu): boolean {
    return this.#options.faults.takeOfLogin() === 'none' && pdu.system_id === systemId && pdu.password === password
  }

  #submit(session: Session, pdu: Pdu): void {
    const { faults } = this.#options
    const { ms } = faults.now
    const fault = faults.takeOfMessage(phoneOf(pdu), ...met)
    const refuse = (command_status: number) => session.send(pdu.response({ command_status }))
    if (fault === 'refuse') refuse(status.systemError)
    else if (fault === 'reject') refuse(status.badAddress)
    else if (fault === 'throttle') refuse(status.throttled)
    else if (fault !== 'swallow') {
      const id = this.#take(pdu)
      if (fault === 'drop') session.destroy()
      else setTimeout(() => this.#answer(session, pdu, id, fault), fault === 'slow' ? ms : 0)
    }
  }

  #answer(session: Session, pdu: Pdu, id: string, fault: string): void {
    session.send(pdu.response({ message_id: id }))
    if ((pdu.registered_delivery ?? 0) === 0 || fault === 'no-receipt') return
    setTimeout(() => {
      for (let times = fault === 'twice' ? 2 : 1; times > 0; times -= 1) session.send(receipt(pdu, id))
    }, this.#options.receiptAfterMs)
  }

  /** @returns the name of the message, or of the part of one */
  #take(pdu: Pdu): string {
    const { book } = this.#options
    const { destination_addr = '', source_addr: sender = '', esm_class = 0, short_message } = pdu
    const header = (esm_class & hasHeader) === 0 ? undefined : short_message?.udh?.[0]
    const said = short_message?.message
    const text = typeof said === 'string' ? said : ''
    const message = { phone: phoneOf(pdu), sender, by: 'smpp' as const, reference: null }
    if (header === undefined) return book.add({ ...message, text, parts: 1 }).id
    const [, , group = 0, parts = 1, index = 1] = header
    const key = `${destination_addr} ${sender} ${group}`
    const whole = book.part(key, index, parts, text)
    return whole === null ? `${key}/${index}` : book.add({ ...message, text: whole, parts }).id
  }
}

function phoneOf({ destination_addr = '' }: Pdu): string {
  return `+${destination_addr}`
}

function receipt(pdu: Pdu, id: string): Pdu {
  return new smpp.PDU('deliver_sm', {
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    esm_class: 4,
    data_coding: 0,
    short_message: `id:${id} sub:001 dlvrd:001 stat:DELIVRD err:000 text:`,
    receipted_message_id: id,
    message_state: 2,
  })
}
