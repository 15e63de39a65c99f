import type { EventLog } from '@cherha/event-log'
import type { Logger } from 'pino'
import { caseRoutes } from '../cases/case-routes.ts'
import type { CasesAtHub } from '../cases/cases-at-hub.ts'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Engine } from '../engine/engine.ts'
import { HubStartError } from '../errors.ts'
import type { HubOptions, RunningHub } from '../hub-options.ts'
import { LanServers } from '../lan/lan-servers.ts'
import type { ListenAddress } from '../lan/listen-address.ts'
import type { TlsIdentity } from '../lan/tls-identity.ts'
import { pairingRoutes } from '../pairing/pairing-routes.ts'
import type { HubPrinter } from '../printing/hub-printer.ts'
import { sheetRoutes } from './sheet-routes.ts'
import type { KeptVoucherKey, KeyFile } from '../secrets/key-file.ts'
import type { Vault } from '../secrets/vault.ts'
import type { ServerContact } from '../uplink/ports.ts'
import type { VoucherKeeper } from '../uplink/voucher-file.ts'
import type { WitnessCheck } from '../uplink/witness-check.ts'
import { Doorkeeper } from './caller.ts'
import { CommandIntake, isRegistering, type IssuedTicket } from './command-intake.ts'
import { assistanceRoutes } from './assistance-routes.ts'
import { deviceRoutes } from './device-routes.ts'
import { displayRoutes } from './display-routes.ts'
import { DisplaySound } from './display-sound.ts'
import { informationRoutes } from './information-routes.ts'
import { Presence } from './presence.ts'
import { ProofReader } from './proof.ts'
import { publicRoutes } from './public-routes.ts'
import { defaultRateLimits, RateLimiter } from './rate-limits.ts'
import { identify } from './request-caller.ts'
import { createServer } from './server.ts'
import { sessionRoutes } from './session-routes.ts'
import { Sockets } from './sockets.ts'
import { staffRoutes } from './staff-routes.ts'
import { terminalRoutes, TerminalSpeech } from './terminal-routes.ts'
import { ViewPublisher } from './view-publisher.ts'
import { Views } from './views.ts'

const host = '127.0.0.1'
const closeGraceMs = 1_000

export interface GatewayParts extends Pick<HubOptions, 'limits' | 'routes'> {
  readonly engine: Engine
  readonly log: EventLog
  readonly clock: HubClock
  readonly credentials: Credentials
  readonly vault: Vault
  readonly keys: Pick<KeyFile, 'office'> & KeptVoucherKey
  /** The hub's certificate; null: it is served on loopback only. */
  readonly identity: TlsIdentity | null
  readonly logger: Logger
  readonly printerStatus: () => 'ok' | 'failed' | 'none'
  /** The hub's own printer; null: it drives none. */
  readonly printer: Pick<HubPrinter, 'view' | 'stopped' | 'printSheet'> | null
  readonly serverContact: () => ServerContact
  readonly witnesses: WitnessCheck
  readonly vouchers: Pick<VoucherKeeper, 'current'>
  readonly onTicket: (ticket: IssuedTicket) => void
  readonly cases: CasesAtHub
  readonly hub: RunningHub
  /** Requests wait for it: until then there is no office to tell about. */
  readonly ready: Promise<void>
}

export interface Gateway {
  /** Plain HTTP on loopback. */
  listen(port: number): Promise<number>
  /** The same over TLS on an address of the office's network. */
  listenLan(address: ListenAddress): Promise<ListenAddress>
  /**
   * Something the views show has changed.
   * @param calling left out: false. True: displays are told before the answer of the command leaves
   */
  changed(calling?: boolean): void
  /** A second has passed. */
  beat(): void
  /** The log does not know who is connected here: it is told again. */
  tellWhoIsHere(): void
  /** From now on commands are answered with `stopping`. */
  stopAccepting(): void
  close(): Promise<void>
}

/** HTTP and sockets of the hub, wired together: on loopback, and over TLS on the addresses it is told. */
export function openGateway(parts: GatewayParts): Gateway {
  const {
    engine,
    log,
    clock,
    credentials,
    vault,
    keys,
    logger,
    printerStatus,
    printer,
    serverContact,
    witnesses,
    vouchers,
    onTicket,
    hub,
    ready,
    identity,
    cases,
  } = parts
  const server = createServer(logger)
  const doorkeeper = new Doorkeeper(credentials, clock, () => engine.state.config)
  const limiter = new RateLimiter({ ...defaultRateLimits, ...parts.limits })
  const presence = new Presence(engine, clock)
  const proofs = new ProofReader(credentials, vault)
  const printing = () => printer?.view() ?? null
  const displays = new DisplaySound(
    () => publisher.changed(),
    () => credentials.devices(),
  )
  const terminals = new TerminalSpeech(
    () => credentials.devices(),
    (terminal) => logger.warn({ terminal }, 'a terminal has no voice for both languages and cannot be heard (E10)'),
  )
  const views = new Views({
    state: () => engine.state,
    clock,
    vault,
    printerStatus,
    printing,
    serverContact,
    displays,
    devices: () => credentials.devices(),
  })
  const publisher = new ViewPublisher(
    () => engine.state.seq,
    (audience, state) => sockets.broadcast(audience, state),
    (message, err) => logger.error({ err }, message),
  )
  const intake = new CommandIntake({
    engine,
    vault,
    proofs,
    onTicket,
    gate: (caller, command, state) =>
      caller.kind === 'staff'
        ? cases.gate({ session: caller.session.id, login: caller.staff.login }, command, state)
        : printer?.stopped === true && isRegistering(command)
          ? 'printer-stopped'
          : null,
    // the queue server's key replaces the hub's own when it comes
    get officeKey() {
      return keys.office
    },
  })
  const sockets = new Sockets(server.server, {
    engine,
    doorkeeper,
    limiter,
    presence,
    views,
    publisher,
    intake,
    logger,
    ready,
    witnesses,
  })

  server.decorateRequest('caller', null)
  server.addHook('onRequest', async () => ready)
  server.addHook('onRequest', identify(doorkeeper, limiter, presence))
  publicRoutes(server, {
    engine,
    clock,
    proofs,
    printerStatus,
    printing,
    serverContact,
    cases: () => cases.status(),
    displays: () => displays.health(),
    terminals: () => terminals.health(),
  })
  staffRoutes(server, { engine, log, clock, views, intake, witnesses })
  sessionRoutes(server, {
    engine,
    credentials,
    clock,
    presence,
    onSignedOut: (session) => sockets.dropSession(session),
  })
  deviceRoutes(server, { engine, credentials, clock })
  displayRoutes(server, displays)
  terminalRoutes(server, terminals)
  caseRoutes(server, cases)
  informationRoutes(server, { engine, cards: () => cases.cards(), server: cases.server, statusPage: cases.statusPage })
  assistanceRoutes(server, { engine, credentials, clock, log, vault })
  sheetRoutes(server, { engine, printer, cards: () => cases.cards(), limiter })
  pairingRoutes(server, {
    engine,
    credentials,
    clock,
    limiter,
    logger,
    fingerprint: () => identity?.fingerprint ?? null,
    witnesses,
    keys,
    vouchers,
  })
  parts.routes?.(server, hub)
  const lan = new LanServers()

  return {
    async listen(port) {
      try {
        await server.listen({ host, port })
      } catch (cause) {
        throw new HubStartError(
          `Port ${port} of this computer is in use or not allowed; choose another with --port.`,
          1,
          { cause },
        )
      }
      const address = server.server.address()
      return typeof address === 'object' && address !== null ? address.port : port
    },
    async listenLan(address) {
      if (identity === null) throw new TypeError('a network address needs a certificate')
      return lan.listen(address, identity, {
        onRequest: (request, response) => server.routing(request, response),
        attachSockets: (tls) => sockets.attach(tls),
      })
    },
    changed: (calling) => publisher.changed(calling),
    beat() {
      publisher.timePassed()
      sockets.dropUnauthorised()
    },
    tellWhoIsHere: () => presence.tellAgain(),
    stopAccepting: () => intake.stop(),
    async close() {
      presence.stop()
      sockets.close()
      // answers under way are sent; a reader that takes for ever is not waited for
      const force = setTimeout(() => server.server.closeAllConnections(), closeGraceMs)
      await Promise.all([server.close(), lan.close(closeGraceMs)])
      clearTimeout(force)
    },
  }
}
