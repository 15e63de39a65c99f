import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openSqliteLog, verifyLog } from '@cherha/event-log'
import { anOffice } from '@cherha/testing'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, at, aVisitor, type HubUnderTest, registerCurrent, startedHub } from './hub-under-test.ts'

async function calledAndAnnounced(office: HubUnderTest, clerk: string): Promise<string> {
  await office.command(office.token('terminal'), registerCurrent())
  await office.command(clerk, { type: 'open-window', window: 'w1' })
  const called = await office.command(clerk, { type: 'call-next', window: 'w1' })
  await office.command(clerk, { type: 'confirm-voice-call', window: 'w1' })
  return String(at(called.body, 'result', 'call'))
}

test('a stop and a start go on with the same day: nothing is lost, nothing is new', async () => {
  const office = await startedHub()
  const registered = await office.command(office.token('terminal'), registerCurrent())
  const plan = (await office.get('/api/plan?date=2026-11-23', await office.signIn('clerk'))).body
  await office.hub.close()
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir })
  const board = (await again.get('/api/board')).body
  expect(at(board, 'next', 0, 'ticket')).toBe(at(registered.body, 'result', 'ticket'))
  expect((await again.get('/api/plan?date=2026-11-23', await again.signIn('clerk'))).body).toEqual(plan)
})

test('a restart announces the call again under a new id and gives the full time', async () => {
  const office = await startedHub()
  const clerk = await office.signIn('clerk')
  const call = await calledAndAnnounced(office, clerk)
  await office.connect(clerk)
  await office.advance(100_000)
  await office.hub.close()

  const again = await startedHub({ dataDir: office.dataDir, now: office.clock.now().at + 30_000 })
  const { states } = await again.connect(clerk)
  const renewed = at(states[0]?.view, 'ticket')
  expect(renewed).toMatchObject({ announced: false, remainingSeconds: null })
  expect(at(renewed, 'call')).not.toBe(call)
  expect((await again.command(clerk, { type: 'confirm-voice-call', window: 'w1' })).status).toBe(200)
  await again.advance(119_000)
  expect(at((await again.get('/api/board')).body, 'called')).toHaveLength(1)
  await again.advance(6_000)
  expect(at((await again.get('/api/board')).body, 'called')).toHaveLength(0)
})

test('after more than 5 minutes down, by the alive stamp, the office starts suspended', async () => {
  const office = await startedHub()
  const shortly = { dataDir: office.dataDir, now: office.clock.now().at + 4 * 60_000 }
  await office.hub.close()
  const soon = await startedHub(shortly)
  expect(at((await soon.get('/api/board')).body, 'suspended')).toBeNull()
  // alive without any event
  await soon.advance(10 * 60_000)
  const later = { dataDir: office.dataDir, now: soon.clock.now().at + 4 * 60_000 }
  await soon.hub.close()
  const still = await startedHub(later)
  expect(at((await still.get('/api/board')).body, 'suspended')).toBeNull()
  const tooLate = { dataDir: office.dataDir, now: still.clock.now().at + 6 * 60_000 }
  await still.hub.close()
  const suspended = await startedHub(tooLate)
  expect(at((await suspended.get('/api/board')).body, 'suspended', 'reason')).toBe('outage')
})

test('a changed configuration is in the log once, an unchanged one not again', async () => {
  const first = await startedHub()
  const types = async (office: HubUnderTest): Promise<unknown[]> => {
    const text = String((await office.get('/api/log', await office.signIn('auditor'))).body)
    return text
      .trim()
      .split('\n')
      .map((line) => at(JSON.parse(line), 'event', 'type'))
      .filter((type) => type === 'office-configured')
  }
  await first.hub.close()
  const same = await startedHub({ dataDir: first.dataDir })
  expect(await types(same)).toHaveLength(1)
  await same.hub.close()
  const changed = await startedHub({
    dataDir: first.dataDir,
    config: anOffice()
      .with({ phones: ['(0382) 11-11-11'] })
      .config(),
  })
  expect(await types(changed)).toHaveLength(2)
})

test('S8 a second hub on the same data folder is refused with one sentence, the first goes on', async () => {
  const office = await startedHub()
  const second = startedHub({ dataDir: office.dataDir })
  await expect(second).rejects.toMatchObject({
    name: 'HubStartError',
    exitCode: 1,
    message: expect.stringContaining('Another hub'),
  })
  expect((await office.get('/health')).status).toBe(200)
})

test('while it stops, the hub answers what it has taken and refuses the rest as stopping', async () => {
  const office = await startedHub()
  const names = ['Перша', 'Друга', 'Третя', 'Четверта']
  const replies = names.map((name) => office.command(office.token('terminal'), registerCurrent(aVisitor(name))))
  await replies[0]
  const closed = office.hub.close()
  const settled = await Promise.allSettled(replies)
  await closed
  const log = openSqliteLog(join(office.dataDir, 'office.db'))
  const registered = log.read(0, 1000).filter(({ event }) => event.type === 'registered').length
  log.close()
  const statuses = settled.map((reply) => (reply.status === 'fulfilled' ? reply.value.status : 'no answer'))
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(registered)
  expect(statuses[0]).toBe(200)
})

const cli = fileURLToPath(new URL('../../testing/src/hub-test-cli.ts', import.meta.url))

async function hubProcess(config: string, data: string): Promise<{ process: ChildProcess; ready: unknown }> {
  const child = spawn(
    process.execPath,
    [cli, '--config', config, '--data', data, '--port', '0', '--now', '2026-11-23T07:00:00Z', '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { process: child, ready: JSON.parse(String(line)) }
}

test('S23 killed in the middle of 200 registrations from 20 terminals, the hub has every acknowledged one', async () => {
  const office = anOffice()
    .withService('А', { minutes: 5, lanes: 4 })
    .withPlaces({ current: 1 })
    .withDevice('desk-1', 'desk')
  for (let i = 1; i <= 20; i += 1) office.withDevice(`terminal-${i}`, 'terminal')
  const folder = aFolder()
  const [config, data] = [join(folder, 'office.json'), join(folder, 'data')]
  writeFileSync(config, JSON.stringify(office.config()))
  const first = await hubProcess(config, data)
  const hub = String(at(first.ready, 'hub'))
  const tokens = (at(first.ready, 'devices') as unknown[])
    .filter((device) => at(device, 'role') === 'terminal')
    .map((device) => String(at(device, 'token')))
  const letters = 'абвгґдеєжз'

  const acknowledged = new Map<string, string>()
  const send = async (index: number): Promise<void> => {
    const name = `Ко${letters.charAt(index % 10)}${letters.charAt(Math.floor(index / 10) % 10)}${letters.charAt(Math.floor(index / 100))}`
    const commandId = crypto.randomUUID()
    const response = await fetch(`${hub}/api/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[index % 20]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ commandId, ...registerCurrent(aVisitor(name)) }),
    })
    const answer: unknown = await response.json()
    if (at(answer, 'ok') === true) acknowledged.set(commandId, String(at(answer, 'result', 'ticket')))
    if (acknowledged.size === 60) first.process.kill('SIGKILL')
  }
  // each terminal waits for its answer: however fast the hub is, most are still to come when it is killed
  const terminal = async (index: number): Promise<void> => {
    for (let n = 0; n < 10; n += 1) await send(index + 20 * n)
  }
  await Promise.allSettled(Array.from({ length: 20 }, (_, index) => terminal(index)))
  expect(acknowledged.size).toBeGreaterThanOrEqual(60)
  expect(acknowledged.size).toBeLessThan(200)

  const second = await hubProcess(config, data)
  const health: unknown = await (await fetch(`${String(at(second.ready, 'hub'))}/health`)).json()
  expect(at(health, 'day')).toBe('2026-11-23')
  expect(at(second.ready, 'tokens')).toEqual(at(first.ready, 'tokens'))
  const exited = once(second.process, 'exit')
  second.process.kill('SIGTERM')
  expect(await exited).toEqual([0, null])

  const log = openSqliteLog(join(data, 'office.db'), { verify: 'whole' })
  onTestFinished(() => log.close())
  expect(verifyLog(log).ok).toBe(true)
  const numbers = log
    .read(0, 10_000)
    .flatMap(({ event }) => (event.type === 'registered' ? [String(at(event, 'number'))] : []))
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const [commandId, ticket] of acknowledged) {
    expect(at(log.findCommand(commandId)?.command, 'result', 'ticket')).toBe(ticket)
  }
})
