// Run as a process of its own: a hub with a log of as many events as the second argument says, in the folder of the first,
// that connects to a queue server when it is told to. Talks over the pipe of `fork`.
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import path from 'node:path'
import { openSqliteLog } from '@cherha/event-log'
import { openCredentials, socketLink } from '@cherha/office-hub'
import { Engine, systemClock, Uplink } from '@cherha/office-hub/core'
import { anOfficeDay, daysLater, firstRecords } from './office-days.ts'
import { listen, type Told } from './fork.ts'

const [folder = '', count = '0'] = process.argv.slice(2)
const report = (message: string, error: unknown) => process.stderr.write(`${message}: ${String(error)}\n`)
const clock = systemClock()
const log = openSqliteLog(path.join(folder, 'hub.db'))
log.append([...firstRecords(), ...daysLater(anOfficeDay().records, 0)].slice(0, Number(count)))
const engine = new Engine({ log, clock, report })
const credentials = openCredentials(folder)
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
const hub = randomUUID()

let uplink: Uplink | null = null
let sent = 0

listen({
  identity: () => ({ hub, publicKey: raw, head: log.head() }),
  connect: async ({ url, office }: Told) => {
    sent = 0
    uplink = new Uplink({
      engine,
      log: {
        head: () => log.head(),
        read(after, limit) {
          const records = log.read(after, limit)
          sent += records.length
          return records
        },
      },
      // it was here before, and has what the server keeps for it
      keys: { day: () => null, adopt: async () => {}, secrets: 1 },
      credentials,
      clock,
      followTime: false,
      identity: { office, hub, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64') },
      pendingEpoch: { get: () => null, set: () => {} },
      connect: () => socketLink(url),
      version: 'bench',
      printerStatus: () => 'none',
      report,
      jitter: () => 0,
    })
    await uplink.start()
    return {}
  },
  stop: () => {
    uplink?.stop()
    return { sent }
  },
})
