import type { Server as HttpServer } from 'node:http'
import { type Answer, type ErrorBody, readWitness, type Witness, witnessHeader } from '@cherha/shared/protocol'
import { Server, type Socket } from 'socket.io'
import type { Logger } from 'pino'
import { bearerOf, type Caller, type Doorkeeper, limitOf, windowsOf } from './caller.ts'
import type { CommandIntake } from './command-intake.ts'
import { Failure } from './failure.ts'
import { assertNewest } from './newest-hub.ts'
import type { Presence } from './presence.ts'
import type { RateLimiter } from './rate-limits.ts'
import { bodyLimitBytes } from './server.ts'
import type { Engine } from '../engine/engine.ts'
import type { WitnessCheck } from '../uplink/witness-check.ts'
import type { ViewPublisher, ViewState } from './view-publisher.ts'
import type { Views } from './views.ts'

export interface SocketParts {
  readonly engine: Engine
  readonly doorkeeper: Doorkeeper
  readonly limiter: RateLimiter
  readonly presence: Presence
  readonly views: Views
  readonly publisher: ViewPublisher
  readonly intake: CommandIntake
  readonly logger: Logger
  /** Resolves when the hub has its state; nobody is let in before. */
  readonly ready: Promise<void>
  readonly witnesses: WitnessCheck
}

interface Connected {
  readonly token: string
  readonly caller: Caller
}

/** The sockets of devices and desks: views out, commands in, and presence. */
export class Sockets {
  readonly #io: Server
  readonly #parts: SocketParts
  readonly #connected = new Map<Socket, Connected>()

  constructor(http: HttpServer, parts: SocketParts) {
    this.#parts = parts
    this.#io = new Server(http, {
      serveClient: false,
      // a cable that was pulled out is noticed within ten seconds: the no-show clock waits for the desk
      pingInterval: 5_000,
      pingTimeout: 5_000,
      maxHttpBufferSize: 2 * bodyLimitBytes,
    })
    this.#io.use((socket, next) => void this.#admit(socket, next))
    this.#io.on('connection', (socket) => this.#welcome(socket))
  }

  /** Answers on one more server: the same devices, the same rules, over TLS. */
  attach(server: HttpServer): void {
    this.#io.engine.attach(server, { path: this.#io.path() })
  }

  /** Sends a view to everybody who watches it: put into bytes once, however many they are. */
  broadcast(audience: string, state: ViewState): void {
    this.#io.to(audience).emit('state', state)
  }

  /** Closes the sockets whose token was revoked or has expired. */
  dropUnauthorised(): void {
    for (const [socket, { token }] of this.#connected) {
      if (this.#parts.doorkeeper.callerOf(token) === null) socket.disconnect(true)
    }
  }

  dropSession(session: string): void {
    for (const [socket, { caller }] of this.#connected) {
      if (caller.kind === 'staff' && caller.session.id === session) socket.disconnect(true)
    }
  }

  close(): void {
    this.#io.disconnectSockets(true)
    this.#io.engine.close()
  }

  async #admit(socket: Socket, next: (refusal?: Error) => void): Promise<void> {
    const { ready, logger, witnesses } = this.#parts
    try {
      await ready
      if (this.#identify(socket) === null) return next(new Error('unauthorised'))
      next((await witnesses.examine(witnessOf(socket))) ? undefined : new Error('lower-epoch'))
    } catch (err) {
      logger.error({ err }, 'a socket could not be admitted')
      next(new Error('unavailable'))
    }
  }

  /** null: no valid token, or one that has nothing to see. */
  #identify(socket: Socket): (Connected & { readonly seen: NonNullable<ReturnType<Views['of']>> }) | null {
    const { doorkeeper, views } = this.#parts
    const given: unknown = socket.handshake.auth['token']
    const token = typeof given === 'string' ? given : bearerOf(socket.handshake.headers.authorization)
    const caller = doorkeeper.callerOf(token)
    const seen = caller && views.of(caller)
    return token === null || caller === null || seen === null ? null : { token, caller, seen }
  }

  #welcome(socket: Socket): void {
    const connected = this.#identify(socket)
    if (connected === null) return void socket.disconnect(true)
    const { caller, seen } = connected
    this.#connected.set(socket, connected)
    const leave = this.#arrive(caller)
    void socket.join(seen.audience)
    const unwatch = this.#parts.publisher.watch({ ...seen, send: (state) => void socket.emit('state', state) })
    socket.on('disconnect', () => {
      this.#connected.delete(socket)
      unwatch()
      leave()
    })
    socket.on('command', (body: unknown, acknowledge: unknown) => {
      if (typeof acknowledge !== 'function') return
      void this.#answer(socket, connected, body).then((answer: unknown) => {
        // a desk has its new view when it hears that a command is done: it never offers once more what it has just done
        if (caller.kind === 'staff') this.#parts.publisher.now(seen.audience)
        acknowledge(answer)
      })
    })
  }

  #arrive(caller: Caller): () => void {
    const { presence, engine } = this.#parts
    return caller.kind === 'staff'
      ? presence.deskSocket(caller.session.id)
      : presence.deviceSocket(caller.device, windowsOf(caller.device, engine.state.config))
  }

  async #answer(socket: Socket, connected: Connected, body: unknown): Promise<Answer | ErrorBody> {
    try {
      return await this.#command(socket, connected, body)
    } catch (error) {
      return this.#errorBody(error)
    }
  }

  async #command(socket: Socket, { token, caller }: Connected, body: unknown) {
    const { limiter, intake, doorkeeper, witnesses } = this.#parts
    const { kind, id } = limitOf(caller)
    limiter.take(kind, id, 'command')
    await assertNewest(witnesses, witnessOf(socket))
    // the token may have been revoked, or the session have expired, since the socket was opened
    const still = doorkeeper.callerOf(token)
    if (still === null) throw new Failure('unauthorised', 'the token is no longer valid')
    const text = JSON.stringify(body)
    if (text !== undefined && Buffer.byteLength(text) > bodyLimitBytes) {
      throw new Failure('too-large', `a body may have at most ${bodyLimitBytes} bytes`)
    }
    return intake.run(still, body)
  }

  #errorBody(error: unknown): ErrorBody {
    if (error instanceof Failure) return error.body
    this.#parts.logger.error({ err: error }, 'a command failed')
    return new Failure('internal', 'the hub could not answer').body
  }
}

/** What the device has seen last: its host sends it with the upgrade, anybody else in the handshake. */
function witnessOf({ handshake }: Socket): Witness | null {
  return readWitness(handshake.auth['witness'] ?? handshake.headers[witnessHeader])
}
