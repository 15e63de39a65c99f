import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openSqliteLog, type EventLog } from '@cherha/event-log'
import { openCredentials } from '@cherha/office-hub'
import {
  type Caller,
  CommandIntake,
  dayClock,
  Engine,
  openKeyFile,
  ProofReader,
  systemClock,
  Vault,
} from '@cherha/office-hub/core'
import { addDays, planDay } from '@cherha/shared/calendar'
import type { ClientCommand, OfficeConfig } from '@cherha/shared/protocol'
import { anOffice, everyDay } from '@cherha/testing'

/** A day far enough ahead that hub time can be put there on any machine. */
export const benchDate = '2060-03-02'
const letters = ['А', 'К', 'Р', 'У', 'М', 'Ш']

/** Places of one lane of all services from half past nine on. */
const perLane = 300

/**
 * A large office: six services of two lanes, 648 places a day, all for the current queue.
 * @param visitors for more of them than it has places there are more lanes
 */
export function benchOffice({ windows = 10, visitors = 0 } = {}): OfficeConfig {
  const lanes = Math.max(2, Math.ceil(visitors / perLane))
  const office = anOffice()
    .withPlaces({ current: 1 })
    .openAt(everyDay(['09:00', '18:00']))
  letters.forEach((letter, index) => office.withService(letter, { id: `service-${index}`, lanes, minutes: 10 }))
  for (let n = 1; n <= windows; n += 1) office.withWindow(`w${n}`, { label: String(n) })
  return office.config()
}

/** A small office: one service, one window; every visitor has a place. */
export function smallOffice(visitors: number): OfficeConfig {
  const office = anOffice()
    .withPlaces({ current: 1 })
    .openAt(everyDay(['09:00', '18:00']))
    .withService('А', { id: 'service-0', lanes: Math.max(1, Math.ceil(visitors / 50)), minutes: 10 })
  return office.withWindow('w1', { label: '1' }).config()
}

export interface HubCore {
  readonly engine: Engine
  readonly log: EventLog
  /** One registration in today's queue, through the gateway's intake; resolves when it is durable. */
  register(): Promise<void>
  /** Closes the day and opens the next, with all its places free. */
  nextDay(): Promise<void>
  close(): Promise<void>
}

/** What is between a command's body and its answer, without the network: intake, keys, engine, log. */
export async function openCore(dir: string, openLog?: (file: string) => EventLog): Promise<HubCore> {
  const config = benchOffice()
  const clock = systemClock()
  const day = dayClock(benchDate, config.timeZone)
  clock.startNotBefore(day.midnight + 9.5 * 3_600_000)
  const credentials = openCredentials(dir)
  const keys = openKeyFile(join(dir, 'keys.json'))
  const log = (openLog ?? openSqliteLog)(join(dir, 'office.db'))
  const engine = new Engine({
    log,
    clock,
    report: (message, error) => {
      throw new Error(message, { cause: error })
    },
  })
  await engine.tell({ type: 'configure-office', config })
  await engine.tell({ type: 'start-hub', downMs: null })
  let date = benchDate
  let registered = 0
  const publish = async () => {
    const day = dayClock(date, config.timeZone)
    const plan = planDay(config, day)
    if (!plan.ok) throw new Error('the office has no plan')
    keys.ensureDay(date)
    await engine.tell({ type: 'publish-plan', date, clock: day, services: plan.services })
  }
  await publish()
  const vault = new Vault(keys)
  const intake = new CommandIntake({
    engine,
    vault,
    proofs: new ProofReader(credentials, vault),
    officeKey: keys.office,
    onTicket: () => undefined,
  })
  const caller: Caller = { kind: 'device', device: { id: 'terminal-1', role: 'terminal', windows: null } }
  return {
    engine,
    log,
    async register() {
      const answer = await intake.run(caller, registration(registered++))
      if (!answer.ok) throw new Error(`a registration was refused: ${answer.refusal.code}`)
    },
    async nextDay() {
      date = addDays(date, 1)
      await publish()
      clock.follow(24 * 3_600_000)
      await engine.tell({ type: 'tick' })
      if (engine.state.today !== date) throw new Error(`${date} did not open`)
    },
    async close() {
      await engine.stop()
      log.close()
      credentials.close()
    },
  }
}

/** A visitor's registration as a terminal sends it. */
export function registration(n: number): ClientCommand {
  return {
    type: 'register-current',
    commandId: randomUUID(),
    service: `service-${n % letters.length}`,
    person: personOf(n),
    language: 'uk',
  }
}

/** A visitor's name; no two have the same. */
export function personOf(n: number) {
  return { surname: `Іваненко${inLetters(n)}`, givenName: 'Олександра', patronymic: 'Миколаївна' }
}

/** A number in letters: a name has no figures. */
function inLetters(n: number): string {
  const alphabet = 'абвгдежзик'
  return [...String(n)].map((figure) => alphabet[Number(figure)]).join('')
}
