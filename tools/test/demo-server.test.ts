import path from 'node:path'
import { asyncLog, createMemoryLog } from '@cherha/event-log'
import { readOfficeConfig } from '@cherha/office-hub'
import { memorySecrets, OfficeNode } from '@cherha/queue-server/core'
import { builtInCards } from '@cherha/shared/workflow'
import { serverClock, VirtualClock } from '@cherha/testing'
import { expect, it } from 'vitest'
import { bringApplications, keepOpen } from '../demo/server.ts'

const base = readOfficeConfig(path.resolve(import.meta.dirname, '../../config/demo-office.yaml'))
const config = { ...base, channels: { online: true, terminal: true } }

/** The demonstration office on a server, published by its own hours at a moment. */
async function officeAt(now: string) {
  const clock = new VirtualClock(Date.parse(now))
  const node = await OfficeNode.open({
    code: config.code,
    inbox: asyncLog(createMemoryLog()),
    copy: asyncLog(createMemoryLog()),
    secrets: memorySecrets(),
    clock: serverClock(clock),
    report: (message) => expect.unreachable(message),
  })
  await node.configure(config)
  await node.publishMissing()
  const offices = { get: () => node, all: () => [node], create: async () => null }
  const times = (date: string): string[] =>
    Object.values(node.online.days[date]?.places ?? {})
      .filter(({ service, lane }) => service === 'permanent' && lane === 1)
      .sort((a, b) => a.at - b.at)
      .map(({ time }) => time)
  return { clock, node, times, keepOpen: () => keepOpen({ offices }, config.code) }
}

it('a weekday is opened until 23:55, once; later days keep the office’s own hours', async () => {
  const { node, times, keepOpen: open } = await officeAt('2026-11-23T06:00:00Z')
  const tuesday = times('2026-11-24')
  expect(times('2026-11-23').at(-1)).toBe('17:25')
  await open()
  expect(times('2026-11-23').at(-1)).toBe('23:20')
  expect(times('2026-11-24')).toEqual(tuesday)
  const { version, inboxHead } = node
  await open()
  expect(node.version).toBe(version)
  expect(node.inboxHead).toEqual(inboxHead)
})

it('a day of rest is opened when it comes, and the day before loses its exception', async () => {
  const { clock, node, times, keepOpen: open } = await officeAt('2026-11-21T10:00:00Z')
  await open()
  expect(times('2026-11-22')).toEqual([])
  await clock.advance(14 * 3_600_000)
  await open()
  expect(times('2026-11-22')[0]).toBe('00:00')
  expect(times('2026-11-22').at(-1)).toBe('23:20')
  expect(node.config?.exceptions.map(({ date }) => date)).toEqual(['2026-11-22'])
})

it('what an administrator has changed stays, apart from today', async () => {
  const { node, keepOpen: open } = await officeAt('2026-11-23T06:00:00Z')
  await node.configure({ ...config, phones: ['(0512) 11-11-11'] })
  await open()
  expect(node.config?.phones).toEqual(['(0512) 11-11-11'])
  expect(node.config?.channels.online).toBe(true)
})

it('an office of before there were applications gets people, cards and titles once; one with posts is left alone', async () => {
  const { clock, node } = await officeAt('2026-11-23T06:00:00Z')
  const offices = { get: () => node, all: () => [node], create: async () => null }
  expect(await bringApplications({ offices }, config)).toEqual([])

  const old = {
    ...config,
    staff: config.staff.flatMap(({ login, name, role }) => (login === 'dorosh' ? [] : [{ login, name, role }])),
  }
  delete old.mappings
  old.services = old.services.map((service) => {
    const without = { ...service }
    delete without.card
    return without
  })
  await node.configure({ ...old, phones: ['(0512) 11-11-11'] })
  expect(await bringApplications({ offices }, config)).toEqual(['dorosh'])
  expect(node.config?.phones).toEqual(['(0512) 11-11-11'])
  expect(node.config?.staff.find(({ login }) => login === 'olena')?.post?.roles).toEqual(['intake'])
  expect(node.config?.services.map(({ card }) => card)).toEqual(['004', '003', '002', undefined])
  expect(node.config?.mappings).toEqual(config.mappings)
  await clock.advance(1000)
  expect(await bringApplications({ offices }, config)).toEqual([])
})

it('somebody of the demonstration stands behind every role of the three cards, in the unit the card wants', () => {
  for (const card of builtInCards) {
    const mapping = config.mappings?.find((one) => one.card === card.id)
    const roles = Object.keys(card.roles).filter((role) => role !== 'authorised-entity')
    for (const role of roles as (keyof typeof card.roles)[]) {
      const unit = (mapping?.roles[role] ?? card.roles[role])?.unit
      const people = config.staff.filter(({ post }) => post?.unit === unit && post?.roles.includes(role))
      const wanted = role === 'residence-checker' ? 2 : 1
      expect([card.id, role, people.length >= wanted]).toEqual([card.id, role, true])
    }
  }
})
