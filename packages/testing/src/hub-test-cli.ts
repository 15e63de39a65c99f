import { parseArgs } from 'node:util'
import { HubStartError, openCredentials, provision, readOfficeConfig, startHub } from '@cherha/office-hub'
import { clockRoute } from './clock-route.ts'
import { VirtualClock } from './virtual-clock.ts'

const usage = 'npm run hub:test -- --config FILE --data DIR --port N [--printer …] [--now INSTANT] [--json]'

/** The hub with a virtual clock, its devices and PINs made by themselves. For tests only: it prints its tokens. */
async function main(): Promise<void> {
  const { config: path, data, port, printer, now, json } = readArguments()
  const config = readOfficeConfig(path)
  const credentials = openCredentials(data)
  const { devices, staff } = await provision(data, config, credentials).finally(() => credentials.close())
  const clock = new VirtualClock(now)
  const hub = await startHub({ config, dataDir: data, port, printer, clock, routes: clockRoute(clock) })
  const tokenOf = (role: string) => devices.find((device) => device.role === role)?.token
  const tokens = { terminal: tokenOf('terminal'), display: tokenOf('display'), desk: tokenOf('desk') }
  process.stdout.write(
    json
      ? `${JSON.stringify({ ready: true, hub: hub.url, tokens, staff, devices })}\n`
      : `Test hub of office ${config.code} at ${hub.url}, virtual time ${new Date(clock.now().at).toISOString()}.\n`,
  )
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await hub.close()
}

function readArguments() {
  const { values } = parse()
  const now = values.now === undefined ? Date.now() : Date.parse(values.now)
  const port = Number(values.port)
  if (!values.config || !values.data || !/^\d{1,5}$/.test(values.port ?? '') || port > 65_535 || Number.isNaN(now)) {
    throw new HubStartError(`Use: ${usage}.`, 2)
  }
  return { config: values.config, data: values.data, port, printer: values.printer, now, json: values.json === true }
}

function parse() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string' },
        printer: { type: 'string' },
        now: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
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
