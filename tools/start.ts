import path from 'node:path'
import { dateAt, HubStartError, readOfficeConfig, startHub } from '@cherha/office-hub'
import { demoAccess } from './demo/access.ts'
import { openInBrowser } from './demo/browser.ts'
import { readOptions, type StartOptions, UsageError } from './demo/options.ts'
import { areFree } from './demo/ports.ts'
import { demoPublisher, openToday } from './demo/publisher.ts'
import { startScreens } from './demo/screens.ts'
import { drawTickets } from './demo/ticket-pictures.ts'

const root = path.resolve(import.meta.dirname, '..')
const portsNeeded = 4
const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

try {
  await start(readOptions(process.argv.slice(2), root))
} catch (error) {
  if (!(error instanceof UsageError || error instanceof HubStartError)) throw error
  say(error.message)
  process.exit(error instanceof HubStartError ? error.exitCode : 2)
}

/** One demonstration office: the hub, its three screens, and a folder for its tickets. */
async function start(options: StartOptions): Promise<void> {
  const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
  const port = await choosePort(options.port)
  const ticketsDir = options.printer === null ? path.join(options.dataDir, 'tickets') : folderOf(options.printer)
  const hub = await startHub({
    config: openToday(config, dateAt(Date.now(), config.timeZone)),
    dataDir: options.dataDir,
    port,
    printer: options.printer ?? `file:${ticketsDir}`,
    publisher: demoPublisher(config, say),
  })
  const access = await demoAccess(options.dataDir, config, hub)
  const screens = await startScreens(root, hub.url, port + 1, access)
  const stopDrawing = ticketsDir === null ? () => undefined : drawTickets(ticketsDir, say)

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    stopDrawing()
    await screens.close()
    await hub.close()
    process.exit(0)
  }
  // SIGHUP: the window of the console was closed
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())

  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({
        ready: true,
        hub: hub.url,
        ...screens.pages,
        tickets: ticketsDir,
        tokens: access.tokens,
        staff: access.staff,
      })}\n`,
    )
  } else {
    process.stdout.write(whatRuns(hub.url, screens.pages, ticketsDir ?? `printed by ${options.printer}`, access.staff))
  }
  if (options.open) {
    const opened = [screens.pages.display, screens.pages.desk, screens.pages.terminal].map(openInBrowser)
    if (opened.includes(false)) say('No screen here to open a browser on: open the addresses above in one.')
  }
}

async function choosePort(wanted: number | null): Promise<number> {
  if (wanted !== null) {
    if (await areFree(wanted, portsNeeded)) return wanted
    throw new HubStartError(
      `One of the ports ${wanted}–${wanted + portsNeeded - 1} is in use; stop what uses it or give another one with --port.`,
      1,
    )
  }
  for (let port = 4700; port < 4800; port += 10) if (await areFree(port, portsNeeded)) return port
  throw new HubStartError('No free ports between 4700 and 4799; give one with --port.', 1)
}

function folderOf(printer: string): string | null {
  return printer.startsWith('file:') ? path.resolve(printer.slice('file:'.length)) : null
}

function whatRuns(
  hub: string,
  pages: { terminal: string; display: string; desk: string },
  tickets: string,
  staff: readonly { login: string; pin: string; role: string }[],
): string {
  const who = staff.map(({ login, pin, role }) => `  ${login.padEnd(9)} PIN ${pin}   ${role}`).join('\n')
  return `
Cherha, the demonstration office, is running.

  terminal  ${pages.terminal}
  display   ${pages.display}
  desk      ${pages.desk}
  hub       ${hub}/health
  tickets   ${tickets}

Sign in at the desk:
${who}

What to click first: on the terminal «Талон на сьогодні», choose a service, type a name, take the ticket.
Then sign in at the desk, open window 1, 2 or 3, press «Викликати наступного», and look at the display.
Each address above works once; a page that is open stays connected. Stop with Ctrl+C.
`
}
