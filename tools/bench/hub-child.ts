// Run as a process of its own: a hub on loopback with real time, at half past nine of a day to come, for as long as its
// standard input is open. Its arguments are a folder, with office.json as the configuration, a port, and a printer where there is one.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { dayClock, openCredentials, provision, startHub, systemClock } from '@cherha/office-hub'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { benchDate } from './bench-office.ts'

const [folder = '', port = '0', printer] = process.argv.slice(2)
const config: OfficeConfig = JSON.parse(readFileSync(path.join(folder, 'office.json'), 'utf8'))
const dataDir = path.join(folder, 'data')
const credentials = openCredentials(dataDir)
const { devices, staff } = await provision(dataDir, config, credentials).finally(() => credentials.close())
const clock = systemClock()
clock.startNotBefore(dayClock(benchDate, config.timeZone).midnight + 9.5 * 3_600_000)
const unlimited = { perSecond: 100_000, burst: 100_000 }
const hub = await startHub({
  config,
  dataDir,
  port: Number(port),
  clock,
  ...(printer === undefined ? {} : { printer }),
  logLevel: 'silent',
  limits: { terminal: unlimited, display: unlimited, desk: unlimited, public: unlimited },
})
process.stdout.write(`${JSON.stringify({ url: hub.url, port: hub.port, devices, staff })}\n`)
process.stdin.resume().once('close', () => void hub.close().then(() => process.exit(0)))
