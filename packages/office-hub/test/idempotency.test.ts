import { describe, expect, test } from 'vitest'
import { anOffice } from '@cherha/testing'
import { at, aVisitor, registerCurrent, startedHub } from './hub-under-test.ts'

const twoTerminals = anOffice()
  .withDevice('terminal-1', 'terminal')
  .withDevice('terminal-2', 'terminal')
  .withDevice('display-1', 'display')
  .withDevice('desk-1', 'desk')
  .config()

describe('a command that is sent again', () => {
  test('S20 gets its first answer, code included, and is not done again', async () => {
    const office = await startedHub()
    const body = registerCurrent(aVisitor(), { commandId: crypto.randomUUID() })
    const first = await office.command(office.token('terminal'), body)
    const seq = at((await office.get('/health')).body, 'seq')
    const second = await office.command(office.token('terminal'), body)
    expect(first.status).toBe(200)
    expect(at(first.body, 'result', 'code')).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(second).toMatchObject({ status: 200, body: first.body })
    expect(at((await office.get('/health')).body, 'seq')).toBe(seq)
  })

  test('S20 gets its first answer when both arrive at the same moment', async () => {
    const office = await startedHub()
    const body = registerCurrent(aVisitor(), { commandId: crypto.randomUUID() })
    const replies = await Promise.all(Array.from({ length: 8 }, () => office.command(office.token('terminal'), body)))
    for (const reply of replies) expect(reply.body).toEqual(replies[0]?.body)
    const board = await office.get('/api/board')
    expect(at(board.body, 'next')).toHaveLength(1)
  })

  test('S20 gets its first answer from the log after a restart', async () => {
    const office = await startedHub()
    const body = registerCurrent(aVisitor(), { commandId: crypto.randomUUID() })
    const first = await office.command(office.token('terminal'), body)
    await office.hub.close()
    const again = await startedHub({ dataDir: office.dataDir })
    const second = await again.command(again.token('terminal'), body)
    expect(second).toMatchObject({ status: 200, body: first.body })
  })

  test('S21 is refused when its body is another one', async () => {
    const office = await startedHub()
    const commandId = crypto.randomUUID()
    await office.command(office.token('terminal'), registerCurrent(aVisitor(), { commandId }))
    const before = at((await office.get('/health')).body, 'seq')
    const other = await office.command(office.token('terminal'), registerCurrent(aVisitor('Ґалаґан'), { commandId }))
    expect([other.status, at(other.body, 'refusal', 'code')]).toEqual([409, 'command-id-reused'])
    expect(at((await office.get('/health')).body, 'seq')).toBe(before)
  })

  test('S21 is refused when another device sends it', async () => {
    const office = await startedHub({ config: twoTerminals })
    const body = registerCurrent(aVisitor(), { commandId: crypto.randomUUID() })
    await office.command(office.token('terminal'), body)
    const other = await office.command(office.token('terminal', 1), body)
    expect(at(other.body, 'refusal', 'code')).toBe('command-id-reused')
  })

  test('S22 is decided afresh when it was refused', async () => {
    const office = await startedHub()
    const clerk = await office.signIn('clerk')
    const { socket } = await office.connect(clerk)
    await socket.emitWithAck('command', { commandId: crypto.randomUUID(), type: 'open-window', window: 'w1' })
    const call = { commandId: crypto.randomUUID(), type: 'call-next', window: 'w1' }
    const refused: unknown = await socket.emitWithAck('command', call)
    expect(at(refused, 'refusal', 'code')).toBe('nobody-waiting')
    await office.command(office.token('terminal'), registerCurrent())
    const accepted: unknown = await socket.emitWithAck('command', call)
    expect(at(accepted, 'result', 'ticket')).toMatch(/^А-\d{3}$/)
  })
})

test('the socket’s answer and the answer over HTTP are the same', async () => {
  const office = await startedHub()
  const { socket } = await office.connect(office.token('terminal'))
  const body = { commandId: crypto.randomUUID(), ...registerCurrent() }
  const overSocket: unknown = await socket.emitWithAck('command', body)
  const overHttp = await office.command(office.token('terminal'), body)
  expect(overHttp.body).toEqual(overSocket)
})

test('two hundred registrations at once are two hundred tickets', async () => {
  const office = await startedHub({
    config: anOffice().withService('А', { minutes: 5, lanes: 5 }).withPlaces({ current: 1 }).config(),
    limits: { terminal: { perSecond: 1_000, burst: 1_000 } },
  })
  const letters = 'абвгґдеєжзиіїйклмнопрстуфхцчшщ'
  const names = Array.from(
    { length: 200 },
    (_, i) => `Ко${letters.charAt(i % 30)}${letters.charAt(Math.floor(i / 30))}`,
  )
  const replies = await Promise.all(
    names.map((name) => office.command(office.token('terminal'), registerCurrent(aVisitor(name)))),
  )
  const tickets = replies.map((reply) => at(reply.body, 'result', 'ticket'))
  expect(replies.map((reply) => reply.status)).toEqual(names.map(() => 200))
  expect(new Set(tickets).size).toBe(200)
})
