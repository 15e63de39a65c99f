import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dateAt } from '@cherha/office-hub'
import {
  type OutsideConfig,
  readConfigFile,
  type ServerHandle,
  ServerStartError,
  startServer,
} from '@cherha/queue-server'
import type { BookingSettings, OfficeConfig } from '@cherha/shared/protocol'
import { z } from 'zod'
import { bringBooking } from './messages.ts'
import { openToday } from './publisher.ts'

const lookEveryMs = 20_000
const mostTries = 20

const DemoAdmin = z.strictObject({ login: z.string(), password: z.string(), totpSecret: z.string() })
/** An administrator of the demonstration, in the clear as only a demonstration keeps it. */
export type DemoAdmin = z.infer<typeof DemoAdmin>

export interface DemoServer {
  readonly handle: ServerHandle
  readonly admin: DemoAdmin
  /** Logins that this start has added to an office of an older demonstration. */
  readonly added: readonly string[]
  close(): Promise<void>
}

export interface DemoServerOptions {
  readonly root: string
  /** The demonstration's data folder; the server's is inside it. */
  readonly dataDir: string
  readonly port: number
  /** The demonstration office. */
  readonly base: OfficeConfig
  /** The outside systems; null: none. */
  readonly outside: OutsideConfig | null
  /** null: nothing can be booked. */
  readonly booking: BookingSettings | null
  readonly say: (line: string) => void
}

/** The queue server of the demonstration: its database, the demonstration office, a second one, an administrator. */
export async function startDemoServer({
  root,
  dataDir,
  port,
  base,
  outside,
  booking,
  say,
}: DemoServerOptions): Promise<DemoServer> {
  const folder = path.join(dataDir, 'queue-server')
  const handle = await startServer({ port, dataDir: folder, outside, booking })
  try {
    const { offices } = handle
    if ((offices.get(base.code)?.version ?? 0) === 0) await offices.create(fromNowOn(onlineToo(base)))
    const added = await bringApplications(handle, base)
    const second = readConfigFile(path.join(root, 'config', 'second-office.yaml'))
    if ((offices.get(second.code)?.version ?? 0) === 0) await offices.create(second)
    for (const one of [base, second]) await bringBooking(handle, one)
    const admin = await keptAdmin(path.join(folder, 'demo-admin.json'), handle)
    await keepOpen(handle, base.code)
    const timer = setInterval(() => {
      void keepOpen(handle, base.code).catch((error: unknown) => say(`Today could not be opened: ${String(error)}`))
    }, lookEveryMs)
    return {
      handle,
      admin,
      added,
      async close() {
        clearInterval(timer)
        await handle.close()
      },
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** The staff’s PINs, told once: what an administrator has changed since then stays. */
export async function setFirstPins(
  { handle, added }: Pick<DemoServer, 'handle' | 'added'>,
  office: string,
  staff: readonly { readonly login: string; readonly pin: string }[],
): Promise<void> {
  const first = handle.offices.get(office)?.secrets.staff.length === 0
  const without = first ? staff : staff.filter(({ login }) => added.includes(login))
  if (without.length > 0) await handle.provision.setPins(office, without)
}

/**
 * A data folder of before there were applications gets the people, the cards and the job titles they need; whoever works
 * on applications already is left alone. @returns logins that are new
 */
export async function bringApplications(
  { offices }: Pick<ServerHandle, 'offices'>,
  base: OfficeConfig,
): Promise<readonly string[]> {
  const office = offices.get(base.code)
  const config = office?.config
  if (office == null || config == null) return []
  const worked =
    config.staff.some(({ post }) => post !== undefined) || config.services.some(({ card }) => card !== undefined)
  if (worked) return []
  const known = new Set(config.staff.map(({ login }) => login))
  const staff = config.staff.map((one) => ({ ...one, ...postOf(base, one.login) }))
  const fresh = base.staff.filter(({ login }) => !known.has(login))
  const services = config.services.map((service) => {
    const card = base.services.find(({ id }) => id === service.id)?.card
    return card === undefined ? service : { ...service, card }
  })
  const { mappings } = base
  const next = { ...config, staff: [...staff, ...fresh], services, ...(mappings === undefined ? {} : { mappings }) }
  const answer = await office.configure(next, { version: office.version, apply: [] })
  if (!answer.ok) throw new Error(answer.refusal.code)
  return fresh.map(({ login }) => login)
}

function postOf({ staff }: OfficeConfig, login: string): Pick<OfficeConfig['staff'][number], 'post'> {
  const post = staff.find((one) => one.login === login)?.post
  return post === undefined ? {} : { post }
}

/** With a server there is an online channel: a third of the places. */
function onlineToo(base: OfficeConfig): OfficeConfig {
  return { ...base, channels: { ...base.channels, online: true } }
}

/** The first day begins with the hour that runs: a queue that has been open since midnight looks odd. */
function fromNowOn(base: OfficeConfig): OfficeConfig {
  const now = Date.now()
  const date = dateAt(now, base.timeZone)
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: base.timeZone, hour: '2-digit', hourCycle: 'h23' })
  const open = openToday(base, date)
  const from = `${hour.format(now)}:00`
  const rest = open.exceptions.filter((exception) => exception.date !== date)
  return { ...open, exceptions: [...rest, { date, intervals: [[from, '23:55']] }] }
}

/**
 * Whatever the hour, the demonstration has something to show: today it is open until 23:55. A day that was published
 * with the office's own hours gets the places it lacks, as an administrator would add them.
 */
export async function keepOpen({ offices }: Pick<ServerHandle, 'offices'>, code: string): Promise<void> {
  const office = offices.get(code)
  if (!office?.config || office.today === null) return
  const { config, today, version } = office
  if (config.exceptions.some(({ date }) => date === today)) return
  // before the configuration: a day of rest has no plan yet, and becomes one of the horizon with it
  const published = office.online.days[today]
  const apply = published !== undefined && published.state !== 'cancelled' ? [today] : []
  const coming = { ...config, exceptions: config.exceptions.filter(({ date }) => date > today) }
  const answer = await office.configure(openToday(coming, today), { version, apply })
  if (answer.ok) await office.publishMissing()
  else if (answer.refusal.code !== 'version-changed') throw new Error(answer.refusal.code)
}

/** The administrator kept in the folder; makes one where there is none. */
async function keptAdmin(file: string, { provision }: ServerHandle): Promise<DemoAdmin> {
  if (existsSync(file)) return DemoAdmin.parse(JSON.parse(readFileSync(file, 'utf8')))
  // a login that is taken belongs to an account whose password is lost
  for (let n = 1; n <= mostTries; n += 1) {
    const login = n === 1 ? 'admin' : `admin-${n}`
    const made = await provision.addAccount({ login, name: 'Demo', role: 'administrator', office: null })
    if (made === null || made.totpSecret === null) continue
    const admin = { login, password: made.password, totpSecret: made.totpSecret }
    writeFileSync(file, `${JSON.stringify(admin)}\n`, { mode: 0o600 })
    return admin
  }
  throw new ServerStartError('The demonstration has no administrator; delete its data folder.', 1)
}
