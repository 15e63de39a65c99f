import { randomBytes, randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { openCredentials, provision, startHub } from '@cherha/office-hub'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { VirtualClock } from '@cherha/testing'
import { onTestFinished } from 'vitest'
import { writeServerFile } from '../../src/uplink/identity-file.ts'
import { aFolder, HubUnderTest, mondayMorning } from '../hub-under-test.ts'
import { linkPair } from '../link-pair.ts'
import { ScriptedServer } from '../scripted-server.ts'
import { aPlan, firstKey } from '../uplink-under-test.ts'
import { CaseServer } from './case-server.ts'
import { Clerk, officeWithCard } from './intake-under-test.ts'

/** A hub that belongs to a scripted queue server: its connection in memory, the case interface over real HTTP. */
export class HubAndServer {
  readonly link: ScriptedServer
  readonly cases: CaseServer
  readonly dataDir: string
  readonly clock: VirtualClock
  office!: HubUnderTest
  #reachable = true
  #cut: () => void = () => {}

  private constructor(link: ScriptedServer, cases: CaseServer, dataDir: string, clock: VirtualClock) {
    this.link = link
    this.cases = cases
    this.dataDir = dataDir
    this.clock = clock
  }

  static async open(options: { reachable?: boolean; config?: OfficeConfig } = {}): Promise<HubAndServer> {
    const { reachable = true, config = officeWithCard() } = options
    const dataDir = aFolder()
    const credentials = openCredentials(dataDir)
    const access = await provision(dataDir, config, credentials)
    const devices = credentials.deviceHashes()
    credentials.close()
    const date = '2026-11-23'
    const link = new ScriptedServer(firstKey.publicKey, { days: { [date]: randomBytes(32).toString('base64') } })
    link.secrets = { ...link.secrets, devices }
    const clock = new VirtualClock(mondayMorning)
    link.keepTime(clock)
    const staff = await staffHashes(dataDir)
    link.secrets = { ...link.secrets, staff }
    link.tell({ type: 'office-configured', config }, aPlan(date, config))
    const cases = await CaseServer.open()
    const both = new HubAndServer(link, cases, dataDir, clock)
    both.#reachable = reachable
    const identity = { office: config.code, hub: randomUUID(), privateKey: firstKey.privateKey }
    writeServerFile(dataDir, { version: 1, url: cases.url, ...identity, config })
    await both.start(access)
    return both
  }

  /** Starts the hub (anew) on its folder. */
  async start(access = this.office.access): Promise<void> {
    const hub = await startHub({
      dataDir: this.dataDir,
      port: 0,
      clock: this.clock,
      logLevel: 'silent',
      followServerTime: false,
      serverRetryMs: 100,
      connectServer: async () => {
        if (!this.#reachable) throw new Error('no network')
        const pair = linkPair(() => 'pass')
        this.#cut = pair.cut
        void setImmediate().then(() => this.link.accept(pair.server))
        return pair.hub
      },
    })
    onTestFinished(() => hub.close())
    this.office = new HubUnderTest(hub, this.clock, this.dataDir, access)
  }

  /** The line to the server is lost, or there again. */
  reach(reachable: boolean): void {
    this.#reachable = reachable
    if (!reachable) this.#cut()
  }

  clerk(login = 'clerk', window = 'w1', desk = 0): Promise<Clerk> {
    return Clerk.signedIn(this.office, login, window, desk)
  }

  async health(): Promise<unknown> {
    return (await this.office.get('/health')).body
  }
}

/** The PINs the folder was provisioned with, as a server would hand them on: the hub keeps them then. */
async function staffHashes(dataDir: string) {
  const { default: Database } = await import('better-sqlite3')
  const database = new Database(`${dataDir}/credentials.db`, { readonly: true })
  const rows = database.prepare<[], { login: string; salt: Buffer; hash: Buffer }>(
    'SELECT login, salt, hash FROM staff_pin',
  )
  const staff = rows.all().map(({ login, salt, hash }) => ({
    login,
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
  }))
  database.close()
  return staff
}
