import { DeskView, DisplayView, TerminalView } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import { at, aVisitor, registerCurrent, startedHub } from './hub-under-test.ts'

const surname = 'Ґонта-Їжакевич'

test('each role gets its own view, whole, on connect', async () => {
  const office = await startedHub()
  const terminal = await office.connect(office.token('terminal'))
  const display = await office.connect(office.token('display'))
  const desk = await office.connect(await office.signIn('clerk'))
  expect(TerminalView.parse(terminal.states[0]?.view).kind).toBe('terminal')
  expect(DisplayView.parse(display.states[0]?.view).kind).toBe('display')
  expect(DeskView.parse(desk.states[0]?.view).kind).toBe('desk')
})

test('the token of the Authorization header admits a socket as well', async () => {
  const office = await startedHub()
  const { io } = await import('socket.io-client')
  const socket = io(office.hub.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { authorization: `Bearer ${office.token('display')}` },
  })
  const state: unknown = await new Promise((resolve, reject) => {
    socket.once('state', resolve)
    socket.once('connect_error', reject)
  })
  socket.close()
  expect(at(state, 'view', 'kind')).toBe('display')
})

test('a commit reaches everybody whose view it changes', async () => {
  const office = await startedHub()
  const display = await office.connect(office.token('display'))
  const seen = new Promise<unknown>((resolve) =>
    display.socket.on('state', (state: unknown) => {
      if ((at(state, 'view', 'board', 'next') as unknown[]).length > 0) resolve(state)
    }),
  )
  const reply = await office.command(office.token('terminal'), registerCurrent())
  const state = await seen
  expect(at(state, 'view', 'board', 'next', 0, 'ticket')).toBe(at(reply.body, 'result', 'ticket'))
  expect(at(state, 'seq')).toBe(at(reply.body, 'seq'))
})

test('a desk has its new view when its command is answered', async () => {
  const office = await startedHub()
  const { socket, states } = await office.connect(await office.signIn('clerk'))
  const commands = [{ type: 'open-window' }, { type: 'outside-queue' }, { type: 'finish-service' }]
  for (const [index, command] of commands.entries()) {
    const answer: unknown = await socket.emitWithAck('command', {
      commandId: crypto.randomUUID(),
      window: 'w1',
      ...command,
    })
    expect(at(answer, 'ok')).toBe(true)
    expect(at(states.at(-1)?.view, 'state')).toBe(['open', 'outside-queue', 'open'][index])
  }
})

test('time that changes a view is published, time that only passes is not', async () => {
  const office = await startedHub()
  const { socket, states } = await office.connect(office.token('terminal'))
  const first = Number(at(states[0]?.view, 'services', 0, 'freeToday'))
  // the place of 10:00 is on sale until half its length has passed
  const fewer = new Promise<void>((resolve) =>
    socket.on('state', (state: unknown) => {
      if (Number(at(state, 'view', 'services', 0, 'freeToday')) < first) resolve()
    }),
  )
  for (let minute = 0; minute < 9; minute += 1) await office.advance(60_000)
  const before = states.length
  await office.advance(60_000)
  await office.advance(1_000)
  await fewer
  // one for the connection of the terminal itself at most, one for the place that expired
  expect(before).toBeLessThanOrEqual(2)
  expect(states.length).toBe(before + 1)
})

test('D2 neither a display nor a terminal ever receives a name', async () => {
  const office = await startedHub()
  const display = await office.connect(office.token('display'))
  const terminal = await office.connect(office.token('terminal'))
  const clerk = await office.signIn('clerk')
  const desk = await office.connect(clerk)
  const registered = await office.command(office.token('terminal'), registerCurrent(aVisitor(surname)))
  await office.command(clerk, { type: 'open-window', window: 'w1' })
  const called = await office.command(clerk, { type: 'call-next', window: 'w1' })
  const call = String(at(called.body, 'result', 'call'))
  await office.command(office.token('display'), { type: 'call-shown', call })
  await office.command(office.token('display'), { type: 'call-announced', call, silent: false })
  await office.command(clerk, { type: 'start-service', window: 'w1' })
  const serving = await office.get('/api/desk', clerk)
  await office.command(clerk, { type: 'finish-service', window: 'w1' })

  // the name was there to be seen
  expect(at(serving.body, 'ticket', 'person', 'surname')).toBe(surname)
  expect(desk.traffic.join()).toContain(surname)
  const reads = await Promise.all(
    [
      '/health',
      '/api/office',
      '/api/board',
      '/api/days?service=service-1',
      '/api/places?service=service-1&date=2026-11-24',
    ].map(async (path) => JSON.stringify((await office.get(path, office.token('terminal'))).body)),
  )
  const seen = [...display.traffic, ...terminal.traffic, ...reads, JSON.stringify(registered.body)].join()
  expect(display.traffic.length).toBeGreaterThan(3)
  expect(terminal.traffic.length).toBeGreaterThan(1)
  for (const word of [surname, 'Єлизавета', 'Іллівна']) expect(seen).not.toContain(word)
})

test('D3 a desk sees the name of its own ticket while it serves it, and at no other time', async () => {
  const office = await startedHub()
  const clerk = await office.signIn('clerk')
  const lead = await office.signIn('lead')
  const person = async (token: string): Promise<unknown> =>
    at((await office.get('/api/desk', token)).body, 'ticket', 'person')
  await office.command(office.token('terminal'), {
    ...registerCurrent(aVisitor(surname)),
    guardian: { phone: '067 123 45 67' },
  })
  await office.command(clerk, { type: 'open-window', window: 'w1' })
  await office.command(clerk, { type: 'call-next', window: 'w1' })
  expect(at((await office.get('/api/desk', clerk)).body, 'state')).toBe('called')
  expect(await person(clerk)).toBeUndefined()
  await office.command(clerk, { type: 'start-service', window: 'w1' })
  const told = { surname, givenName: 'Єлизавета', patronymic: 'Іллівна', guardian: '+380671234567' }
  expect(await person(clerk)).toEqual(told)
  expect(await person(lead)).toBeUndefined()
  await office.command(clerk, { type: 'hold', window: 'w1', reason: 'payment' })
  expect(await person(clerk)).toBeUndefined()
  await office.command(clerk, { type: 'resume-held', window: 'w1' })
  expect(await person(clerk)).toEqual(told)
  await office.command(clerk, { type: 'finish-service', window: 'w1' })
  expect(await person(clerk)).toBeUndefined()
})
