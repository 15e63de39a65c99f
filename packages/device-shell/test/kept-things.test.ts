import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDeviceLog, redact, redactDetails } from '../src/device-log.ts'
import { NoSecretStoreError, openSecretStore, type SecretBox } from '../src/secrets.ts'
import { DeviceSettings } from '../src/settings/device-settings.ts'
import { openSettings, SettingsWriteError } from '../src/settings/store.ts'

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cherha-device-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('settings', () => {
  it('are defaults at first, and what was saved afterwards, for this user only', () => {
    const file = join(aFolder(), 'device', 'settings.json')
    const settings = openSettings(file, DeviceSettings)
    expect(settings.current).toMatchObject({ phones: [], screen: 'primary', hub: null })
    settings.save({ phones: ['044 111 22 33'], screen: 7 })
    expect(openSettings(file, DeviceSettings).current).toMatchObject({ phones: ['044 111 22 33'], screen: 7 })
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readdirSync(join(file, '..'))).toEqual(['settings.json'])
  })

  it.each([
    ['cut off', '{"phones": ["044'],
    ['empty', ''],
    ['zeros, as after a power cut', '\u0000'.repeat(64)],
    ['of another form', '{"phones": 5}'],
    ['not an object', '[]'],
  ])('that are %s are kept aside, and the device starts afresh and says so', (_what, text) => {
    const file = join(aFolder(), 'settings.json')
    writeFileSync(file, text)
    const settings = openSettings(file, DeviceSettings)
    expect(settings.current).toEqual(DeviceSettings.parse({}))
    expect(settings.brokenFile).toBe(`${file}.broken-1`)
    expect(readFileSync(`${file}.broken-1`, 'utf8')).toBe(text)
    settings.save({ phones: ['044 111 22 33'] })
    expect(openSettings(file, DeviceSettings).brokenFile).toBeNull()
  })

  it('that break again do not overwrite what was kept aside', () => {
    const file = join(aFolder(), 'settings.json')
    for (const text of ['{', '{{']) {
      writeFileSync(file, text)
      openSettings(file, DeviceSettings)
    }
    expect(readFileSync(`${file}.broken-1`, 'utf8')).toBe('{')
    expect(readFileSync(`${file}.broken-2`, 'utf8')).toBe('{{')
  })

  it('of a newer version keep what this one does not know', () => {
    const file = join(aFolder(), 'settings.json')
    writeFileSync(file, JSON.stringify({ phones: ['044 111 22 33'], fromTheFuture: { a: 1 } }))
    const settings = openSettings(file, DeviceSettings)
    expect(settings.current.phones).toEqual(['044 111 22 33'])
    settings.save({ phones: [] })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ phones: [], fromTheFuture: { a: 1 } })
  })

  it('that cannot be written stay as they were', () => {
    const folder = aFolder()
    // a folder in the way of the file stands for a disk that takes nothing: root ignores a read-only one
    const settings = openSettings(join(folder, 'blocked', 'settings.json'), DeviceSettings)
    writeFileSync(join(folder, 'blocked'), '')
    expect(() => settings.save({ phones: ['044 111 22 33'] })).toThrow(SettingsWriteError)
    expect(settings.current.phones).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('that fit only in part stay as they were', () => {
    const file = join(aFolder(), 'settings.json')
    const store = join(import.meta.dirname, '..', 'src', 'settings', 'store.ts')
    const script = `
      import { writeWhole } from ${JSON.stringify(store)}
      writeWhole(${JSON.stringify(file)}, 'old')
      try { writeWhole(${JSON.stringify(file)}, 'x'.repeat(16 * 1024)) } catch (error) { console.log(error.name) }
    `
    // the largest file allowed ends a write in the middle, as a disk does that fills up
    const command = 'ulimit -f 8; exec "$0" --input-type=module -e "$1"'
    const { stdout } = spawnSync('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' })
    expect(stdout.trim()).toBe('SettingsWriteError')
    expect(readFileSync(file, 'utf8')).toBe('old')
    expect(readdirSync(join(file, '..'))).toEqual(['settings.json'])
  })

  it('refuse values their schema does not know', () => {
    const settings = openSettings(join(aFolder(), 'settings.json'), DeviceSettings)
    expect(() => settings.save({ phones: ['1'] })).toThrow('phones')
    expect(settings.current.phones).toEqual([])
  })
})

/** A box that turns the text around: enough to see whether it was used. */
const turning: SecretBox = {
  available: () => true,
  seal: (plain) => Buffer.from([...plain].reverse().join('')),
  open: (sealed) => [...sealed.toString()].reverse().join(''),
}
const none: SecretBox = { ...turning, available: () => false }

describe('secrets', () => {
  it('S42 are sealed by the system where it can, in a file for this user only', () => {
    const file = join(aFolder(), 'secrets.json')
    const secrets = openSecretStore(file, turning, () => false)
    secrets.keep('token', 'abcdef')
    expect(secrets.protection).toBe('sealed')
    expect(secrets.read('token')).toBe('abcdef')
    expect(readFileSync(file, 'utf8')).not.toContain('abcdef')
    expect(statSync(file).mode & 0o077).toBe(0)
    secrets.forget('token')
    expect(secrets.read('token')).toBeNull()
  })

  it('S42 are refused where the system has no store, until an administrator decides', () => {
    const file = join(aFolder(), 'secrets.json')
    let accepted = false
    const secrets = openSecretStore(file, none, () => accepted)
    expect(secrets.protection).toBe('none')
    expect(() => secrets.keep('token', 'abcdef')).toThrow(NoSecretStoreError)
    expect(readdirSync(join(file, '..'))).toEqual([])
    accepted = true
    expect(secrets.protection).toBe('plain')
    secrets.keep('token', 'abcdef')
    expect(secrets.read('token')).toBe('abcdef')
    accepted = false
    expect(secrets.read('token')).toBeNull()
  })

  it('that another user or computer sealed are not there: the device is connected anew', () => {
    const file = join(aFolder(), 'secrets.json')
    openSecretStore(file, turning, () => false).keep('token', 'abcdef')
    const foreign: SecretBox = {
      ...turning,
      open: () => {
        throw new Error('wrong key')
      },
    }
    expect(openSecretStore(file, foreign, () => false).read('token')).toBeNull()
    expect(openSecretStore(file, none, () => true).read('token')).toBeNull()
    writeFileSync(file, 'not json')
    expect(openSecretStore(file, turning, () => false).read('token')).toBeNull()
  })
})

describe('the device’s log', () => {
  const now = () => '2026-11-23T08:00:00.000Z'

  it('holds plain lines, the newest at the end', () => {
    const log = openDeviceLog(aFolder(), now)
    log.write('started', { version: '0.1.0' })
    log.write('the page failed\nbadly')
    expect(log.tail(5)).toEqual([
      '2026-11-23T08:00:00.000Z started {"version":"\\"0.1.0\\""}',
      '2026-11-23T08:00:00.000Z the page failed ⏎ badly',
    ])
    expect(log.tail(1)).toHaveLength(1)
  })

  it('never takes more of the disk than it may', () => {
    const folder = aFolder()
    const log = openDeviceLog(folder, now, { maxBytes: 1_000, older: 2 })
    for (let i = 0; i < 200; i += 1) log.write(`line ${i}`)
    const files = readdirSync(folder)
    expect(files.sort()).toEqual(['device.1.log', 'device.2.log', 'device.log'])
    for (const file of files) expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(1_000)
    expect(log.tail(1)[0]).toContain('line 199')
  })

  it('stops nobody when it cannot be written', () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'in-the-way'), '')
    const log = openDeviceLog(join(folder, 'in-the-way'), now)
    log.write('started')
    expect(log.tail(5)).toEqual([])
  })

  it('D7 holds no token, key, PIN, phone number or name', () => {
    const token = 'q7Hk2mZ0xT9pLr4VbN8sWc1yGd5fJa3eUo6iKtB_Xw0'
    for (const text of [
      `Bearer ${token}`,
      `http://127.0.0.1:4711/${token}/api`,
      'phone +380 67 123 45 67',
      '0671234567',
    ]) {
      expect(redact(text), text).not.toMatch(/q7Hk|67 ?123/)
    }
    const details = redactDetails({
      token,
      pin: '1234',
      code: 'AAAA',
      visitorName: 'Їжакевич',
      port: 4711,
      url: `/${token}/`,
    })
    expect(JSON.stringify(details)).not.toMatch(/q7Hk|1234|AAAA|Їжакевич/)
    expect(details['port']).toBe(4711)
  })
})
