import type { HubStatus } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import type { HubRow } from '../src/http/parts.ts'
import { type ConnectedHub, HubAwayError } from '../src/hub-gateway/hub-gateway.ts'
import type { HubSeen } from '../src/hub-gateway/ports.ts'
import { hubLinks, SeenHubsBook } from '../src/server/seen-hubs.ts'

const status: HubStatus = {
  at: 5_000,
  version: '1.0.0',
  epoch: 2,
  writable: true,
  clockStepMs: null,
  printer: 'ok',
  devices: [],
}
const row: HubRow = {
  id: 'hub-a',
  office: '6801',
  enrolledAt: 0,
  revokedAt: null,
  lastContact: 1_000,
  version: '0.9.0',
  epoch: 1,
  divergence: null,
}

/** The book and the connections, over rows of which the test is the database. */
async function opened(rows: readonly HubRow[]) {
  const stored: HubSeen[] = []
  const reports: string[] = []
  const disk = { away: false }
  let connected: ConnectedHub | null = null
  const hubs = {
    list: async () => rows,
    status: async () => null,
    seen: async (seen: HubSeen) => {
      if (disk.away) throw new Error('the database is away')
      stored.push(seen)
    },
    find: async () => null,
    divergenceOf: async () => null,
    setDivergence: async () => {},
  }
  const book = await SeenHubsBook.open(hubs, ['6801'], (message) => void reports.push(message))
  const dropped: string[] = []
  const links = hubLinks(
    {
      connected: () => connected,
      order: async () => {
        throw new HubAwayError()
      },
      revoked: (hub) => void dropped.push(hub),
    },
    book,
    () => null,
  )
  return {
    book,
    links,
    stored,
    reports,
    dropped,
    disk,
    connect: (hub: ConnectedHub | null) => {
      connected = hub
    },
  }
}

const seen = (hub: string, at: number, what: HubStatus | null): HubSeen => ({
  hub,
  office: '6801',
  at,
  epoch: 2,
  version: '1.0.0',
  status: what,
})

test('R24 after a restart the server still knows when it last heard of a hub', async () => {
  const { links } = await opened([row])
  expect(links.link('6801')).toEqual({ state: 'away', lastContact: 1_000, version: '0.9.0', epoch: 1 })
  const { links: none } = await opened([])
  expect(none.link('6801')).toEqual({ state: 'never', lastContact: null, version: null, epoch: 0 })
})

test('R24 what a hub says of itself is kept, and outlives its connection and a database that is away', async () => {
  const { book, links, stored, reports, disk, connect } = await opened([])
  const hub = { hub: 'hub-a', office: '6801', version: '1.0.0', epoch: 2, since: 4_000 }
  connect({ ...hub, status: null, statusAt: null })
  book.seen(seen('hub-a', 4_000, null))
  await book.idle()
  expect(links.link('6801')).toEqual({ state: 'connected', lastContact: 4_000, version: '1.0.0', epoch: 2 })
  expect(links.status('6801')).toBeNull()
  disk.away = true
  book.seen(seen('hub-a', 5_000, status))
  await book.idle()
  expect(reports).toEqual(['what a hub said of itself is not stored'])
  disk.away = false
  book.seen(seen('hub-a', 6_000, null))
  await book.idle()
  expect(stored.map(({ at }) => at)).toEqual([4_000, 6_000])
  connect(null)
  expect(links.link('6801')).toEqual({ state: 'away', lastContact: 6_000, version: '1.0.0', epoch: 2 })
  expect(links.status('6801')).toEqual({ status, at: 5_000 })
})

test('while the database is slow only the last of what each hub says waits, with its last status', async () => {
  const { book, stored } = await opened([])
  book.seen(seen('hub-a', 1_000, null))
  await Promise.resolve()
  book.seen(seen('hub-a', 2_000, status))
  for (let at = 3_000; at < 50_000; at += 1_000) book.seen(seen('hub-a', at, null))
  book.seen(seen('hub-b', 50_000, null))
  await book.idle()
  expect(stored.length).toBeLessThanOrEqual(4)
  expect(stored.findLast(({ hub }) => hub === 'hub-a')).toEqual(seen('hub-a', 49_000, status))
  expect(stored.at(-1)).toEqual(seen('hub-b', 50_000, null))
})

test('R7 a divergence shows until it is settled, or the hub is replaced', async () => {
  const { book, links, dropped } = await opened([row])
  await book.directory().setDivergence('hub-a', { seq: 7, message: 'another record 7', at: 2_000 })
  expect(links.link('6801').state).toBe('diverged')
  await book.directory().setDivergence('hub-a', null)
  expect(links.link('6801').state).toBe('away')
  await book.directory().setDivergence('hub-a', { seq: 7, message: 'another record 7', at: 2_000 })
  links.drop('hub-a')
  expect(dropped).toEqual(['hub-a'])
  expect(links.link('6801').state).toBe('never')
})

test('an order for a hub that is away is answered, not thrown', async () => {
  const { links } = await opened([row])
  expect(await links.order('6801', { type: 'revoke-device', id: 'display-1' })).toBeNull()
})

test('R7 a divergence that an administrator has settled is one no more', async () => {
  const { book, links } = await opened([{ ...row, divergence: 'two histories' }])
  expect(links.link('6801').state).toBe('diverged')
  await links.settle('hub-a')
  expect(links.link('6801').state).toBe('away')
  await book.idle()
})
