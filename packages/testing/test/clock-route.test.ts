import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHub } from '@cherha/office-hub'
import { expect, onTestFinished, test } from 'vitest'
import { anOffice, clockRoute, VirtualClock } from '../src/index.ts'

async function testHub() {
  const dataDir = mkdtempSync(join(tmpdir(), 'cherha-clock-'))
  const clock = new VirtualClock(Date.parse('2026-11-23T08:00:00Z'))
  const hub = await startHub({
    config: anOffice().config(),
    dataDir,
    port: 0,
    clock,
    routes: clockRoute(clock),
    logLevel: 'silent',
  })
  onTestFinished(async () => {
    await hub.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const post = async (body: unknown) => {
    const response = await fetch(`${hub.url}/test/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  const day = async (): Promise<unknown> => ((await (await fetch(`${hub.url}/health`)).json()) as { day: unknown }).day
  return { post, day }
}

test('the test clock goes forward by milliseconds or to a moment', async () => {
  const { post } = await testHub()
  expect(await post({ advanceMs: 1_500 })).toEqual({ status: 200, body: { now: '2026-11-23T08:00:01.500Z' } })
  expect(await post({ now: '2026-11-23T12:00:00+02:00' })).toEqual({
    status: 200,
    body: { now: '2026-11-23T10:00:00.000Z' },
  })
})

test('the test clock never goes back and takes nothing else', async () => {
  const { post } = await testHub()
  for (const body of [
    { now: '2026-11-23T07:59:59Z' },
    { advanceMs: -1 },
    { advanceMs: 1.5 },
    {},
    { now: 'soon' },
    { advanceMs: 1, now: 'x' },
  ]) {
    expect((await post(body)).status).toBe(400)
  }
})

test('a whole day passes in one request: the day closes and the next one opens', async () => {
  const { post, day } = await testHub()
  expect(await day()).toBe('2026-11-23')
  await post({ now: '2026-11-23T23:00:00+02:00' })
  expect(await day()).toBeNull()
  await post({ now: '2026-11-24T00:00:00+02:00' })
  expect(await day()).toBe('2026-11-24')
})
