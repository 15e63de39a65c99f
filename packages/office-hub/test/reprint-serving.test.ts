import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aFolder, at, registerCurrent, startedHub } from './hub-under-test.ts'

test('P12 a clerk has the ticket of the visitor at the window printed again, and learns no code of it', async () => {
  const tickets = aFolder()
  const office = await startedHub({ printer: `file:${tickets}` })
  const number = String(
    at((await office.command(office.token('terminal'), registerCurrent())).body, 'result', 'ticket'),
  )
  const clerk = await office.signIn('clerk')
  const again = { type: 'reprint-serving', window: 'w1' } as const
  for (const type of ['open-window', 'call-next'] as const) await office.command(clerk, { type, window: 'w1' })
  expect(at((await office.command(clerk, again)).body, 'refusal', 'code')).toBe('not-serving')
  expect((await office.command(clerk, { type: 'start-service', window: 'w1' })).status).toBe(200)
  const reply = await office.command(clerk, again)
  expect(reply.body).toMatchObject({ ok: true, result: { ticket: number } })
  expect(at(reply.body, 'result')).toEqual({ ticket: number })
  await office.hub.printed()
  expect(readdirSync(tickets).sort()).toEqual([`2026-11-23_${number}_1.bin`, `2026-11-23_${number}_2.bin`])
  expect(at((await office.get('/api/desk', clerk)).body, 'printing', 'jobs')).toEqual([
    { ticket: number, date: '2026-11-23', status: 'printed' },
  ])
  expect((await office.command(office.token('terminal'), again)).status).toBe(403)
  const log = String((await office.get('/api/log', await office.signIn('auditor'))).body)
  expect(log).toContain('"type":"reprint-requested"')
  expect(log).toContain('"window":"w1"')
})
