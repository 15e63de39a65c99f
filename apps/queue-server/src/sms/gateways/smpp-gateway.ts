import type { SmsGateway } from '@cherha/shared/protocol'
import type { Pdu } from 'smpp'
import { SmppConnection } from '../smpp/connection.ts'
import { kindOfStatus, receiptOf, submissions } from '../smpp/packets.ts'
import { type Gateway, GatewayFailure, type GatewayListener, type Outgoing } from './gateway.ts'

type Settings = Extract<SmsGateway, { kind: 'smpp' }>

/** SMPP 3.4. */
const version = 0x34
const goodbyeMs = 500
const ok = 0
const unknownCommand = 0x03

/** A message centre over SMPP: one connection as transceiver, which sends and hears receipts. */
export class SmppGateway implements Gateway {
  readonly #settings: Settings
  readonly #answerMs: number
  readonly #ca: Buffer | undefined
  #bound: SmppConnection | null = null
  #binding: Promise<SmppConnection> | null = null
  /** Of the connection that is being made. */
  #giveUp: AbortController | null = null
  #isClosed = false

  /** @param ca certificate that is trusted besides the computer's own */
  constructor(settings: Settings, answerMs: number, ca?: Buffer) {
    this.#settings = settings
    this.#answerMs = answerMs
    this.#ca = ca
  }

  async send(message: Outgoing, listener: GatewayListener): Promise<string | null> {
    const connection = await this.#connected(listener)
    let reference: string | null = null
    for (const fields of submissions(message, this.#settings.sender)) {
      const answer = await connection.request('submit_sm', fields, this.#answerMs)
      if (answer.command_status !== ok) {
        const status = answer.command_status
        throw new GatewayFailure(kindOfStatus(status), `SMPP: submit_sm is answered with status ${hex(status)}`)
      }
      reference = answer.message_id === undefined || answer.message_id === '' ? null : answer.message_id.slice(0, 100)
    }
    return reference
  }

  async probe(listener: GatewayListener): Promise<void> {
    const connection = await this.#connected(listener)
    await connection.request('enquire_link', {}, this.#answerMs)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#giveUp?.abort()
    await this.#binding?.catch(() => {})
    await this.#bound?.close(goodbyeMs)
  }

  /** Whoever comes while a connection is being made waits for the same one. */
  #connected(listener: GatewayListener): Promise<SmppConnection> {
    if (this.#isClosed) return Promise.reject(new GatewayFailure('away', 'SMPP: closed'))
    if (this.#bound?.isOpen === true) return Promise.resolve(this.#bound)
    this.#binding ??= this.#bind(listener).finally(() => {
      this.#binding = null
    })
    return this.#binding
  }

  async #bind(listener: GatewayListener): Promise<SmppConnection> {
    const { host, port, tls, systemId, password } = this.#settings
    let isBound = false
    // while there is nobody to say goodbye to
    const giveUp = new AbortController()
    this.#giveUp = giveUp
    const events = {
      // a connection that was never bound is told to whoever asked for it
      lost: (error: GatewayFailure) => (isBound ? listener.lost(error) : undefined),
      asked: (pdu: Pdu) => asked(pdu, listener),
    }
    const connection = await SmppConnection.open(
      { host, port, tls, ca: this.#ca },
      events,
      this.#answerMs,
      giveUp.signal,
    )
    const login = { system_id: systemId, password, interface_version: version }
    const { command_status } = await connection.request('bind_transceiver', login, this.#answerMs)
    if (command_status !== ok) {
      await connection.close(goodbyeMs)
      throw new GatewayFailure('away', `SMPP: the login is refused with status ${hex(command_status)}`)
    }
    isBound = true
    this.#giveUp = null
    this.#bound = connection
    return connection
  }
}

/** @returns the status of the answer */
async function asked(pdu: Pdu, listener: GatewayListener): Promise<number> {
  switch (pdu.command) {
    case 'enquire_link':
    case 'unbind':
      return ok
    case 'deliver_sm': {
      const receipt = receiptOf(pdu)
      if (receipt !== null) await listener.receipt(receipt)
      return ok
    }
    default:
      return unknownCommand
  }
}

function hex(status: number): string {
  return `0x${status.toString(16).padStart(8, '0')}`
}
