import { createMemoryLog, type EventLog, LogWriteError } from '@cherha/event-log'
import { expect, test } from 'vitest'
import { at, aVisitor, registerCurrent, startedHub } from './hub-under-test.ts'

/** A log in memory on a disk that can be filled. */
function aDisk(): { log: EventLog; full: boolean } {
  const disk = { full: false }
  const log = createMemoryLog({
    beforeCommit(what) {
      if (disk.full && what === 'append') throw new LogWriteError('the disk is full', 'SQLITE_FULL', null)
    },
  })
  return Object.assign(disk, { log })
}

test('S24 with a full disk commands are refused, nothing has changed, and the hub goes on when there is room', async () => {
  const disk = aDisk()
  const office = await startedHub({ openLog: () => disk.log })
  const token = office.token('terminal')
  await office.command(token, registerCurrent(aVisitor('Перша')))
  const before = {
    health: (await office.get('/health')).body,
    places: (await office.get('/api/places?service=service-1&date=2026-11-23')).body,
  }

  disk.full = true
  const body = { ...registerCurrent(aVisitor('Друга')), commandId: crypto.randomUUID() }
  const refused = await Promise.all([
    office.command(token, body),
    office.command(token, registerCurrent(aVisitor('Третя'))),
  ])
  for (const reply of refused)
    expect([reply.status, at(reply.body, 'refusal', 'code')]).toEqual([409, 'log-unavailable'])
  expect((await office.get('/health')).body).toEqual({ ...Object(before.health), ok: false })
  expect((await office.get('/api/places?service=service-1&date=2026-11-23')).body).toEqual(before.places)

  disk.full = false
  const accepted = await office.command(token, body)
  expect(accepted.status).toBe(200)
  expect(at(accepted.body, 'seq')).toBe(Number(at(before.health, 'seq')) + 1)
  expect((await office.get('/health')).body).toMatchObject({ ok: true })
})

test('S24 what the hub tells itself is stored as soon as there is room', async () => {
  const disk = aDisk()
  const office = await startedHub({ openLog: () => disk.log })
  disk.full = true
  const { socket } = await office.connect(office.token('display'))
  await office.hub.idle()
  expect(disk.log.read(0, 1000).some(({ event }) => event.type === 'device-connected')).toBe(false)
  disk.full = false
  await office.advance(1_000)
  expect(disk.log.read(0, 1000).filter(({ event }) => event.type === 'device-connected')).toHaveLength(1)
  socket.close()
})

test('S24 a device that came and went while the disk was full is not thought to be there', async () => {
  const disk = aDisk()
  const office = await startedHub({ openLog: () => disk.log })
  disk.full = true
  const { socket } = await office.connect(office.token('display'))
  const gone = new Promise((resolve) => socket.on('disconnect', resolve))
  socket.close()
  await gone
  await expect.poll(async () => (await fetch(`${office.hub.url}/socket.io/?EIO=4&transport=polling`)).ok).toBe(true)
  await office.advance(3_000)
  disk.full = false
  await office.advance(3_000)
  const types = disk.log.read(0, 1000).map(({ event }) => event.type)
  expect(types.filter((type) => type === 'device-connected').length).toBe(
    types.filter((type) => type === 'device-disconnected').length,
  )
})
