import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { EventLog } from '@cherha/event-log'
import {
  boot,
  type Caller,
  CommandIntake,
  dayClock,
  Engine,
  type HubClock,
  type KeyFile,
  localPublisher,
  openKeyFile,
  PlanKeeper,
  ProofReader,
  systemClock,
  Vault,
} from '@cherha/office-hub/core'
import type { Answer, OfficeConfig } from '@cherha/shared/protocol'
import { anOffice, everyDay } from '@cherha/testing'

const date = '2060-03-02'
export const letters = ['А', 'К', 'Р']

/**
 * A small office with few days to publish: a hub that is killed two hundred times has to start as often.
 * @param lanes of each of the three services; 54 places a day each
 */
export function crashOffice(lanes: number): OfficeConfig {
  const office = anOffice()
    .withPlaces({ current: 1 })
    .with({ horizons: { online: 1, terminal: 1 } })
    .openAt(everyDay(['09:00', '18:00']))
  for (const letter of letters) office.withService(letter, { lanes, minutes: 10 })
  return office.withWindow('w1').withStaff('clerk', 'clerk').withDevice('terminal-1', 'terminal').config()
}

export const terminal: Caller = { kind: 'device', device: { id: 'terminal-1', role: 'terminal', windows: null } }
export const clerk: Caller = {
  kind: 'staff',
  session: { id: 's1', login: 'clerk', device: 'desk-1', expires: Number.MAX_SAFE_INTEGER },
  staff: { login: 'clerk', name: 'clerk', role: 'clerk' },
}

export interface OfficeCore {
  readonly engine: Engine
  run(caller: Caller, body: Readonly<Record<string, unknown>>): Promise<Answer>
}

export interface CoreParts {
  readonly dir: string
  readonly log: EventLog
  readonly config: OfficeConfig
  readonly keys?: (file: KeyFile) => KeyFile
  readonly clock?: HubClock
  readonly report?: (message: string, error: unknown) => void
}

/** Everything of a hub that decides and stores, without sockets and pages, after its boot. */
export async function startCore({
  dir,
  log,
  config,
  keys: wrap,
  clock = morning(config.timeZone),
  report = fail,
}: CoreParts): Promise<OfficeCore> {
  const file = openKeyFile(path.join(dir, 'keys.json'))
  const keys = wrap?.(file) ?? file
  // small enough that many are made and broken in a test of a minute
  const engine = new Engine({ log, clock, report, snapshotEvery: 25 })
  const plans = new PlanKeeper(
    engine,
    clock,
    keys,
    localPublisher(() => undefined),
  )
  const alive = stampIn(dir)
  await boot({ engine, clock, alive, plans, config })
  alive.write(clock.now().at)
  const vault = new Vault(keys)
  const tries = { codeLocked: () => false, countWrongCode: () => undefined, forgetWrongCodes: () => undefined }
  const intake = new CommandIntake({
    engine,
    vault,
    proofs: new ProofReader(tries, vault),
    officeKey: keys.office,
    onTicket: () => undefined,
  })
  return { engine, run: (caller, body) => intake.run(caller, body) }
}

/** Real time from half past nine of a day to come. */
function morning(timeZone: string): HubClock {
  const clock = systemClock()
  clock.startNotBefore(dayClock(date, timeZone).midnight + 9.5 * 3_600_000)
  return clock
}

function stampIn(dir: string) {
  const file = path.join(dir, 'alive')
  return {
    write(at: number): void {
      writeFileSync(`${file}.new`, String(at))
      renameSync(`${file}.new`, file)
    },
    read: () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : null),
  }
}

function fail(message: string, cause: unknown): never {
  throw new Error(message, { cause })
}

/** The n-th visitor's registration; the same n is the same command. */
export function registrationOf(n: number, run: string): Readonly<Record<string, unknown>> {
  const name = [...String(n)].map((figure) => 'абвгдежзик'[Number(figure)]).join('')
  return {
    type: 'register-current',
    commandId: commandId(run, n),
    service: `service-${1 + (n % letters.length)}`,
    person: { surname: `Людина${name}`, givenName: 'Олена' },
    language: 'uk',
  }
}

/** A UUID that a parent process can make too. */
export function commandId(run: string, n: number): string {
  return `${run}-0000-4000-8000-${String(n).padStart(12, '0')}`
}
