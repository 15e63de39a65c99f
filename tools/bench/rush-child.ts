// Run as a process of its own: a queue server with online booking in the folder of the first argument, with as many
// online places as the second says and the gateway of the third. Talks over the pipe of `fork`.
import { BookingSettings, readInboxItem } from '@cherha/shared/protocol'
import { type ServerClock, startServer, systemClock } from '@cherha/queue-server'
import { anOffice, everyDay } from '@cherha/testing'
import { HubLog } from '../../apps/queue-server/test/support/hub-log.ts'
import { listen } from './fork.ts'
import type { Books } from './rush/rush.ts'
import { office, service } from './rush/visitor.ts'

const [folder = '', count = '', sms = ''] = process.argv.slice(2)
const places = Number(count)
/** A day has this many times of this many places. */
const lanes = 20
const times = Math.min(25, places / (2 * lanes))
const days = places / (times * lanes)
if (!Number.isInteger(days) || !Number.isInteger(times)) throw new Error(`${places} places are no whole days`)

/** It is Wednesday, 10:00 in Kyiv, whenever it runs: no midnight comes in between. */
const clock = startedAt(Date.parse('2026-03-04T10:00:00+02:00'))
const server = await startServer({
  port: 0,
  dataDir: folder,
  clock,
  pages: null,
  site: null,
  booking: BookingSettings.parse({
    sms: { kind: 'http', url: sms, token: 'rush', sender: 'DMS', perSecond: 1_000 },
    // without a puzzle everybody is served at once: the hardest for the server
    puzzle: { mode: 'off' },
  }),
})
const minutes = 15
const until = 9 * 60 + times * minutes
const config = anOffice()
  .withService('А', { id: service, minutes, lanes })
  .withPlaces({ online: 1 })
  .openAt(everyDay(['09:00', `${Math.floor(until / 60)}:${String(until % 60).padStart(2, '0')}`]))
  .with({ code: office, smsName: { uk: 'ДМС Київ', en: 'DMS Kyiv' } })
  .with({ channels: { online: true, terminal: true }, horizons: { online: days, terminal: days } })
  .config()
const node = await server.offices.create(config)
if (node === null) throw new Error('there is an office already')
// what the hub of the office has heard of is on sale
await new HubLog(clock.now()).exchange(node)

const started = process.cpuUsage()
listen({
  port: () => server.port,
  books: async (): Promise<Books> => {
    const inbox = (await node.readInbox(0, 1_000_000)).map(({ event }) => readInboxItem(event).data)
    const booked = inbox.flatMap((item) => (item?.type === 'booked' ? [`${item.date} ${item.number}`] : []))
    const dates = node.published().map(({ date }) => date)
    const free = dates.flatMap((date) => node.freePlaces(date, service)).reduce((sum, time) => sum + time.free, 0)
    const { user, system } = process.cpuUsage(started)
    return { inbox: booked, free, cpuSeconds: (user + system) / 1e6 }
  },
  stop: () => server.close(),
})

/** Runs like the computer's clock, from another moment on. */
function startedAt(moment: number): ServerClock {
  const real = systemClock()
  const ahead = moment - real.now()
  return { now: () => real.now() + ahead, setTimer: (ms, fire) => real.setTimer(ms, fire) }
}
