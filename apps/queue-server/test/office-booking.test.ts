import { hashJson } from '@cherha/event-log'
import { describe, expect, it } from 'vitest'
import { CommandIdReusedError, OfficeClosedError, OfficeUnavailableError } from '../src/offices/answers.ts'
import {
  acknowledged,
  booking,
  dayMs,
  digits,
  monday,
  named,
  openOffice,
  today,
  tomorrow,
} from './support/an-office.ts'
import { HubLog } from './support/hub-log.ts'

describe('booking', () => {
  it('R4 a day is sold online from when the hub has acknowledged its plan', async () => {
    const { node } = await openOffice()
    expect(node.freePlaces(tomorrow)).toEqual([])
    expect(await node.book(booking)).toMatchObject({ ok: false, refusal: { code: 'not-acknowledged' } })
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    expect(await node.book(booking)).toMatchObject({ ok: false, refusal: { code: 'not-acknowledged' } })
    await hub.exchange(node)
    expect(node.published().map(({ state }) => state)).toContain('acknowledged')
    expect(await node.book(booking)).toMatchObject({ ok: true, time: '09:00', sold: 1 })
  })

  it('R1 two hundred callers at once never get one place twice, and every place is sold', async () => {
    const { node, disk, hub } = await acknowledged()
    const free = node.freePlaces(tomorrow).reduce((sum, time) => sum + time.free, 0)
    const times = node.freePlaces(tomorrow).map(({ time }) => time)
    const before = disk.appends
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        node.book({ ...booking, time: times[i % times.length] ?? '', visitor: digits(String(1000 + i)) }),
      ),
    )
    const sold = answers.flatMap((answer) => (answer.ok ? [answer.number] : []))
    expect(free).toBe(16)
    expect(sold).toHaveLength(free)
    expect(new Set(sold).size).toBe(free)
    expect(answers.filter((answer) => !answer.ok && answer.refusal.code !== 'place-taken')).toEqual([])
    expect(disk.appends - before).toBe(1)
    expect(node.freePlaces(tomorrow)).toEqual([])
    await hub.exchange(node)
    expect(Object.keys(hub.state.days[tomorrow]?.tickets ?? {}).sort()).toEqual(sold.sort())
  })

  it('callers that come while an append is under way share the next one', async () => {
    const { node, disk } = await acknowledged()
    const before = disk.appends
    const first = node.book({ ...booking, time: '09:00' })
    await Promise.resolve()
    const others = ['09:30', '10:00', '10:30'].map((time) => node.book({ ...booking, time }))
    expect((await Promise.all([first, ...others])).every(({ ok }) => ok)).toBe(true)
    expect(disk.appends - before).toBe(2)
  })

  it('a time that does not exist, one that is taken, a service and a date that are not there have each their refusal', async () => {
    const { node } = await acknowledged({ horizons: { online: 3, terminal: 4 } })
    const code = async (over: object) => {
      const answer = await node.book({ ...booking, ...over })
      return answer.ok ? answer.number : answer.refusal
    }
    expect(await code({ time: '09:10' })).toEqual({ code: 'unknown-place', field: 'time' })
    expect(await code({ service: 'passport' })).toEqual({ code: 'unknown-service', field: 'service' })
    expect(await code({ date: '2027-01-01' })).toEqual({ code: 'unknown-day', field: 'date' })
    expect(await code({ date: '2026-03-06' })).toEqual({ code: 'date-closed', field: 'date' })
    expect(await code({ date: today })).toEqual({ code: 'online-closed', field: 'date' })
    expect(await code({})).toBe('А-003')
    expect(await code({})).toEqual({ code: 'place-taken', field: 'time' })
  })

  it('one person has one booking for a service on a day; without a name four digits are nobody', async () => {
    const { node } = await acknowledged()
    const times = node.freePlaces(tomorrow).map(({ time }) => time)
    const book = (index: number, visitor: ReturnType<typeof named>) =>
      node.book({ ...booking, time: times[index] ?? '', visitor })
    expect(await book(0, named('Коваль'))).toMatchObject({ ok: true })
    expect(await book(1, named('Коваль'))).toMatchObject({ ok: false, refusal: { code: 'already-registered' } })
    expect(await book(1, named('Коваленко'))).toMatchObject({ ok: true })
    expect(await book(2, digits('1234'))).toMatchObject({ ok: true })
    expect(await book(3, digits('1234'))).toMatchObject({ ok: true })
  })

  it('a booking that is cancelled before the handover frees its place, which is sold again under its number', async () => {
    const { node, hub } = await acknowledged()
    const first = await node.book(booking)
    if (!first.ok) throw new Error(first.refusal.code)
    expect(await node.cancelBooking({ date: tomorrow, number: first.number, by: 'visitor' })).toEqual({
      ok: true,
      request: null,
    })
    expect(await node.cancelBooking({ date: tomorrow, number: first.number, by: 'visitor' })).toMatchObject({
      ok: false,
      refusal: { code: 'unknown-booking' },
    })
    const second = await node.book({ ...booking, visitor: digits('9999') })
    expect(second).toMatchObject({ ok: true, number: first.number, sold: 2 })
    expect(second).not.toMatchObject({ code: first.code })
    await hub.exchange(node)
    expect(hub.state.days[tomorrow]?.tickets[first.number]).toMatchObject({ sold: 2, status: { is: 'waiting' } })
  })

  it('an id that is sent again gets the old answer, also after a restart; with another body it is refused', async () => {
    const { node, restart } = await acknowledged()
    const client = { id: 'b0', hash: 'one' }
    const first = await node.book({ ...booking, client })
    const length = node.inboxHead.seq
    expect(await node.book({ ...booking, client })).toEqual(first)
    await expect(node.book({ ...booking, client: { id: 'b0', hash: 'two' } })).rejects.toThrow(CommandIdReusedError)
    const again = await restart()
    expect(await again.book({ ...booking, client })).toEqual(first)
    expect(again.inboxHead.seq).toBe(length)
    const twins = { id: 'b1', hash: 'three' }
    const [a, b] = await Promise.all([1, 2].map(() => again.book({ ...booking, time: '10:00', client: twins })))
    expect(a).toEqual(b)
    expect(again.inboxHead.seq).toBe(length + 1)
  })
})

describe('storage', () => {
  it('an append that fails changes nothing, and its callers are told so by name', async () => {
    const { node, disk, reports } = await acknowledged()
    const { inboxHead, online } = node
    disk.inboxFails = true
    await expect(node.book(booking)).rejects.toThrow(OfficeUnavailableError)
    expect(node.inboxHead).toEqual(inboxHead)
    expect(node.online).toBe(online)
    expect(reports).toContain('the inbox could not be written; nothing has changed')
    disk.inboxFails = false
    expect(await node.book(booking)).toMatchObject({ ok: true, sold: 1 })
  })

  it('a server that starts again knows what it knew', async () => {
    const { node, restart, hub } = await acknowledged()
    await node.book(booking)
    await hub.exchange(node)
    const hash = node.stateHash()
    const { online } = node
    await node.close().catch(() => undefined)
    await expect(node.book(booking)).rejects.toThrow(OfficeClosedError)
    await expect(restart()).rejects.toThrow('closed')
    expect(hash).toBe(hashJson(hub.state))
    expect(online.seq).toBe(hub.state.inbox.seq)
  })

  it('a second object over the same logs folds to the same state, with snapshots and without', async () => {
    const { node, restart, hub } = await acknowledged()
    await node.book(booking)
    await hub.exchange(node)
    const second = await restart()
    expect(second.online).toEqual(node.online)
    expect(second.stateHash()).toBe(node.stateHash())
    expect(second.copyHead).toEqual(node.copyHead)
  })
})

describe('the day handover', () => {
  it('R9 at 00:00 office time the day is closed, and nothing of it is sold from then on', async () => {
    const { node, clock, hub } = await acknowledged()
    const first = await node.book(booking)
    await clock.advance(monday + 15 * 3_600_000 - 1 - clock.now())
    expect(node.today).toBe(today)
    expect(await node.closeDue()).toEqual([])
    await clock.advance(1)
    expect(node.today).toBe(tomorrow)
    // not yet closed, but midnight is midnight
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ refusal: { code: 'online-closed' } })
    expect(await node.closeDue()).toEqual([tomorrow])
    expect(await node.closeDue()).toEqual([])
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ refusal: { code: 'online-closed' } })
    const last = (await node.readInbox(node.inboxHead.seq - 1, 1))[0]
    expect(last?.event).toEqual({ type: 'online-closed', date: tomorrow, sold: 1, inboxSeq: node.inboxHead.seq - 1 })
    await hub.exchange(node)
    expect(hub.state.days[tomorrow]?.onlineClosed).toBe(true)
    expect(first.ok).toBe(true)
    expect(node.published()[0]).toMatchObject({ date: tomorrow, state: 'closed' })
  })

  it('R8 after the handover a cancellation is a request, which the hub answers', async () => {
    const { node, hub } = await acknowledged()
    const first = await node.book(booking)
    if (!first.ok) throw new Error(first.refusal.code)
    await node.closeOnline(tomorrow)
    const asked = await node.cancelBooking({ date: tomorrow, number: first.number, by: 'visitor' })
    if (!asked.ok || asked.request === null) throw new Error('no request')
    expect(node.answerOf(asked.request)).toBeNull()
    await hub.exchange(node)
    expect(node.answerOf(asked.request)).toEqual({ request: asked.request, granted: true, code: null })
    expect(hub.state.days[tomorrow]?.tickets[first.number]?.status).toEqual({ is: 'ended', by: 'withdrawn' })
  })

  it('R10 a server that was down over midnight closes every day it has missed, in order', async () => {
    const { node, clock } = await acknowledged()
    await clock.advance(3 * dayMs)
    expect(await node.closeDue()).toEqual([tomorrow, '2026-03-04', '2026-03-05'])
    expect(Object.keys(node.online.days).sort()[0]).toBe('2026-03-05')
  })
})
