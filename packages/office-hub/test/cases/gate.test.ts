import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '../hub-under-test.ts'
import { Clerk, officeWithClerk } from './intake-under-test.ts'

test('W100 whoever sends a visitor away with an unfinished application is asked for an outcome first', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  for (const command of [
    { type: 'finish-service', window: 'w1' },
    { type: 'transfer', window: 'w1', reason: 'next-step', toService: 'service-2' },
    { type: 'cancel-mismatch', window: 'w1', reason: 'wrong-person' },
  ] as const) {
    const reply = await office.command(clerk.token, command)
    expect([command.type, reply.status, at(reply.body, 'refusal', 'code')]).toEqual([
      command.type,
      409,
      'draft-unfinished',
    ])
  }
  await clerk.must({ type: 'hold', window: 'w1', reason: 'copy' })
  await clerk.must({ type: 'resume-held', window: 'w1' })
  await clerk.done(id, { action: 'abandon' })
  await clerk.must({ type: 'finish-service', window: 'w1' })
})

test('W100 an application refused at the window, one that is finished and none at all block nothing', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  await clerk.must({ type: 'finish-service', window: 'w1' })
  await clerk.serve('Гоголь')
  const refused = await clerk.begun()
  const written = { written: true, grounds: ['documents-missing'] }
  const grounds = (await clerk.view(refused)).offers[0]?.outcomes.find(({ key }) => key === 'refused')?.grounds ?? []
  const data = { ...written, grounds: grounds.slice(0, 1).map(({ key }) => key) }
  await clerk.done(refused, { action: 'complete', stage: 'intake-check', outcome: 'refused', data })
  expect((await clerk.view(refused)).status).toBe('ended')
  await clerk.must({ type: 'finish-service', window: 'w1' })
  await clerk.serve('Франко')
  await clerk.wholeIntake(await clerk.begun())
  await clerk.must({ type: 'finish-service', window: 'w1' })
})

test('W100 outside the queue it is the clerk’s own visit; another clerk’s application blocks nobody', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.must({ type: 'outside-queue', window: 'w1' })
  const id = await clerk.begun()
  const second = await Clerk.signedIn(office, 'second', 'w2', 1)
  await second.must({ type: 'outside-queue', window: 'w2' })
  await second.must({ type: 'finish-service', window: 'w2' })
  for (const type of ['finish-service', 'close-window'] as const) {
    const reply = await office.command(clerk.token, { type, window: 'w1' })
    expect(at(reply.body, 'refusal', 'code')).toBe('draft-unfinished')
  }
  await clerk.done(id, { action: 'abandon' })
  await clerk.must({ type: 'close-window', window: 'w1' })
})

test('W100 a command that was accepted before is answered as before, whatever is begun since', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const finish = { type: 'finish-service', window: 'w1', commandId: randomUUID() } as const
  const first = await office.command(clerk.token, finish)
  await clerk.serve('Гоголь')
  await clerk.begun()
  expect(await office.command(clerk.token, finish)).toMatchObject({ status: 200, body: first.body })
})

test('W100 the end of the day waits for no application: it stays a task', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  await office.advance(16 * 3_600_000)
  const token = await office.signIn('clerk')
  expect(at((await office.get('/health')).body, 'day')).not.toBe('2026-11-23')
  const tasks = await office.get('/api/tasks', token)
  expect(tasks).toMatchObject({
    status: 200,
    body: { total: 1, overdue: 1, server: false, tasks: [{ case: id, kind: 'draft', overdue: true, daysLeft: -1 }] },
  })
})
