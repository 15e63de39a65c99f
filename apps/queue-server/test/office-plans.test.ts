import { describe, expect, it } from 'vitest'
import type { OfficeNode } from '../src/offices/office-node.ts'
import {
  acknowledged,
  booking,
  config,
  dayMs,
  monday,
  named,
  openOffice,
  today,
  tomorrow,
} from './support/an-office.ts'
import { HubLog } from './support/hub-log.ts'

describe('plans', () => {
  it('C16 every day of the longest horizon is published once, its key stored before it', async () => {
    const { node, secrets } = await openOffice(null)
    const stored: number[] = []
    await node.configure(config())
    node.onInbox(() => stored.push(Object.keys(secrets.stored?.days ?? {}).length))
    const { published } = await node.publishMissing()
    expect(published).toEqual([today, tomorrow, '2026-03-04', '2026-03-05', '2026-03-06'])
    expect(stored[0]).toBe(5)
    expect((await node.publishMissing()).published).toEqual([])
    expect(node.online.days[today]?.state).toBe('closed')
  })

  it('the next day enters the horizon when a date has passed', async () => {
    const { node, clock } = await openOffice()
    await clock.advance(dayMs)
    expect((await node.publishMissing()).published).toEqual(['2026-03-07'])
  })

  it('R22 no key is in the inbox, and its visit day can be read as long as the key is there', async () => {
    const { node, inbox } = await acknowledged()
    await node.book({ ...booking, visitor: named('Секретенко') })
    const text = JSON.stringify(inbox.read(0, 1_000))
    for (const key of [node.secrets.office, ...Object.values(node.secrets.days)]) expect(text).not.toContain(key)
    expect(text).not.toContain('Секретенко')
    expect(await node.eraseKeys([today, tomorrow, '2026-02-01'])).toEqual([today, tomorrow])
    expect(node.secrets.days[tomorrow]).toBeUndefined()
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ ok: false })
  })

  it('R23 after an older backup the next version of the secrets is above every one a hub may have', async () => {
    const { node, clock, secrets, restart } = await openOffice()
    const backup = secrets.stored
    const change = (office: OfficeNode) => office.changeSecrets((old) => ({ ...old, staff: [] }))
    let atHub = node.secrets.version
    for (let changes = 0; changes < 20; changes += 1) {
      const { version } = await change(node)
      expect(version).toBeGreaterThan(atHub)
      atHub = version
    }
    secrets.stored = backup
    await clock.advance(60_000)
    const restored = await restart()
    expect(restored.secrets.version).toBeLessThan(atHub)
    const { version } = await change(restored)
    expect(version).toBeGreaterThan(atHub)
    expect(Number.isSafeInteger(version)).toBe(true)
  })

  it('a hub that planned its days before it had a server keeps them, and the server takes them over', async () => {
    const { node } = await openOffice(null)
    const hub = new HubLog(monday)
    const own = await openOffice({ services: config().services.map((service) => ({ ...service, minutes: 60 })) })
    await hub.exchange(own.node)
    for (;;) {
      const batch = hub.log.read(node.copyHead.seq, 500)
      if (batch.length === 0) break
      await node.takeCopy(batch)
    }
    await node.configure(config())
    await node.publishMissing()
    const times = new Set(Object.values(node.online.days[tomorrow]?.places ?? {}).map(({ time }) => time))
    expect([...times].slice(0, 3)).toEqual(['09:00', '10:00', '11:00'])
  })
})

describe('changed plans', () => {
  const longer = { hours: config().hours }
  const until1900 = config({
    hours: {
      ...longer.hours,
      tue: [
        ['09:00', '13:00'],
        ['14:00', '18:30'],
      ],
    },
  })
  const from1000 = config({
    hours: {
      ...longer.hours,
      tue: [
        ['10:00', '13:00'],
        ['14:00', '18:00'],
      ],
    },
  })

  it('a preview tells what a longer day would add and changes nothing', async () => {
    const { node } = await acknowledged()
    const head = node.inboxHead
    const { days, problems } = node.preview(until1900)
    expect(problems).toEqual([])
    const day = days.find(({ date }) => date === tomorrow)
    expect(day).toMatchObject({ published: true, withdraw: [], keptSold: [] })
    expect(day?.add.map(({ time, lane }) => `${time} ${lane}`)).toEqual(['18:00 1', '18:00 2', '18:00 3'])
    expect(
      days.filter(({ date }) => date !== tomorrow).every(({ add, published }) => !published || add.length === 0),
    ).toBe(true)
    expect(node.inboxHead).toEqual(head)
  })

  it('C23 a shorter day withdraws what the server owns, asks for what the hub owns and keeps what is sold', async () => {
    const { node, hub } = await acknowledged()
    const sold = await node.book(booking)
    if (!sold.ok) throw new Error(sold.refusal.code)
    await hub.exchange(node)
    const day = node.preview(from1000).days.find(({ date }) => date === tomorrow)
    expect(day?.keptSold).toEqual([{ number: sold.number, service: 'permit', time: '09:00' }])
    expect(day?.withdraw.map(({ channel, by }) => `${channel} ${by}`).sort()).toEqual([
      'current request',
      'current request',
      'online server',
      'terminal request',
      'terminal request',
    ])
    expect(await node.configure(from1000, { version: 1, apply: [tomorrow] })).toEqual({ ok: true, version: 2 })
    await hub.exchange(node)
    const left = Object.values(hub.state.days[tomorrow]?.places ?? {}).filter(
      (place) => place.time < '10:00' && place.state !== 'withdrawn',
    )
    expect(left.map(({ number }) => number)).toEqual([sold.number])
    expect(node.preview(from1000).days.find(({ date }) => date === tomorrow)).toMatchObject({ add: [], withdraw: [] })
  })

  it('N4 places the server adds are numbered n + 1 up to 999', async () => {
    const { node, hub } = await acknowledged()
    const planned = Object.keys(node.online.days[tomorrow]?.places ?? {}).length
    await node.configure(until1900, { apply: [tomorrow] })
    await hub.exchange(node)
    const added = Object.values(hub.state.days[tomorrow]?.places ?? {}).filter(({ because }) => because === 'server')
    expect(planned).toBe(48)
    expect(added.map(({ number }) => number)).toEqual(['А-049', 'А-050', 'А-051'])
    const one = {
      service: 'permit',
      minutes: 30,
      time: '18:30',
      at: monday + dayMs,
      lane: 1,
      channel: 'online',
    } as const
    const full = Array.from({ length: 948 }, () => one)
    expect(await node.changePlaces({ date: tomorrow, add: [...full, one], withdraw: [] })).toMatchObject({
      refusal: { code: 'number-range-full' },
    })
    const filled = await node.changePlaces({ date: tomorrow, add: full, withdraw: [] })
    expect(filled.ok && filled.added.at(-1)).toBe('А-999')
  })

  it('a configuration somebody else has changed meanwhile is refused', async () => {
    const { node } = await acknowledged()
    await node.configure(until1900, { version: 1 })
    expect(await node.configure(from1000, { version: 1, apply: [tomorrow] })).toMatchObject({
      refusal: { code: 'version-changed' },
    })
    expect(node.config).toEqual(until1900)
    expect(node.preview(until1900).days.find(({ date }) => date === tomorrow)?.add).toHaveLength(3)
  })

  it('N2 a plan with too many places is a problem with a sentence, and no day follows it', async () => {
    const { node } = await acknowledged()
    const many = config({ services: config().services.map((service) => ({ ...service, minutes: 1, lanes: 20 })) })
    const { days, problems } = node.preview(many)
    expect(days).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toContain('N2')
    const { inboxHead } = node
    expect(await node.configure(many, { apply: [tomorrow] })).toMatchObject({ refusal: { code: 'plan-refused' } })
    expect(node.version).toBe(1)
    expect(node.inboxHead).toEqual(inboxHead)
  })

  it('C17 a preview warns of lanes that no window covers', async () => {
    const { node } = await acknowledged()
    expect(node.preview(config()).days[0]?.warnings[0]).toMatch(/^From 09:00 to 13:00, permit: 3 places/)
  })

  it('a preview warns of tickets that no window would serve and of a window in use that would be gone', async () => {
    const { node, hub } = await acknowledged()
    const number =
      Object.values(hub.state.days[tomorrow]?.places ?? {}).find(({ channel }) => channel === 'terminal')?.number ?? ''
    const sealed = { box: '', fingerprint: 'x' }
    const ticket = { date: tomorrow, number, service: 'permit', sold: 1, channel: 'terminal', present: false } as const
    const how = { priority: null, language: 'uk', session: null, device: '', sealed } as const
    const [window] = config().windows
    if (window === undefined) throw new Error('no window')
    hub.write([
      { type: 'day-opened', date: today },
      { type: 'registered', ...ticket, ...how },
      { type: 'window-opened', window: window.id, session: 's', staff: 'olena' },
    ])
    await hub.exchange(node)
    const gone = config({
      services: config().services.map((service) => ({ ...service, id: 'other' })),
      windows: [{ ...window, id: 'w9', services: ['other'] }],
    })
    const { days } = node.preview(gone)
    expect(days.find(({ date }) => date === tomorrow)?.warnings[0]).toMatch(/^Tickets for permit sold already: 1, /)
    expect(days.find(({ date }) => date === today)?.warnings[0]).toMatch(/^Window .+ is open now and would be gone/)
    expect(
      node
        .preview(config())
        .days.flatMap(({ warnings }) => warnings)
        .join(),
    ).not.toMatch(/sold already|open now/)
  })

  it('C24 a cancelled day is sold no more, online or in the office', async () => {
    const { node, hub } = await acknowledged()
    const sold = await node.book(booking)
    if (!sold.ok) throw new Error(sold.refusal.code)
    await node.cancelDay(tomorrow, 'emergency')
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ refusal: { code: 'day-cancelled' } })
    expect(await node.cancelBooking({ date: tomorrow, number: sold.number, by: 'visitor' })).toMatchObject({
      refusal: { code: 'day-cancelled' },
    })
    await hub.exchange(node)
    expect(hub.state.days[tomorrow]?.tickets[sold.number]?.status).toEqual({ is: 'ended', by: 'cancelled-by-office' })
    expect(node.published().find(({ date }) => date === tomorrow)?.state).toBe('cancelled')
  })
})
