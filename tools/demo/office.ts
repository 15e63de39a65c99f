import {
  dateAt,
  enrol,
  type HubHandle,
  openCredentials,
  readServerFile,
  socketLink,
  startHub,
} from '@cherha/office-hub'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { type DemoAccess, demoAccess } from './access.ts'
import { demoPublisher, openToday } from './publisher.ts'
import { type DemoServer, setFirstPins } from './server.ts'

const pollMs = 50
/** How long a start waits for the hub to have learnt what the server has for it. */
const learnMs = 15_000

export interface DemoOffice {
  readonly hub: HubHandle
  readonly access: DemoAccess
}

export interface DemoOfficeOptions {
  readonly config: OfficeConfig
  readonly dataDir: string
  readonly port: number
  readonly printer: string
  /** null: the hub publishes its days itself. */
  readonly server: DemoServer | null
  readonly say: (line: string) => void
}

/** The hub of the demonstration office with its devices and PINs; with a server it is enrolled there like any hub. */
export async function startDemoOffice(options: DemoOfficeOptions): Promise<DemoOffice> {
  const { config, dataDir, port, printer, server, say } = options
  const enrolled = readServerFile(dataDir) !== null
  const credentials = openCredentials(dataDir)
  const pins = server !== null || enrolled ? 'server' : 'hub'
  const access = await demoAccess(dataDir, config, credentials, pins).finally(() => credentials.close())
  if (server === null) {
    if (enrolled) say('This folder’s hub belongs to the queue server that is left out: it goes on with what it knows.')
    const today = openToday(config, dateAt(Date.now(), config.timeZone))
    const hub = await startHub({ config: today, dataDir, port, printer, publisher: demoPublisher(config, say) })
    return { hub, access }
  }
  const { handle } = server
  await setFirstPins(server, config.code, access.staff)
  if (!enrolled) {
    const code = await handle.provision.enrolmentCode(config.code)
    if (code === null) throw new Error(`the server has no office ${config.code}`)
    await enrol({ dataDir, server: handle.url, code, restore: false })
  }
  // the server's port may be another than at the enrolment
  const hub = await startHub({ dataDir, port, printer, connectServer: () => socketLink(handle.url) })
  await learnt(hub, server, config.code, say)
  return { hub, access }
}

/** Resolves when the hub has learnt everything, or says why that may take longer. */
async function learnt(hub: HubHandle, { handle }: DemoServer, code: string, say: (line: string) => void) {
  const office = handle.offices.get(code)
  for (let waited = 0; waited < learnMs; waited += pollMs) {
    const { state } = hub.server()
    if (state === 'connected' && office?.lag.inbox === 0) return
    if (state === 'refused' || state === 'diverged') break
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  say(
    `The hub and the queue server do not agree (${hub.server().state}); the office goes on by itself. ` +
      'To begin anew, delete the data folder; to go on without the server, use --no-server.',
  )
}
