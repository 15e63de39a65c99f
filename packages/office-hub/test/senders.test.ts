import { commandSchemas, commandSenders, type CommandType } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import { at, registerCurrent, startedHub } from './hub-under-test.ts'

test('S1 each command is forbidden to every role that may not send it', async () => {
  const office = await startedHub({
    limits: { desk: { perSecond: 1000, burst: 1000 }, terminal: { perSecond: 1000, burst: 1000 } },
  })
  const tokens = {
    terminal: office.token('terminal'),
    display: office.token('display'),
    desk: office.token('desk'),
    clerk: await office.signIn('clerk'),
    lead: await office.signIn('lead'),
    auditor: await office.signIn('auditor'),
  }
  const before = (await office.get('/health')).body
  for (const type of Object.keys(commandSchemas) as CommandType[]) {
    for (const [role, token] of Object.entries(tokens)) {
      if ((commandSenders[type] as readonly string[]).includes(role)) continue
      const reply = await office.request('POST', '/api/commands', {
        token,
        body: { commandId: crypto.randomUUID(), type },
      })
      expect([type, role, reply.status, at(reply.body, 'error', 'code')]).toEqual([type, role, 403, 'forbidden'])
    }
  }
  // the sessions themselves have connected their desks; no command has caused an event
  const log = await office.get(`/api/log?after=${String(at(before, 'seq'))}`, tokens.auditor)
  const types = String(log.body)
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => at(JSON.parse(line), 'event', 'type'))
  expect(new Set(types)).toEqual(new Set(['desk-connected']))
})

test('S1 without a valid token there is no command, over HTTP or a socket', async () => {
  const office = await startedHub()
  for (const token of [undefined, 'nonsense', `${office.token('terminal')}x`]) {
    const reply = await office.request('POST', '/api/commands', {
      ...(token === undefined ? {} : { token }),
      body: { commandId: crypto.randomUUID(), ...registerCurrent() },
    })
    expect([reply.status, at(reply.body, 'error', 'code')]).toEqual([401, 'unauthorised'])
  }
  await expect(office.connect('nonsense')).rejects.toThrow('unauthorised')
  await expect(office.connect(office.token('desk'))).rejects.toThrow('unauthorised')
})

test('S1 a lead’s commands are forbidden to a clerk', async () => {
  const office = await startedHub()
  const clerk = await office.signIn('clerk')
  const lead = await office.signIn('lead')
  expect((await office.command(clerk, { type: 'suspend-office', reason: 'alert' })).status).toBe(200)
  expect((await office.command(clerk, { type: 'resume-office' })).status).toBe(403)
  expect((await office.command(lead, { type: 'resume-office' })).status).toBe(200)
})

test('S1 the plan needs a session, the desk a desk’s session, the log an auditor’s', async () => {
  const office = await startedHub()
  const clerk = await office.signIn('clerk')
  const auditor = await office.signIn('auditor')
  const cases: [string, string | undefined, number][] = [
    ['/api/plan?date=2026-11-23', undefined, 401],
    ['/api/plan?date=2026-11-23', office.token('terminal'), 403],
    ['/api/plan?date=2026-11-23', clerk, 200],
    ['/api/desk', undefined, 401],
    ['/api/desk', auditor, 403],
    ['/api/desk', clerk, 200],
    ['/api/log', clerk, 403],
    ['/api/log', office.token('desk'), 403],
    ['/api/log', auditor, 200],
  ]
  for (const [path, token, status] of cases) {
    expect([path, (await office.get(path, token)).status]).toEqual([path, status])
  }
})

test('S5 a revoked device is refused at once and its socket closed within a second', async () => {
  const office = await startedHub()
  const token = office.token('terminal')
  const { socket } = await office.connect(token)
  const closed = new Promise<string>((resolve) => socket.on('disconnect', resolve))
  expect(office.hub.credentials.revokeDevice('terminal-1')).toBe(true)
  expect((await office.command(token, registerCurrent())).status).toBe(401)
  const answer: unknown = await socket.emitWithAck('command', { commandId: crypto.randomUUID(), ...registerCurrent() })
  expect(at(answer, 'error', 'code')).toBe('unauthorised')
  await office.advance(1_000)
  expect(await closed).toBe('io server disconnect')
})

test('S7 the hub is reached on the loopback address only', async () => {
  const office = await startedHub()
  expect(new URL(office.hub.url).hostname).toBe('127.0.0.1')
  const reply = await office.request('GET', '/api/board', { headers: { origin: 'https://example.org' } })
  expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  const preflight = await office.request('OPTIONS', '/api/commands', { headers: { origin: 'https://example.org' } })
  expect(preflight.status).toBe(404)
})
