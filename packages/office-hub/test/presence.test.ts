import { Presence } from '@cherha/office-hub/core'
import type { HubCommand } from '@cherha/shared/queue'
import { VirtualClock } from '@cherha/testing'
import { expect, test } from 'vitest'
import { at, type HubUnderTest, registerCurrent, startedHub } from './hub-under-test.ts'

async function remaining(office: HubUnderTest): Promise<unknown> {
  return at((await office.get('/api/board')).body, 'called', 0, 'remainingSeconds')
}

/** A ticket called by the clerk and announced by voice: no display is connected. */
async function called(office: HubUnderTest, clerk: string): Promise<void> {
  await office.command(office.token('terminal'), registerCurrent())
  await office.command(clerk, { type: 'open-window', window: 'w1' })
  await office.command(clerk, { type: 'call-next', window: 'w1' })
  expect((await office.command(clerk, { type: 'confirm-voice-call', window: 'w1' })).status).toBe(200)
}

test('a desk counts as connected for 10 seconds after its last request; then the no-show clock waits', async () => {
  const office = await startedHub()
  await called(office, await office.signIn('clerk'))
  await office.advance(9_000)
  expect(await remaining(office)).toBe(111)
  await office.advance(60_000)
  expect(await remaining(office)).toBeNull()
  expect(at((await office.get('/api/board')).body, 'called')).toHaveLength(1)
})

test('a desk counts as connected while its socket is open, however long', async () => {
  const office = await startedHub()
  const clerk = await office.signIn('clerk')
  await office.connect(clerk)
  await called(office, clerk)
  await office.advance(119_000)
  expect(at((await office.get('/api/board')).body, 'called')).toHaveLength(1)
  await office.advance(6_000)
  expect(at((await office.get('/api/board')).body, 'called')).toHaveLength(0)
})

test('whoever is connected is told of again when the log has become another one', () => {
  const told: string[] = []
  const engine = {
    tell: (command: () => HubCommand) => {
      const { type } = command()
      told.push(type)
      return Promise.resolve()
    },
  }
  const presence = new Presence(engine, new VirtualClock(0))
  const leave = presence.deviceSocket({ id: 'display-1', role: 'display', windows: null }, [])
  presence.deskSocket('0199a7c0-0000-7000-8000-000000000009')
  presence.tellAgain()
  expect(told).toEqual(['connect-device', 'connect-desk', 'connect-device', 'connect-desk'])
  leave()
  presence.tellAgain()
  expect(told.slice(4)).toEqual(['disconnect-device', 'connect-desk'])
})

test('a display is connected until its last socket closes', async () => {
  const office = await startedHub()
  const first = await office.connect(office.token('display'))
  const second = await office.connect(office.token('display'))
  const clerk = await office.signIn('clerk')
  const auditor = await office.signIn('auditor')
  const types = async (): Promise<unknown[]> => {
    const log = String((await office.get('/api/log', auditor)).body)
    return log
      .trim()
      .split('\n')
      .map((line) => at(JSON.parse(line), 'event', 'type'))
      .filter((type) => String(type).startsWith('device-'))
  }
  first.socket.close()
  await office.get('/api/desk', clerk)
  expect(await types()).toEqual(['device-connected'])
  second.socket.close()
  await expect.poll(types).toEqual(['device-connected', 'device-disconnected'])
})
