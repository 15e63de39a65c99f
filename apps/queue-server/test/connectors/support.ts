import { type RegistrySimulator, startRegistrySimulator } from '@cherha/registry-simulator'
import { type Applicant, type ConnectorKey, connectorKeys } from '@cherha/shared/workflow'
import { afterEach, beforeEach } from 'vitest'
import type { SystemCommand } from '../../src/cases/cases.ts'
import { OutsideConfig } from '../../src/connectors/config.ts'
import type { MailJob } from '../../src/connectors/mail-texts.ts'
import { Outside, type OutsideOptions, type OutsideTimes } from '../../src/connectors/outside.ts'
import type { CaseSink, OutsideData, OutsideJob } from '../../src/connectors/ports.ts'
import type { SystemKey } from '../../src/connectors/systems.ts'
import type { Database } from '../../src/store/database.ts'
import { systemClock } from '../../src/server/system-clock.ts'
import { quiet, withDatabase } from '../support/database.ts'

/** The usual times, shortened: what is a minute in an office is a moment here. */
export const fastTimes: OutsideTimes = {
  limits: { connectMs: 1_000, answerMs: 400 },
  feeMs: 400,
  idleMs: 100,
  circuit: { firstMs: 100, longestMs: 300 },
  queue: { retrySeconds: 1, longestSeconds: 1, heartbeatSeconds: 10, watchSeconds: 1 },
}

export const anApplicant: Applicant = {
  surname: 'Коваль',
  givenName: 'Олена',
  patronymic: 'Іванівна',
  latin: { surname: 'KOVAL', givenName: 'OLENA' },
  birthDate: '1990-02-28',
  sex: 'female',
  citizenship: 'MDA',
  document: { kind: 'passport', number: 'AB 123456', issuer: 'Chisinau' },
  address: 'м. Миколаїв, вул. Садова, 1',
  phone: '+380501112233',
  email: 'olena@example.org',
  language: 'uk',
}

export function someData(change: Partial<OutsideData> = {}): OutsideData {
  return {
    office: '4801',
    card: { id: '004', title: { uk: 'Посвідка', en: 'Permit' } },
    track: 'standard',
    applicant: anApplicant,
    receipt: 'A-0001',
    inquiry: { key: 'debts', title: { uk: 'Чи є борги', en: 'Debts' } },
    files: [],
    ...change,
  }
}

export interface Told {
  readonly case: string
  readonly command: SystemCommand
}

/** Cases as the connectors see them: what is told under an id that was told before changes nothing. */
export class FakeCases implements CaseSink {
  readonly told: Told[] = []
  /** Everything that was said, repetitions too. */
  tells = 0
  data: OutsideData | null = someData()
  files = new Map<string, Uint8Array>()
  /** Is asked before anything is told; may throw. */
  before: (told: Told) => Promise<void> | void = () => {}
  takes = true
  readonly #seen = new Set<string>()

  async tell(id: string, commandId: string, command: SystemCommand): Promise<boolean> {
    this.tells += 1
    await this.before({ case: id, command })
    if (this.#seen.has(commandId)) return true
    if (!this.takes) return false
    this.#seen.add(commandId)
    this.told.push({ case: id, command })
    return true
  }

  async outsideData(): Promise<OutsideData | null> {
    return this.data
  }

  async outsideFile(_id: string, hash: string): Promise<Uint8Array> {
    const bytes = this.files.get(hash)
    if (bytes === undefined) throw new Error(`no file ${hash}`)
    return bytes
  }
}

/** The configuration for what a simulator plays. */
export function configFor(simulator: RegistrySimulator, only: readonly ConnectorKey[] = connectorKeys): OutsideConfig {
  const one = (system: ConnectorKey) => ({
    url: simulator.systems[system],
    service: 'UA-TEST/GOV/00000002/systems',
    pollSeconds: 1,
  })
  return OutsideConfig.parse({
    client: 'UA-TEST/GOV/00000001/cherha',
    systems: Object.fromEntries(only.map((system) => [system, one(system)])),
    mail: { host: '127.0.0.1', port: simulator.smtpPort, from: 'Черга <queue@example.org>' },
    statusPage: 'https://queue.example.org/status',
  })
}

let count = 0
const numbered = () => {
  count += 1
  const id = `4801-004-${String(count).padStart(6, '0')}`
  return { case: id, key: `${id}/job` }
}

export function aRegistration(kind: 'register-application' | 'register-scans' = 'register-application'): OutsideJob {
  return { kind, stage: 'application', connector: 'register', ...numbered() }
}

export function anInquiry(connector: ConnectorKey, letter = false) {
  const { case: id, key } = numbered()
  return { kind: 'inquiry', stage: 'identification', case: id, key, connector, letter, inquiry: `${id}-q` } as const
}

export function anOrder(): OutsideJob {
  return { kind: 'order-card', stage: 'data-transfer', connector: 'printing-works', ...numbered() }
}

export function aMail(change: Partial<MailJob> = {}): MailJob {
  return {
    kind: 'mail',
    stage: '',
    to: 'applicant',
    about: 'ready',
    on: null,
    paper: null,
    records: null,
    ...numbered(),
    ...change,
  }
}

export function aLetter(): OutsideJob {
  return { kind: 'letter', stage: 'issue', to: 'hosting-party', paper: 'decision-copy', ...numbered() }
}

/** Resolves when `check` holds; the test's own limit ends a wait that is in vain. */
export async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** A real PostgreSQL, a simulator and cases that remember, new for each test. */
export function withOutside() {
  const databases = withDatabase()
  const opened: Outside[] = []
  let simulator: RegistrySimulator | null = null
  let database: Database | null = null
  const of = {
    cases: new FakeCases(),
    get simulator(): RegistrySimulator {
      if (simulator === null) throw new Error('The simulator runs during a test')
      return simulator
    },
    get database(): Database {
      if (database === null) throw new Error('The database is there during a test')
      return database
    },
    async start(change: Partial<OutsideOptions> = {}): Promise<Outside> {
      const outside = await Outside.start({
        pool: of.database.pool,
        cases: of.cases,
        config: configFor(of.simulator),
        clock: systemClock(),
        logger: quiet,
        times: fastTimes,
        ...change,
      })
      opened.push(outside)
      return outside
    },
    async send(outside: Outside, ...jobs: readonly OutsideJob[]): Promise<void> {
      await of.database.db.transaction().execute((tx) => outside.enqueue(tx, jobs))
    },
    async stateOf(outside: Outside, system: SystemKey) {
      const found = (await outside.state()).find((one) => one.system === system)
      if (found === undefined) throw new Error(`no state of ${system}`)
      return found
    },
    /** Nothing is left in any queue. */
    async idle(outside: Outside): Promise<void> {
      await until(async () => (await outside.state()).every(({ queue }) => queue === 0))
    },
  }
  beforeEach(async () => {
    simulator = await startRegistrySimulator({ port: 0 })
    database ??= await databases.fresh()
    await database.pool.query('DROP SCHEMA IF EXISTS pgboss CASCADE')
    of.cases = new FakeCases()
  })
  afterEach(async () => {
    for (const outside of opened.splice(0)) await outside.close()
    await simulator?.close()
  })
  return { of }
}
