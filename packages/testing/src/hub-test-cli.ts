import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  enrol,
  HubStartError,
  openCredentials,
  provision,
  readOfficeConfig,
  readServerFile,
  startHub,
} from '@cherha/office-hub'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { clockRoute } from './clock-route.ts'
import { watchedLog } from './hub-state.ts'
import { readNow, readPort } from './test-arguments.ts'
import { VirtualClock } from './virtual-clock.ts'

const usage =
  'npm run hub:test -- (--config FILE | --enrol CODE --server URL [--restore] | nothing of these, once enrolled) ' +
  '--data DIR --port N [--printer …] [--now INSTANT] [--follow-server-time] [--verbose] [--json]'

/**
 * The hub with a virtual clock, its devices and PINs made by themselves; PINs of a hub of a queue server come from
 * there. For tests only: it prints its tokens.
 */
async function main(): Promise<void> {
  const values = readArguments()
  const { data, printer } = values
  const config = values.config === undefined ? undefined : readOfficeConfig(values.config)
  await enrolIfAsked(values)
  const { devices, staff } = await access(values, config, readServerFile(data)?.config ?? null)
  const clock = new VirtualClock(readNow(values.now, usage))
  const log = watchedLog()
  const hub = await startHub({
    config,
    dataDir: data,
    port: readPort(values.port, usage),
    printer,
    clock,
    restored: values.restore === true,
    // a test cuts the line often, and waits for the hub each time
    serverRetryMs: 500,
    followServerTime: values['follow-server-time'] === true,
    openLog: log.open,
    logLevel: values.verbose === true ? 'info' : 'warn',
    routes(server, running) {
      clockRoute(clock)(server, running)
      server.get('/test/state', async () => log.state())
    },
  })
  const tokenOf = (role: string) => devices.find((device) => device.role === role)?.token
  const tokens = { terminal: tokenOf('terminal'), display: tokenOf('display'), desk: tokenOf('desk') }
  const { code } = hub.office
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ready: true, hub: hub.url, office: code, tokens, staff, devices })}\n`
      : `Test hub of office ${code} at ${hub.url}, virtual time ${new Date(clock.now().at).toISOString()}.\n`,
  )
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await hub.close()
}

/** A hub of a queue server has the staff the server gives it: their PINs are printed there. */
async function access(
  { data, restore }: Pick<ReturnType<typeof readArguments>, 'data' | 'restore'>,
  config: OfficeConfig | undefined,
  linked: OfficeConfig | null,
) {
  const credentials = openCredentials(data)
  try {
    // a replacement gets the devices of the lost hub from the server: their tokens go on, and are printed nowhere
    const replacement = credentials.devices().length > 0 && !existsSync(join(data, 'provisioned.json'))
    if (linked !== null && (restore === true || replacement)) return { devices: [], staff: [] }
    if (linked !== null) return await provision(data, { ...linked, staff: [] }, credentials, 'server')
    return await provision(data, config ?? { devices: [], staff: [] }, credentials)
  } finally {
    credentials.close()
  }
}

async function enrolIfAsked({ data, config, enrol: code, server, restore }: ReturnType<typeof readArguments>) {
  if (code === undefined) return
  if (server === undefined || config !== undefined) throw new HubStartError(`Use: ${usage}.`, 2)
  await enrol({ dataDir: data, server, code, restore: restore === true })
}

function readArguments() {
  const values = parse()
  if (!values.data) throw new HubStartError(`Use: ${usage}.`, 2)
  return { ...values, data: values.data }
}

function parse() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string' },
        enrol: { type: 'string' },
        server: { type: 'string' },
        restore: { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string' },
        printer: { type: 'string' },
        now: { type: 'string' },
        'follow-server-time': { type: 'boolean' },
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
  if (!(error instanceof HubStartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
