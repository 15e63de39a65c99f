import path from 'node:path'
import { HubStartError, readOfficeConfig } from '@cherha/office-hub'
import { ServerStartError, totpCode } from '@cherha/queue-server'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { type SmsSimulator, smsPorts, startSmsSimulator } from '@cherha/sms-simulator'
import { openPrinter, PrinterError } from '@cherha/ticket-printing'
import { openInBrowser } from './demo/browser.ts'
import { demoBooking } from './demo/messages.ts'
import { startDemoOffice } from './demo/office.ts'
import { readOptions, type StartOptions, UsageError } from './demo/options.ts'
import { areFree } from './demo/ports.ts'
import { outsideOf, registryPorts, startDemoRegistries } from './demo/registries.ts'
import { startScreens } from './demo/screens.ts'
import { type DemoAdmin, startDemoServer } from './demo/server.ts'
import { drawTickets } from './demo/ticket-pictures.ts'
import { whatRuns } from './demo/what-runs.ts'

const root = path.resolve(import.meta.dirname, '..')
/** The hub and its three screens; after them the queue server, the outside systems it asks, the message centre. */
const officePorts = 4
const serverPorts = 1 + registryPorts + smsPorts
const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

try {
  await start(readOptions(process.argv.slice(2), root))
} catch (error) {
  if (!(error instanceof UsageError || error instanceof HubStartError || error instanceof ServerStartError)) throw error
  say(error.message)
  process.exit(error instanceof UsageError ? 2 : error.exitCode)
}

/**
 * One demonstration office: the hub, its three screens, a folder for its tickets; and the queue server with the outside
 * systems it asks and the message centre that shows what is sent to visitors.
 */
async function start(options: StartOptions): Promise<void> {
  const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
  const port = await choosePort(options.port, options.server ? officePorts + serverPorts : officePorts)
  const ticketsDir = options.printer === null ? path.join(options.dataDir, 'tickets') : folderOf(options.printer)
  const { dataDir } = options
  await checkPrinter(options.printer)
  const closers: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const serverPort = port + officePorts
    const registries = options.server ? await startDemoRegistries(serverPort + 1) : null
    if (registries) closers.push(() => registries.close())
    const sms = options.server ? await startSms(serverPort + 1 + registryPorts) : null
    if (sms) closers.push(() => sms.close())
    const booking = sms && demoBooking(sms, `http://127.0.0.1:${serverPort}`, config)
    const outside = registries && outsideOf(registries, `http://127.0.0.1:${serverPort}/status`)
    const server = options.server
      ? await startDemoServer({ root, dataDir, port: serverPort, base: config, outside, booking, say })
      : null
    if (server) closers.push(() => server.close())
    const printer = options.printer ?? `file:${ticketsDir}`
    const { hub, access } = await startDemoOffice({ config, dataDir, port, printer, server, say })
    closers.push(() => hub.close())
    const screens = await startScreens(root, hub.url, port + 1, access)
    closers.push(() => screens.close())
    if (ticketsDir !== null) closers.push(drawTickets(ticketsDir, say))
    stopOnSignal(close)

    const central = server &&
      registries &&
      sms && {
        server: server.handle.url,
        admin: `${server.handle.url}/admin/`,
        status: `${server.handle.url}/status`,
        registries: registries.url,
        booking: `${server.handle.url}/booking`,
        sms: sms.url,
      }
    const administrators = server ? [{ ...server.admin, role: 'administrator' as const }] : []
    if (options.json) {
      const office = { hub: hub.url, ...screens.pages, tickets: ticketsDir, tokens: access.tokens }
      const staff = [...access.staff, ...administrators]
      process.stdout.write(`${JSON.stringify({ ready: true, ...office, ...central, staff })}\n`)
    } else {
      const tickets = ticketsDir ?? `printed by ${options.printer}`
      const { pages } = screens
      const tellsCodes = process.stdin.isTTY
      const staff = access.staff.map((one) => ({ ...one, roles: rolesOf(config, one.login) }))
      process.stdout.write(whatRuns({ hub: hub.url, pages, tickets, staff, central, administrators, tellsCodes }))
      if (server && tellsCodes) tellCodes(server.admin)
    }
    say(`Started in ${process.uptime().toFixed(1)} s.`)
    if (options.open) {
      const opened = [screens.pages.display, screens.pages.desk, screens.pages.terminal].map(openInBrowser)
      if (opened.includes(false)) say('No screen here to open a browser on: open the addresses above in one.')
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** A row of ports that was free a moment ago may not be any more. */
async function startSms(port: number): Promise<SmsSimulator> {
  try {
    return await startSmsSimulator({ port })
  } catch (cause) {
    throw new HubStartError(`One of the ports ${port}–${port + smsPorts - 1} is in use; start again.`, 1, { cause })
  }
}

/** What somebody does in applications, as the technology cards name it. */
function rolesOf({ staff }: OfficeConfig, login: string): readonly string[] {
  return staff.find((one) => one.login === login)?.post?.roles ?? []
}

/** Before anything is started: a database is not made for a printer that cannot be. */
async function checkPrinter(printer: string | null): Promise<void> {
  if (printer === null) return
  try {
    await openPrinter(printer).close()
  } catch (error) {
    throw error instanceof PrinterError ? new UsageError(error.message) : error
  }
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await close()
    process.exit(0)
  }
  // SIGHUP: the window of the console was closed
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())
}

/** Whoever has no authenticator gets the administrator's six digits here. */
function tellCodes({ totpSecret }: DemoAdmin): void {
  process.stdin.on('data', () => {
    void totpCode(totpSecret, Date.now()).then((code) => say(`The administrator’s code for the next seconds: ${code}`))
  })
}

async function choosePort(wanted: number | null, count: number): Promise<number> {
  if (wanted !== null) {
    if (await areFree(wanted, count)) return wanted
    throw new HubStartError(
      `One of the ports ${wanted}–${wanted + count - 1} is in use; stop what uses it or give another one with --port.`,
      1,
    )
  }
  for (let port = 4700; port < 4800; port += 20) if (await areFree(port, count)) return port
  throw new HubStartError('No free ports between 4700 and 4799; give one with --port.', 1)
}

function folderOf(printer: string): string | null {
  return printer.startsWith('file:') ? path.resolve(printer.slice('file:'.length)) : null
}
