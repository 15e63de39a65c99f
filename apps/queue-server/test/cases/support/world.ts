import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { join } from 'node:path'
import { FileVault, type FileScanner, noScanner } from '@cherha/case-vault'
import { canonicalJson } from '@cherha/event-log'
import type { CaseActionAnswer, CaseActionBody, CaseHandover, OfficeConfig } from '@cherha/shared/protocol'
import {
  type Actor,
  type Applicant,
  type Card,
  type CaseContext,
  decideAll,
  type FeeCheck,
  type FolderCommand,
  initialFolder,
  type OutsideJob,
  workingCalendar,
  holidaysOfUkraine,
} from '@cherha/shared/workflow'
import { openCases, type OpenCases } from '../../../src/cases/open-cases.ts'
import type { CasePorts } from '../../../src/cases/ports.ts'
import { CardShelf } from '../../../src/cases/store/card-shelf.ts'
import type { Database } from '../../../src/store/database.ts'
import { type DatabaseStores, openStores } from '../../../src/store/stores.ts'
import { TestClock } from '../../support/test-clock.ts'
import { anApplicant, otherOffice, theEntity, theOffice } from './people.ts'
import { permit } from './permit-card.ts'

/** 10:00 in Kyiv on Monday, 2 March 2026. */
export const monday = Date.UTC(2026, 2, 2, 8)
export const dayMs = 86_400_000
export const password = 'the right password'

export const head = { office: '8036', login: 'head' }
export const anna = { office: '8036', login: 'anna' }
export const clerk = { office: '8036', login: 'clerk' }
export const receiver = { office: '8036', login: 'receiver' }

export interface World {
  readonly cases: OpenCases
  readonly clock: TestClock
  readonly stores: DatabaseStores
  readonly database: Database
  readonly vault: FileVault
  /** May be changed: the next command sees it. */
  readonly offices: Map<string, OfficeConfig>
  /** Configurations the offices had before. */
  readonly former: OfficeConfig[]
  readonly jobs: OutsideJob[]
  readonly signatures: { count: number }
  readonly reports: string[]
  /** What «check» answers. */
  fee: FeeCheck['result']
  scanner: FileScanner
  /** Another server on the same database. */
  readonly second: () => Promise<OpenCases>
}

/** The cases of a server with three offices, on a database of its own. */
export async function aWorld(database: Database, dataDir: string): Promise<World> {
  const stores = openStores(database)
  const clock = new TestClock(monday)
  const shelf = new CardShelf(database.db)
  await shelf.add(permit, 'test', monday)
  const vault = await FileVault.open(join(dataDir, `vault-${randomUUID()}`))
  const offices = new Map([theOffice(), theEntity(), otherOffice()].map((config) => [config.code, config]))
  const former: OfficeConfig[] = []
  const jobs: OutsideJob[] = []
  const signatures = { count: 0 }
  const reports: string[] = []
  const keys = generateKeyPairSync('ed25519')
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
  const ports: CasePorts = {
    database,
    clock,
    calendar: stores.calendar,
    journal: stores.journal,
    office: (code) => offices.get(code) ?? null,
    formerPosts: async (office, login) =>
      former.flatMap(({ code, staff }) => (code === office && staff.find((one) => one.login === login)?.post) || []),
    vault,
    scanner: { scan: (bytes) => world.scanner.scan(bytes) },
    async sign(_who, given, record) {
      if (given !== password) return { ok: false, code: 'wrong-password', message: { uk: 'Пароль', en: 'Password' } }
      signatures.count += 1
      const whole = { ...record, algorithm: 'ed25519', publicKey } as const
      const signature = sign(null, Buffer.from(canonicalJson(whole)), keys.privateKey).toString('base64')
      return { ok: true, record: { ...whole, signature } }
    },
    checkFee: async () => world.fee,
    async enqueue(client, wanted) {
      // as the real one: in the transaction of the case
      await client.query('SELECT 1')
      jobs.push(...wanted)
    },
    report: (message) => void reports.push(message),
  }
  const world: World = {
    cases: await openCases(ports),
    clock,
    stores,
    database,
    vault,
    offices,
    former,
    jobs,
    signatures,
    reports,
    fee: 'confirmed',
    scanner: noScanner,
    second: () => openCases(ports),
  }
  return world
}

const calendar = workingCalendar(holidaysOfUkraine, { martialLaw: true })

/** What a hub of the office accepts during an intake. */
export interface Intake {
  readonly id: string
  readonly card?: Card
  readonly office?: string
  readonly applicant?: Applicant
  readonly today?: string
  readonly outcome?: 'taken' | 'refused'
  readonly files?: CaseHandover['files']
}

let counted = 0
/** A number no other case has. */
export function aNumber(office = '8036', card = 'permit'): string {
  counted += 1
  return `${office}-${card}-${String(counted).padStart(6, '0')}`
}

/** The handover of an intake, as the hub's own rules accepted it. */
export function handoverOf({
  id,
  office = '8036',
  applicant = anApplicant(),
  files = [],
  ...more
}: Intake): CaseHandover {
  const { card = permit, today = '2026-03-02', outcome = 'taken' } = more
  const entity = office === '9001' ? office : null
  const actor: Actor = {
    id: entity === null ? 'clerk' : `clerk@${entity}`,
    office,
    unit: 'desk',
    roles: [entity === null ? 'intake' : 'authorised-entity'],
  }
  const by = { actor, today, at: Date.parse(`${today}T08:00:00Z`) }
  const commands: FolderCommand[] = [
    {
      ...by,
      type: 'start',
      version: 0,
      id,
      office: entity === null ? office : '8036',
      service: 'permit',
      entity,
      track: 'standard',
      day: today,
    },
    { ...by, type: 'write-applicant', applicant },
    ...files.map((file): FolderCommand => ({ ...by, type: 'add-file', file })),
  ]
  const context: CaseContext = { calendar }
  const begun = decideAll(card, initialFolder, commands, context)
  if (!begun.ok) throw new Error(`the intake is refused: ${begun.refusal.code}`)
  const version = begun.events.filter((event) => !event.type.startsWith('deadline-') && isOfCase(event.type)).length
  const last = { ...by, type: 'complete', version, stage: 'request', outcome, connected: false } as const
  commands.push(outcome === 'refused' ? { ...last, grounds: ['incomplete'] } : last)
  return {
    id,
    office,
    cardVersion: card.version,
    commands: commands.map((command) => ({ id: randomUUID(), command: { ...command } })),
    files,
  }
}

function isOfCase(type: string): boolean {
  return !['applicant-written', 'file-added', 'came-from', 'note-added'].includes(type)
}

/** A case that the server has taken and its register has confirmed: it waits for its officer. */
export async function aTakenCase(world: World, more: Omit<Intake, 'id'> = {}): Promise<string> {
  const id = aNumber(more.office)
  const answer = await world.cases.take(more.office ?? '8036', handoverOf({ ...more, id }))
  if (answer.state !== 'taken') throw new Error(`not taken: ${JSON.stringify(answer)}`)
  const told = { type: 'confirm-awaited', stage: 'request', taken: true, reference: 'R-1' } as const
  if (!(await world.cases.tell(id, randomUUID(), told))) throw new Error('the register is refused')
  return id
}

type Act = Omit<CaseActionBody, 'commandId' | 'version'> & Partial<Pick<CaseActionBody, 'commandId' | 'version'>>

/** An action on the newest version, unless another is given. */
export async function act(world: World, who: typeof head, id: string, action: Act): Promise<CaseActionAnswer> {
  const version = action.version ?? (await versionOf(world, id))
  return world.cases.act(who, id, { commandId: randomUUID(), ...action, version })
}

export async function versionOf({ database }: Pick<World, 'database'>, id: string): Promise<number> {
  const { rows } = await database.pool.query<{ version: number }>('SELECT version FROM case_now WHERE id = $1', [id])
  return rows[0]?.version ?? 0
}

/** As `act`, and it is accepted. */
export async function done(world: World, who: typeof head, id: string, action: Act): Promise<number> {
  const answer = await act(world, who, id, action)
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`)
  return answer.version
}

export const assign = (officer: string): Act => ({
  action: 'complete',
  stage: 'distribution',
  outcome: 'assigned',
  data: { officer },
})
export const consider: Act = { action: 'complete', stage: 'consideration', outcome: 'considered' }
export const grant: Act = { action: 'complete', stage: 'decision', outcome: 'granted', data: { password } }

/** Runs a case from its officer to the printing works. */
export async function decidedCase(world: World, more: Omit<Intake, 'id'> = {}): Promise<string> {
  const id = await aTakenCase(world, more)
  await done(world, head, id, assign('anna'))
  await done(world, anna, id, consider)
  await done(world, head, id, grant)
  return id
}
