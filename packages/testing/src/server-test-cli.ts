import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HubStartError } from '@cherha/office-hub'
import {
  readBooking,
  readConfigFile,
  readOutside,
  type ServerHandle,
  ServerStartError,
  startServer,
} from '@cherha/queue-server'
import { z } from 'zod'
import { serverClock } from './server-clock.ts'
import { serverRoutes } from './server-routes.ts'
import { readNow, readPort } from './test-arguments.ts'
import { VirtualClock } from './virtual-clock.ts'

const usage =
  'npm run server:test -- --data DIR --port N [--config FILE]… [--now INSTANT] [--retention DAYS] [--outside FILE] [--booking FILE] [--verbose] [--json]'

const Access = z.strictObject({
  admin: z.strictObject({ login: z.string(), password: z.string(), totpSecret: z.string() }),
  staff: z.array(z.strictObject({ office: z.string(), login: z.string(), pin: z.string(), role: z.string() })),
})
type Access = z.infer<typeof Access>

/**
 * The queue server with a virtual clock: the offices of the given configurations with PINs for their staff, and an
 * administrator. For tests only: it prints all of these, the same at each start on one data folder.
 */
async function main(): Promise<void> {
  const values = parse()
  if (!values.data) throw new HubStartError(`Use: ${usage}.`, 2)
  const configs = (values.config ?? []).map(readConfigFile)
  const clock = new VirtualClock(readNow(values.now, usage))
  const url = process.env['DATABASE_URL']
  const server = await startServer({
    port: readPort(values.port, usage),
    dataDir: values.data,
    url: url === '' ? undefined : url,
    clock: serverClock(clock),
    routes: serverRoutes(clock),
    outside: readOutside(values.outside),
    booking: readBooking(values.booking),
    retentionDays: values.retention === undefined ? undefined : readPort(values.retention, usage),
    logLevel: values.verbose === true ? 'debug' : 'warn',
  })
  for (const config of configs) await server.offices.create(config)
  const access = await keptAccess(join(values.data, 'test-access.json'), server)
  const admin = `${server.url}/admin/`
  const staff = [{ ...access.admin, role: 'administrator' }, ...access.staff]
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ready: true, server: server.url, admin, staff })}\n`
      : `Test server at ${server.url}, virtual time ${new Date(clock.now().at).toISOString()}.\n`,
  )
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await server.close()
}

/** The access kept beside the data, with what is still missing made. */
async function keptAccess(path: string, { offices, provision }: ServerHandle): Promise<Access> {
  const kept = existsSync(path) ? Access.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
  const staff = [...(kept?.staff ?? [])]
  for (const { code, config, secrets } of offices.all()) {
    const without = (config?.staff ?? []).filter(({ login }) => !secrets.staff.some((one) => one.login === login))
    if (secrets.staff.length > 0 || without.length === 0) continue
    const made = without.map(({ login, role }) => ({ office: code, login, pin: newPin(), role }))
    await provision.setPins(code, made)
    staff.push(...made)
  }
  const admin = kept?.admin ?? (await newAdmin(provision))
  writeFileSync(path, `${JSON.stringify({ admin, staff }, null, 2)}\n`, { mode: 0o600 })
  return { admin, staff }
}

async function newAdmin(provision: ServerHandle['provision']): Promise<Access['admin']> {
  const made = await provision.addAccount({ login: 'admin', name: 'Admin', role: 'administrator', office: null })
  if (made === null || made.totpSecret === null) {
    throw new ServerStartError('The database has an administrator whose password is not kept here.', 1)
  }
  return { login: made.login, password: made.password, totpSecret: made.totpSecret }
}

function newPin(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

function parse() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string', multiple: true },
        data: { type: 'string' },
        port: { type: 'string' },
        now: { type: 'string' },
        retention: { type: 'string' },
        outside: { type: 'string' },
        booking: { type: 'string' },
        verbose: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    }).values
  } catch (cause) {
    throw new HubStartError(`Use: ${usage}.`, 2, { cause })
  }
}

try {
  await main()
  process.exitCode = 0
} catch (error) {
  if (!(error instanceof HubStartError || error instanceof ServerStartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
