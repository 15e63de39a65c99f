import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PaperPress } from '@cherha/case-papers/press'
import { LogError } from '@cherha/event-log'
import { BookingSettings } from '@cherha/shared/protocol'
import { Outside } from './connectors/outside.ts'
import type { App } from './http/app.ts'
import { buildHttp } from './http/http.ts'
import { openLogger } from './http/logging.ts'
import { isLoopback } from './http/loopback.ts'
import { type Measured, Metrics } from './http/metrics.ts'
import { measuredBooking } from './http/booking/health.ts'
import type { HubLinks } from './http/parts.ts'
import { attachHubGateway } from './hub-gateway/attach.ts'
import { HubGateway } from './hub-gateway/hub-gateway.ts'
import { Jobs } from './jobs/daily.ts'
import { openBookingSide } from './server/booking-side.ts'
import { openCaseSide } from './server/case-side.ts'
import { watchClock } from './server/clock-watch.ts'
import { removeConsoleFile, writeConsoleFile } from './server/console-file.ts'
import type { ServerHandle, ServerOptions } from './server/options.ts'
import { openPortals } from './portals/open-portals.ts'
import { provisionOf } from './server/provision.ts'
import { RunningOffices } from './server/running-offices.ts'
import { hubLinks, SeenHubsBook } from './server/seen-hubs.ts'
import { ServerStartError } from './server/server-error.ts'
import { systemClock } from './server/system-clock.ts'
import { checkMobile } from './sms/check-mobile.ts'
import { openDatabase } from './store/database.ts'
import { DatabaseError } from './store/errors.ts'
import { openStores } from './store/stores.ts'
import { openVouchers } from './store/voucher-key.ts'

const loopback = '127.0.0.1'
/** How long a stop waits for answers under way. */
const closeGraceMs = 1_000
const defaultRetentionDays = 30

/**
 * Starts the queue server and resolves when it answers.
 * @throws `ServerStartError` with a sentence for the console: database, port, data folder
 */
export async function startServer(options: ServerOptions): Promise<ServerHandle> {
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

async function start(
  options: ServerOptions,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<ServerHandle> {
  const { port, dataDir, url, listen = loopback, clock = systemClock(), caseYears } = options
  const logger = openLogger(options.logLevel ?? 'warn')
  const report = (message: string, err: unknown) => logger.error({ err }, message)

  const { promise: displaced, resolve: displace } = Promise.withResolvers<void>()
  const waiting = () => logger.warn('Another queue server uses this database; waiting for it to be gone')
  const database = await openDatabase({ url, dataDir, log: logger, alone: { displaced: displace, waiting } })
  closers.push(() => database.close())
  const stores = openStores(database)
  const vouchers = await openVouchers(database.db)
  const offices = await RunningOffices.open(stores, clock, report, vouchers.publicKey)
  closers.push(() => offices.close())
  const outside = await Outside.start({
    pool: database.pool,
    config: options.outside ?? null,
    clock,
    logger,
    journal: stores.journal,
  })
  closers.push(() => outside.close())
  const caseSide = await openCaseSide({
    database,
    stores,
    offices,
    outside,
    clock,
    logger,
    dataDir,
    scanner: options.scanner ?? null,
    statusPage: options.outside?.statusPage,
  })
  closers.push(() => caseSide.cases.close())
  const bookingSide =
    options.booking == null
      ? null
      : await openBookingSide({ settings: options.booking, database, offices, clock, logger, report })
  closers.push(() => bookingSide?.close())
  const settings = options.booking ?? BookingSettings.parse({})
  const press = new PaperPress()
  closers.push(() => press.close())
  const portals = await openPortals({
    database,
    live: bookingSide?.booking ?? null,
    settings,
    checkPhone: checkMobile,
    clock,
    report,
  })
  closers.push(() => portals.close())
  const clockState = await watchClock({
    copies: () => offices.all().map(({ mirror }) => mirror.lastAt),
    journal: stores.journal,
    clock,
    warn: (message) => logger.warn(message),
  })
  const book = await SeenHubsBook.open(
    stores.hubs,
    offices.all().map(({ code }) => code),
    report,
  )
  const gateway = new HubGateway({
    hubs: book.directory(),
    office: async (code) => offices.get(code),
    clock,
    report,
    vouchers,
    caseTokens: caseSide.tokens,
    onSeen: (seen) => book.seen(seen),
  })
  closers.push(() => gateway.close())
  const consoleToken = randomBytes(32).toString('base64url')
  const hubs = hubLinks(gateway, book, (code) => offices.get(code))
  const metrics = new Metrics({
    ...measured(offices, hubs),
    outside: () => outside.state(),
    ...(bookingSide && { booking: measuredBooking(bookingSide.http) }),
  })
  const app = await buildHttp({
    stores,
    offices,
    hubs,
    clock,
    logger,
    metrics,
    ping: () => database.ping(),
    outside: () => outside.state(),
    clockState,
    pages: options.pages === undefined ? builtPages('admin-console') : options.pages,
    site: options.site === undefined ? builtPages('public-site') : options.site,
    cases: caseSide.http,
    trustedProxies: options.booking?.trustedProxies,
    booking: bookingSide?.http,
    portals,
    leaflets: { press, publicUrl: settings.publicUrl, phones: settings.phones },
    secureCookies: !isLoopback(listen),
    version,
    consoleToken,
  })
  const jobs = new Jobs({
    offices,
    stores,
    clock,
    report,
    warn: (message) => logger.warn(message),
    retentionDays: options.retentionDays ?? defaultRetentionDays,
    failed: (job) => metrics.jobFailed(job),
    booking: bookingSide?.booking,
    cases: {
      tick: (today) => caseSide.cases.tick(today),
      tidy: () => caseSide.cases.tidy(),
      eraseOld: caseYears === undefined ? undefined : (today) => caseSide.cases.eraseOld(today, caseYears),
    },
  })
  const running = {
    offices,
    provision: provisionOf(stores, offices, clock),
    idle: async () => {
      await jobs.idle()
      await book.idle()
    },
  }
  options.routes?.(app, running)
  const sockets = attachHubGateway(app.server, gateway)
  closers.push(
    () => closeApp(app),
    () => sockets.close(),
  )
  const bound = await listenOn(app, listen, port)
  closers.push(() => jobs.stop())
  await jobs.start()
  const address = `http://${isLoopback(listen) ? loopback : listen}:${bound}`
  writeConsoleFile(dataDir, { url: address, token: consoleToken })
  closers.push(() => removeConsoleFile(dataDir))
  return { ...running, close, displaced, port: bound, url: address }
}

async function listenOn(app: App, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    throw new ServerStartError(`Port ${port} of ${host} is in use or not allowed; choose another with --port.`, 1, {
      cause,
    })
  }
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

/** Answers under way are sent; a reader that takes for ever is not waited for. */
async function closeApp(app: App): Promise<void> {
  const force = setTimeout(() => app.server.closeAllConnections(), closeGraceMs)
  await app.close()
  clearTimeout(force)
}

function measured(offices: RunningOffices, hubs: HubLinks): Measured {
  return {
    offices: () =>
      offices.all().map((office) => {
        const { state } = hubs.link(office.code)
        const { mirror, lag } = office
        const day = mirror.today === null ? undefined : mirror.days[mirror.today]
        return {
          code: office.code,
          connected: state === 'connected',
          diverged: state === 'diverged',
          inboxLag: lag.inbox,
          eventLag: lag.events,
          waiting: Object.values(day?.tickets ?? {}).filter(({ status }) => status.is === 'waiting').length,
          inboxSeq: office.inboxHead.seq,
          copySeq: office.copyHead.seq,
        }
      }),
  }
}

const builtPages = (app: string): string => fileURLToPath(new URL(`../../../out/${app}/renderer`, import.meta.url))
const version = readVersion()

function readVersion(): string {
  const file = new URL('../package.json', import.meta.url)
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : '0'
}

function asStartError(error: unknown): unknown {
  if (error instanceof DatabaseError || error instanceof LogError) {
    return new ServerStartError(error.message, 1, { cause: error })
  }
  return error
}
