// What is used of `smpp` 0.5.1, which brings no types: its client here, its server in the simulator of messages.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer, Socket } from 'node:net'

  /** One packet. Which fields it has depends on its command; of an answer with a status other than 0 it has none. */
  export interface Pdu {
    readonly command: string
    readonly command_status: number
    readonly sequence_number: number
    readonly system_id?: string
    readonly password?: string
    readonly message_id?: string
    readonly source_addr?: string
    readonly destination_addr?: string
    readonly esm_class?: number
    readonly data_coding?: number
    readonly registered_delivery?: number
    readonly short_message?: { readonly udh?: readonly Buffer[]; readonly message?: string | Buffer }
    readonly receipted_message_id?: string
    readonly message_state?: number
    isResponse(): boolean
    response(fields?: Readonly<Record<string, unknown>>): Pdu
  }

  export interface Session extends EventEmitter {
    readonly socket: Socket
    /** @returns false: it could not be written, and `answered` is never called */
    send(pdu: Pdu, answered?: (pdu: Pdu) => void): boolean
    close(): void
    destroy(): void
  }

  export interface ConnectOptions {
    readonly host: string
    readonly port: number
    readonly tls?: boolean
    readonly servername?: string
    readonly ca?: Buffer | string
  }

  interface Smpp {
    readonly PDU: new (command: string, fields?: Readonly<Record<string, unknown>>) => Pdu
    connect(options: ConnectOptions): Session
    createServer(
      options: { readonly key?: Buffer | string; readonly cert?: Buffer | string },
      onSession: (session: Session) => void,
    ): NetServer
  }

  const smpp: Smpp
  export default smpp
}
