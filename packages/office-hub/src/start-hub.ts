import { join } from 'node:path'
import { LogError, openSqliteLog } from '@cherha/event-log'
import { openPrinter, PrinterError, readPrinterSpec } from '@cherha/ticket-printing'
import { pino } from 'pino'
import { aliveStamp } from './clock/alive-stamp.ts'
import { systemClock } from './clock/system-clock.ts'
import { boot } from './boot.ts'
import { openCases } from './cases/cases-at-hub.ts'
import { openCredentials } from './credentials/credentials.ts'
import { dataFiles, lockDataDir } from './data-dir.ts'
import { Engine } from './engine/engine.ts'
import { HubStartError } from './errors.ts'
import { openGateway } from './gateway/gateway.ts'
import { startHousekeeping } from './housekeeping.ts'
import type { HubHandle, HubOptions, RunningHub } from './hub-options.ts'
import { announceHub } from './lan/announce-hub.ts'
import { isLoopback, lanUrl, type ListenAddress } from './lan/listen-address.ts'
import { openTlsIdentity } from './lan/tls-identity.ts'
import { localPublisher } from './plan/local-publisher.ts'
import { serverPublisher } from './plan/server-publisher.ts'
import { PlanKeeper } from './plan/plan-keeper.ts'
import { HubPrinter } from './printing/hub-printer.ts'
import { openKeyFile } from './secrets/key-file.ts'
import { beginPendingEpoch } from './uplink/begin-epoch.ts'
import { epochFile } from './uplink/epoch-file.ts'
import { lookFirstMs } from './uplink/look-first.ts'
import { readServerFile } from './uplink/identity-file.ts'
import { openUplink } from './uplink/open-uplink.ts'
import { noServer } from './uplink/ports.ts'
import { openVoucherFile } from './uplink/voucher-file.ts'
import { WitnessCheck } from './uplink/witness-check.ts'
import { Vault } from './secrets/vault.ts'
import { hubVersion } from './hub-version.ts'

/** How long a stop waits for tickets that are being printed. */
const printingGraceMs = 3_000

/**
 * Starts the hub of one office on 127.0.0.1, and over TLS on the addresses in `listen`, and resolves when it answers. Throws `HubStartError` with a sentence
 * for the console: configuration, data folder in use or not writable, port in use, broken log.
 */
export async function startHub(options: HubOptions): Promise<HubHandle> {
  const closers: (() => unknown)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    return await start(options, closers, close)
  } catch (error) {
    await close()
    throw asStartError(error)
  }
}

async function start(options: HubOptions, closers: (() => unknown)[], close: () => Promise<void>): Promise<HubHandle> {
  const { dataDir, port } = options
  const logger = pino({ level: options.logLevel ?? 'warn' }, pino.destination({ dest: 2, sync: true }))
  const report = (message: string, err: unknown) => logger.error({ err }, message)
  const clock = options.clock ?? systemClock()

  const lock = lockDataDir(dataDir)
  closers.push(() => lock.release())
  const server = readServerFile(dataDir)
  if (server === null && options.config === undefined) {
    throw new HubStartError('Give --config FILE, the office’s configuration; this hub belongs to no queue server.', 2)
  }
  const pendingEpoch = epochFile(dataDir)
  if (options.restored === true) pendingEpoch.set('restored')
  const credentials = openCredentials(dataDir)
  closers.push(credentials.close)
  const identity = options.listen?.length ? await openTlsIdentity(dataDir) : null
  const vouchers = openVoucherFile(dataDir, identity?.fingerprint ?? null, report)
  const keys = openKeyFile(join(dataDir, dataFiles.keys))
  const vault = new Vault(keys)
  const log = options.openLog?.(dataDir) ?? openSqliteLog(join(dataDir, dataFiles.log))
  closers.push(() => log.close())
  const engine = new Engine({ log, clock, report })
  const alive = aliveStamp(dataDir)
  const publisher =
    server === null ? (options.publisher ?? localPublisher((message) => logger.warn(message))) : serverPublisher
  const plans = new PlanKeeper(engine, clock, keys, publisher)

  const spec = options.printer === undefined ? null : readPrinterSpec(options.printer)
  const printer =
    spec === null
      ? null
      : new HubPrinter({
          printer: openPrinter(spec),
          encoding: spec,
          clock,
          engine,
          log,
          vault,
          report,
          onStatus: () => gateway.changed(),
        })
  const hub: RunningHub = { idle: () => engine.idle() }
  const printerStatus = () => printer?.status ?? 'none'
  const uplink =
    server &&
    openUplink({
      dataDir,
      server,
      engine,
      log,
      keys,
      credentials,
      clock,
      report,
      printerStatus,
      cases: () => cases.status(),
      vouchers,
      version: hubVersion,
      connect: options.connectServer,
      longestRetryMs: options.serverRetryMs,
      followTime: options.followServerTime ?? true,
      onContact: () => {
        gateway.changed()
        cases.contactChanged()
      },
      onAdopted: () => gateway.tellWhoIsHere(),
    })
  const serverContact = () => uplink?.contact ?? noServer
  const cases = await openCases({
    dataDir,
    state: () => engine.state,
    clock,
    cards: options.cards,
    scanner: options.fileScanner,
    serverUrl: server?.url ?? null,
    access: () => uplink?.caseAccess() ?? Promise.reject(new Error('this hub belongs to no queue server')),
    connected: () => serverContact().state === 'connected',
    longestRetryMs: options.serverRetryMs,
    report,
    onChange: () => uplink?.changed(),
  })
  closers.push(() => cases.stop())
  const ready = Promise.withResolvers<void>()
  const gateway = openGateway({
    engine,
    log,
    clock,
    credentials,
    vault,
    keys,
    identity,
    logger,
    hub,
    ready: ready.promise,
    printerStatus,
    printer,
    serverContact,
    vouchers,
    witnesses: new WitnessCheck({
      engine,
      log,
      pendingEpoch,
      // a hub of no server has nobody who could tell it that it is the office's
      inGoodStanding: async () => (await uplink?.isInGoodStanding()) ?? false,
      report,
    }),
    onTicket: (ticket) => printer?.print(ticket),
    cases,
    limits: options.limits,
    routes: options.routes,
  })
  closers.push(() => gateway.close())
  // the port first: a hub that cannot be reached must not leave a restart in the log
  const boundPort = await gateway.listen(port)
  const lan: ListenAddress[] = []
  for (const address of options.listen ?? []) lan.push(await gateway.listenLan(address))

  closers.push(() => uplink?.stop())
  await uplink?.contactFirst(lookFirstMs(log, alive, clock))
  if (
    uplink !== null &&
    engine.state.config === null &&
    uplink.contact.state === 'refused' &&
    pendingEpoch.get() !== null
  ) {
    throw new HubStartError(`The queue server refuses this hub: ${uplink.message ?? 'without a reason'}`, 1)
  }
  const config = server === null ? (options.config ?? null) : engine.state.config === null ? server.config : null
  await boot({ engine, clock, alive, plans, config })
  closers.push(() => engine.stop())
  await (uplink?.start() ?? beginPendingEpoch(engine, pendingEpoch))
  const office = officeOf(engine)
  if (printer) {
    await printer.recover()
    void printer.check()
    closers.push(async () => {
      await Promise.race([printer.idle(), new Promise((resolve) => setTimeout(resolve, printingGraceMs).unref())])
      await printer.close()
    })
  }
  const housekeeping = startHousekeeping({
    engine,
    clock,
    alive,
    plans,
    keys,
    credentials,
    gateway,
    printer,
    report,
    retentionDays: options.retentionDays ?? 30,
    followsServer: uplink?.contact.state === 'connected',
  })
  closers.push(
    () => housekeeping.stop(),
    () => gateway.stopAccepting(),
  )
  ready.resolve()
  const fingerprint = identity?.fingerprint ?? null
  if (fingerprint !== null) {
    for (const address of lan.filter(({ host }) => !isLoopback(host)))
      closers.push(announceHub({ config: office, fingerprint, address, report }).stop)
  }
  return {
    ...hub,
    office,
    server: serverContact,
    credentials,
    close,
    port: boundPort,
    url: `http://127.0.0.1:${boundPort}`,
    lanUrls: lan.map(lanUrl),
    fingerprint,
    printed: async () => printer?.idle(),
  }
}

function officeOf(engine: Engine): HubHandle['office'] {
  const { config } = engine.state
  if (config === null) throw new HubStartError('The log holds no office; enrol the hub anew.', 1)
  return { code: config.code, name: config.name }
}

function asStartError(error: unknown): unknown {
  if (error instanceof LogError) return new HubStartError(error.message, 1, { cause: error })
  if (error instanceof PrinterError) return new HubStartError(error.message, 2, { cause: error })
  return error
}
