import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDeviceHost } from '../src/device-host.ts'
import { MaintenanceUnlock } from '../src/maintenance/unlock.ts'
import { DeviceSettings } from '../src/settings/device-settings.ts'
import { openSettings } from '../src/settings/store.ts'
import { isStaffGesture, type Tap } from '../src/staff-exit/gesture.ts'
import { type HubVerdict, StaffCheck } from '../src/staff-exit/staff-check.ts'

const size = { width: 1080, height: 1920 }
const taps = (count: number, x: number, y: number, everyMs = 500): Tap[] =>
  Array.from({ length: count }, (_, index) => ({ x, y, at: index * everyMs }))

describe('the gesture that asks for staff', () => {
  it.each([
    [10, 10],
    [1070, 10],
    [10, 1910],
    [1070, 1910],
  ])('is five taps in one corner within three seconds: %i, %i', (x, y) => {
    expect(isStaffGesture(taps(5, x, y), size)).toBe(true)
    expect(isStaffGesture([{ x: 500, y: 900, at: 0 }, ...taps(5, x, y)], size)).toBe(true)
  })

  it('is not four taps, slow taps, taps elsewhere or in two corners', () => {
    expect(isStaffGesture(taps(4, 10, 10), size)).toBe(false)
    expect(isStaffGesture(taps(5, 10, 10, 800), size)).toBe(false)
    expect(isStaffGesture(taps(5, 10, 900), size)).toBe(false)
    expect(isStaffGesture(taps(9, 500, 10), size)).toBe(false)
    expect(isStaffGesture([...taps(4, 10, 10), { x: 1070, y: 10, at: 1_900 }], size)).toBe(false)
  })
})

function aDevice(options: { hub?: () => HubVerdict; paired?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cherha-exit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  let now = 1_000_000
  const open = () =>
    new StaffCheck({
      settings: openSettings(join(folder, 'settings.json'), DeviceSettings),
      askHub: async () => options.hub?.() ?? 'unreachable',
      isPaired: () => options.paired ?? true,
      now: () => now,
    })
  return {
    open,
    wait: (ms: number) => {
      now += ms
    },
  }
}

describe('who may leave a locked screen', () => {
  it('S43 is staff, as the hub says; an auditor changes nothing', async () => {
    for (const [role, ok] of [
      ['clerk', true],
      ['lead', true],
      ['auditor', false],
      ['visitor', false],
    ] as const) {
      const verdict = await aDevice({ hub: () => ({ role }) })
        .open()
        .check('anna', '1234')
      expect(verdict.ok, role).toBe(ok)
    }
  })

  it('S43 is nobody with a wrong PIN, and the hub’s lock is told', async () => {
    const wrong = aDevice({ hub: () => ({ refused: 'wrong-pin' }) }).open()
    expect(await wrong.check('anna', '1234')).toEqual({ ok: false, because: 'wrong-pin' })
    const locked = aDevice({ hub: () => ({ refused: 'pin-locked' }) }).open()
    expect(await locked.check('anna', '1234')).toEqual({ ok: false, because: 'pin-locked' })
  })

  it('S43 the device’s own PIN opens it only while the hub cannot be asked', async () => {
    let hub: HubVerdict = 'unreachable'
    const staff = aDevice({ hub: () => hub }).open()
    expect(await staff.check('', '2468')).toEqual({ ok: false, because: 'no-pin' })
    await staff.setLocalPin('2468')
    expect(await staff.check('', '2468')).toEqual({ ok: true, by: 'local-pin' })
    expect(await staff.check('', '1111')).toEqual({ ok: false, because: 'wrong-pin' })
    hub = { refused: 'wrong-pin' }
    expect(await staff.check('', '2468')).toEqual({ ok: false, because: 'wrong-pin' })
    hub = { refused: 'not-a-device' }
    expect(await staff.check('', '2468')).toEqual({ ok: true, by: 'local-pin' })
  })

  it('S43 five wrong own PINs lock it for 15 minutes, also for the right one and across a restart', async () => {
    const device = aDevice()
    await device.open().setLocalPin('2468')
    const staff = device.open()
    for (let i = 0; i < 5; i += 1) expect(await staff.check('', '1111')).toMatchObject({ because: 'wrong-pin' })
    expect(await device.open().check('', '2468')).toEqual({ ok: false, because: 'pin-locked' })
    device.wait(15 * 60_000)
    expect(await device.open().check('', '2468')).toEqual({ ok: true, by: 'local-pin' })
  })

  it('S43 many tries at once are no way round the lock', async () => {
    const staff = aDevice().open()
    await staff.setLocalPin('2468')
    const verdicts = await Promise.all(Array.from({ length: 9 }, () => staff.check('', '1111')))
    expect(verdicts.filter((verdict) => !verdict.ok && verdict.because === 'pin-locked')).toHaveLength(4)
  })

  it('S43 is whoever unpacks a device that has neither hub nor PIN, and nobody once it has one', async () => {
    const fresh = aDevice({ paired: false }).open()
    expect(fresh.isFirstStart).toBe(true)
    expect(await fresh.check('', '')).toEqual({ ok: true, by: 'first-start' })
    await fresh.setLocalPin('2468')
    expect(fresh.isFirstStart).toBe(false)
    expect(await fresh.check('', '')).toMatchObject({ ok: false })
    expect(await fresh.check('', '2468')).toMatchObject({ ok: true })
  })

  it.each(['settings.json', 'secrets.json'])(
    'S43 is not whoever stands before a connected device whose %s was damaged',
    async (damaged) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'cherha-exit-'))
      onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
      const box = { available: () => false, seal: () => Buffer.alloc(0), open: () => '' }
      const open = () => {
        const host = openDeviceHost({ app: 'terminal', version: '1.0.0', dataDir, box })
        onTestFinished(() => host.link.close())
        return host
      }
      const host = open()
      expect(host.staff.isFirstStart).toBe(true)
      host.settings.save({ plainSecrets: { acceptedAt: '2026-11-23T08:00:00.000Z' } })
      host.link.use({
        hubUrl: 'http://127.0.0.1:9',
        token: 'a-token-of-this-device',
        deviceId: 'terminal-1',
        pinnedCertificatePem: null,
        fingerprint: 'loopback',
        office: { code: '4801', name: { uk: 'Офіс', en: 'Office' } },
      })
      writeFileSync(join(dataDir, damaged), '{')
      const { staff, link } = open()
      expect(link.status().hub).toBeNull()
      expect(staff.isFirstStart).toBe(false)
      expect(await staff.check('', '')).toEqual({ ok: false, because: 'no-pin' })
    },
  )
})

describe('the open maintenance screen', () => {
  it('locks itself after ten minutes without anybody', () => {
    let now = 0
    const unlock = new MaintenanceUnlock(() => now)
    expect(unlock.isOpen).toBe(false)
    unlock.used()
    expect(unlock.isOpen).toBe(false)
    unlock.open()
    now += 9 * 60_000
    unlock.used()
    now += 9 * 60_000
    expect(unlock.isOpen).toBe(true)
    now += 60_000
    expect(unlock.isOpen).toBe(false)
    unlock.open()
    unlock.close()
    expect(unlock.isOpen).toBe(false)
  })
})
