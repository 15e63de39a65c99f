import type { DisplayView } from '@cherha/shared/protocol'
import { anOffice } from '@cherha/testing'
import { describe, expect, test } from 'vitest'
import { at, type HubUnderTest, startedHub } from './hub-under-test.ts'

const whole = { sound: 'ok', voice: 'ok', missing: [] }
const report = (office: HubUnderTest, body: unknown, token = office.token('display')) =>
  office.request('POST', '/api/display-report', { token, body })

describe('the sound of the displays', () => {
  test('A15 what a display says of its sound is in /health and at the desks, and not in the log', async () => {
    const office = await startedHub()
    const before = (await office.get('/health')).body
    expect(at(before, 'displays')).toEqual([])
    const broken = { sound: 'ok', voice: 'incomplete', missing: ['uk/number-15'] }
    expect((await report(office, broken)).status).toBe(204)
    const { body } = await office.get('/health')
    expect(at(body, 'displays')).toEqual([{ id: 'display-1', sound: 'ok', voice: 'incomplete' }])
    expect(at(body, 'seq')).toBe(at(before, 'seq'))
    const desk = await office.get('/api/desk', await office.signIn('clerk'))
    expect(at(desk.body, 'displays')).toEqual([{ id: 'display-1', sound: 'ok', voice: 'incomplete' }])
  })

  test('A15 only a display reports, and only what a display can say', async () => {
    const office = await startedHub()
    expect((await report(office, whole, office.token('terminal'))).status).toBe(403)
    expect((await report(office, whole, await office.signIn('lead'))).status).toBe(403)
    expect((await report(office, { ...whole, sound: 'loud' })).status).toBe(400)
    expect((await report(office, { ...whole, missing: Array.from({ length: 6 }, () => 'uk/call') })).status).toBe(400)
    expect(at((await office.get('/health')).body, 'displays')).toEqual([])
  })

  test('a lead has the displays speak the test sentence; a clerk does not', async () => {
    const office = await startedHub()
    const display = await office.connect(office.token('display'))
    const test = (token: string) => office.request('POST', '/api/sound-test', { token, body: {} })
    expect((await test(await office.signIn('clerk'))).status).toBe(403)
    const asked = new Promise<DisplayView>((resolve) =>
      display.socket.on('state', ({ view }: { view: DisplayView }) => resolve(view)),
    )
    expect((await test(await office.signIn('lead'))).status).toBe(204)
    expect((await asked).soundTest).toBe(1)
  })

  test('A14 a display gets its own volume, else the office’s; one of services gets the windows that serve them', async () => {
    const config = {
      ...anOffice()
        .withService('А', { id: 'permanent' })
        .withService('К', { id: 'immigration' })
        .withWindow('w1', { services: ['permanent'] })
        .withWindow('w2', { services: ['immigration'] })
        .with({ sound: { volume: 80 }, ticker: [{ uk: 'Каса нагорі', en: 'The cash desk is upstairs' }] })
        .config(),
    }
    config.devices = config.devices.map((device) =>
      device.role === 'display' ? { ...device, services: ['immigration'], sound: { volume: 30 } } : device,
    )
    const office = await startedHub({ config })
    const { states } = await office.connect(office.token('display'))
    expect(at(states[0]?.view, 'sound')).toEqual({ volume: 30 })
    expect(at(states[0]?.view, 'office', 'ticker')).toEqual([{ uk: 'Каса нагорі', en: 'The cash desk is upstairs' }])
    const other = await startedHub({
      config: { ...config, devices: config.devices.map(({ id, role }) => ({ id, role })) },
    })
    const seen = await other.connect(other.token('display'))
    expect(at(seen.states[0]?.view, 'sound')).toEqual({ volume: 80 })
  })
})
