import { cpSync } from 'node:fs'
import { VirtualClock } from '@cherha/testing'
import { expect, test } from 'vitest'
import { stepWatch } from '../src/clock/step-watch.ts'
import { systemClock } from '../src/clock/system-clock.ts'
import { dateAt, dayClock } from '../src/plan/day-clock.ts'
import { aFolder, at, mondayMorning, startedHub } from './hub-under-test.ts'

test('S26 a step of the computer’s clock is shown and not followed until a lead accepts it', async () => {
  const office = await startedHub()
  const lead = await office.signIn('lead')
  office.clock.stepComputerClock(3_600_000)
  await office.advance(1_000)
  const desk = (await office.get('/api/desk', lead)).body
  expect(at(desk, 'clockStepMs')).toBe(3_600_000)
  expect(at(desk, 'now')).toBe('2026-11-23T08:00:01Z')
  const clerk = await office.signIn('clerk')
  expect((await office.command(clerk, { type: 'accept-clock-step' })).status).toBe(403)
  expect((await office.command(lead, { type: 'accept-clock-step' })).status).toBe(200)
  const after = (await office.get('/api/desk', lead)).body
  expect(at(after, 'now')).toBe('2026-11-23T09:00:01Z')
  expect(at(after, 'clockStepMs')).toBeNull()
  await office.advance(5_000)
  expect(at((await office.get('/api/desk', lead)).body, 'clockStepMs')).toBeNull()
})

test('S26 an accepted step back is not undone by a restart', async () => {
  const office = await startedHub()
  const lead = await office.signIn('lead')
  office.clock.stepComputerClock(-3_600_000)
  await office.advance(1_000)
  expect((await office.command(lead, { type: 'accept-clock-step' })).status).toBe(200)
  const { at: now } = office.clock.now()
  expect(now).toBe(mondayMorning - 3_600_000 + 1_000)
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir, now: now + 5_000 })
  expect(at((await again.get('/api/board')).body, 'now')).toBe('2026-11-23T07:00:06Z')
})

test('Q41 Q52 an accepted step back in a return time leaves it as long as it was', async () => {
  const office = await startedHub()
  const lead = await office.signIn('lead')
  const untilOf = async () => at((await office.get('/api/desk', lead)).body, 'suspended', 'until')
  await office.command(lead, { type: 'suspend-office', reason: 'alert' })
  await office.command(lead, { type: 'resume-office' })
  expect(await untilOf()).toBe('2026-11-23T08:10:00Z')
  office.clock.stepComputerClock(-3_600_000)
  await office.advance(1_000)
  expect((await office.command(lead, { type: 'accept-clock-step' })).status).toBe(200)
  expect(await untilOf()).toBe('2026-11-23T07:10:00Z')
  await office.advance(598_000)
  expect(await untilOf()).toBe('2026-11-23T07:10:00Z')
  await office.advance(1_000)
  expect(at((await office.get('/api/desk', lead)).body, 'suspended')).toBeNull()
})

test('S26 a hub that is killed right after an accepted step back starts at the new time', async () => {
  const office = await startedHub()
  const lead = await office.signIn('lead')
  office.clock.stepComputerClock(-3_600_000)
  await office.advance(1_000)
  await office.command(lead, { type: 'accept-clock-step' })
  // what a kill leaves behind: nothing is written at the end
  const killed = aFolder()
  cpSync(office.dataDir, killed, { recursive: true, filter: (path) => !path.endsWith('.lock') })
  const again = await startedHub({ dataDir: killed, now: office.clock.now().at })
  expect(at((await again.get('/api/board')).body, 'now')).toBe('2026-11-23T07:00:01Z')
})

test('S26 a step that was taken back cannot be accepted any more', async () => {
  const office = await startedHub()
  const lead = await office.signIn('lead')
  office.clock.stepComputerClock(-60_000)
  await office.advance(1_000)
  office.clock.stepComputerClock(60_000)
  await office.advance(1_000)
  const reply = await office.command(lead, { type: 'accept-clock-step' })
  expect(at(reply.body, 'refusal', 'code')).toBe('no-clock-step')
})

test('S26 differences up to 2 seconds are no step, and each step is reported once', () => {
  const clock = new VirtualClock(mondayMorning)
  const reported: number[] = []
  const watch = stepWatch(clock, (stepMs) => reported.push(stepMs))
  for (const step of [2_000, 1, 500, -60_000, 0]) {
    clock.stepComputerClock(step)
    watch.look()
    watch.look()
  }
  expect(reported).toEqual([2_001, -57_499])
})

test('hub time never starts before the last event, whatever the computer’s clock says', async () => {
  const office = await startedHub()
  await office.advance(60_000)
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir, now: mondayMorning - 86_400_000 })
  const board = await again.get('/api/board')
  expect(Date.parse(String(at(board.body, 'now')))).toBeGreaterThanOrEqual(mondayMorning + 60_000)
})

test('the real clock starts not before a given moment and is not moved by anything but an accepted step', () => {
  const clock = systemClock()
  const future = Date.now() + 3_600_000
  clock.startNotBefore(future)
  const { at: started, mono } = clock.now()
  expect(started).toBeGreaterThanOrEqual(future)
  expect(clock.stepMs()).toBeLessThanOrEqual(-3_599_000)
  clock.follow(-3_600_000)
  expect(Math.abs(clock.stepMs())).toBeLessThan(1_000)
  expect(clock.now().mono).toBeGreaterThanOrEqual(mono)
  expect(Number.isInteger(started) && Number.isInteger(mono)).toBe(true)
})

test('a day’s clock knows the office’s midnight and its change of offset', () => {
  expect(dayClock('2026-11-23', 'Europe/Kyiv')).toEqual({
    date: '2026-11-23',
    midnight: Date.parse('2026-11-22T22:00:00Z'),
  })
  expect(dayClock('2026-03-29', 'Europe/Kyiv')).toEqual({
    date: '2026-03-29',
    midnight: Date.parse('2026-03-28T22:00:00Z'),
    change: { atMinute: 180, shiftMinutes: 60 },
  })
  expect(dayClock('2026-10-25', 'Europe/Kyiv').change).toEqual({ atMinute: 240, shiftMinutes: -60 })
  expect(dateAt(Date.parse('2026-11-22T22:00:00Z'), 'Europe/Kyiv')).toBe('2026-11-23')
  expect(dateAt(Date.parse('2026-11-22T21:59:59Z'), 'Europe/Kyiv')).toBe('2026-11-22')
})
