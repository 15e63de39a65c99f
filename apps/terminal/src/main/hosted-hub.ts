import type { HostedHub, StartHub } from '@cherha/device-shell/electron'
import { readListenAddress, readOfficeConfig, startHub, type HubHandle } from '@cherha/office-hub'
import { encodeTicket, openPrinter, readPrinterSpec } from '@cherha/ticket-printing'

/** Starts the office's hub as the terminal's settings say. Throws `HubStartError` with a sentence. */
export async function startHostedHub(options: StartHub): Promise<HostedHub> {
  const config = readOfficeConfig(options.configFile)
  const hub: HubHandle = await startHub({
    config,
    dataDir: options.dataDir,
    port: options.port,
    ...(options.printer === null ? {} : { printer: options.printer }),
    ...(options.listen === null ? {} : { listen: [readListenAddress(options.listen)] }),
  })
  return {
    url: hub.url,
    adopt(device, token) {
      const known = token !== null && hub.credentials.deviceOf(token)?.id === device
      return {
        token: known ? token : hub.credentials.addDevice({ id: device, role: 'terminal', windows: null }),
        office: { code: config.code, name: config.name },
      }
    },
    async printTest() {
      if (options.printer === null) throw new Error('This hub has no printer.')
      const spec = readPrinterSpec(options.printer)
      const printer = openPrinter(spec)
      // P16: it is tried when something was wrong, and the hub's own job may have ended in its middle
      printer.brokenOff()
      try {
        const office = { name: config.name.uk, address: config.address.uk, phone: config.phones[0] ?? '' }
        await printer.print(encodeTicket(testTicket(office), spec), 'test')
      } finally {
        await printer.close()
      }
    },
    async pair(role) {
      const { code, expires } = await hub.credentials.openPairing({ role, id: null, windows: null }, Date.now())
      return { code, until: new Date(expires).toISOString() }
    },
    close: () => hub.close(),
  }
}

/** A page that nobody can take for a ticket: no number of the queue, a code that opens nothing. */
function testTicket(office: { name: string; address: string; phone: string }): Parameters<typeof encodeTicket>[0] {
  const now = new Date()
  const date = now.toISOString().slice(0, 10)
  const time = now.toTimeString().slice(0, 5)
  return {
    language: 'uk',
    office,
    number: 'Т-000',
    date,
    time,
    service: 'Перевірка принтера',
    person: { surname: 'Ґалаґан-Їжакевич', givenName: 'Перевірка', patronymic: null },
    code: '00000000',
    qr: 'CHERHA-PRINTER-TEST',
    witness: '0·00000000',
    issued: { date, time },
    noShowMinutes: 2,
    copy: true,
  }
}
