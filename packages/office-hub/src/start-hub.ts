import { join } from 'node:path'
import { LogError, openSqliteLog } from '@cherha/event-log'
import { openPrinter, PrinterError } from '@cherha/ticket-printing'
import { pino } from 'pino'
import { aliveStamp } from './clock/alive-stamp.ts'
import { systemClock } from './clock/system-clock.ts'
import { boot } from './boot.ts'
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
import { PlanKeeper } from './plan/plan-keeper.ts'
import { HubPrinter } from './printing/hub-printer.ts'
import { openKeyFile } from './secrets/key-file.ts'
import { Vault } from './secrets/vault.ts'

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
  const { config, dataDir, port } = options
  const logger = pino({ level: options.logLevel ?? 'warn' }, pino.destination({ dest: 2, sync: true }))
  const report = (message: string, err: unknown) => logger.error({ err }, message)
  const clock = options.clock ?? systemClock()

  const lock = lockDataDir(dataDir)
  closers.push(() => lock.release())
  const credentials = openCredentials(dataDir)
  closers.push(credentials.close)
  const identity = options.listen?.length ? await openTlsIdentity(dataDir) : null
  const keys = openKeyFile(join(dataDir, dataFiles.keys))
  const vault = new Vault(keys)
  const log = options.openLog?.(dataDir) ?? openSqliteLog(join(dataDir, dataFiles.log))
  closers.push(() => log.close())
  const engine = new Engine({ log, clock, report })
  const alive = aliveStamp(dataDir)
  const publisher = options.publisher ?? localPublisher((message) => logger.warn(message))
  const plans = new PlanKeeper(engine, clock, keys, publisher)

  const printer =
    options.printer === undefined
      ? null
      : new HubPrinter({
          printer: openPrinter(options.printer),
          engine,
          log,
          vault,
          report,
          onStatus: () => gateway.changed(),
        })
  const hub: RunningHub = { idle: () => engine.idle() }
  const ready = Promise.withResolvers<void>()
  const gateway = openGateway({
    engine,
    log,
    clock,
    credentials,
    vault,
    officeKey: keys.office,
    identity,
    logger,
    hub,
    ready: ready.promise,
    printerStatus: () => printer?.status ?? 'none',
    onTicket: (ticket) => printer?.print(ticket),
    limits: options.limits,
    routes: options.routes,
  })
  closers.push(() => gateway.close())
  // the port first: a hub that cannot be reached must not leave a restart in the log
  const boundPort = await gateway.listen(port)
  const lan: ListenAddress[] = []
  for (const address of options.listen ?? []) lan.push(await gateway.listenLan(address))

  await boot({ engine, clock, alive, plans, config })
  closers.push(() => engine.stop())
  if (printer) {
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
  })
  closers.push(
    () => housekeeping.stop(),
    () => gateway.stopAccepting(),
  )
  ready.resolve()
  const fingerprint = identity?.fingerprint ?? null
  if (fingerprint !== null) {
    for (const address of lan.filter(({ host }) => !isLoopback(host)))
      closers.push(announceHub({ config, fingerprint, address, report }).stop)
  }
  return {
    ...hub,
    credentials,
    close,
    port: boundPort,
    url: `http://127.0.0.1:${boundPort}`,
    lanUrls: lan.map(lanUrl),
    fingerprint,
    printed: async () => printer?.idle(),
  }
}

function asStartError(error: unknown): unknown {
  if (error instanceof LogError) return new HubStartError(error.message, 1, { cause: error })
  if (error instanceof PrinterError) return new HubStartError(error.message, 2, { cause: error })
  return error
}
