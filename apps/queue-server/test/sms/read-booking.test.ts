import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readBooking } from '../../src/cli/read-booking.ts'

const folder = mkdtempSync(join(tmpdir(), 'cherha-booking-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
const demo = fileURLToPath(new URL('../../../../config/booking.yaml', import.meta.url))

function aFile(text: string): string {
  const path = join(folder, 'booking.yaml')
  writeFileSync(path, text)
  return path
}

describe('the file of online booking', () => {
  it('may be left out: nothing can be booked', () => {
    expect(readBooking(undefined)).toBeNull()
  })

  it('of the demonstration fits the simulator of messages', () => {
    expect(readBooking(demo)?.sms).toMatchObject({ kind: 'smpp', port: 4321, systemId: 'cherha', perSecond: 50 })
  })

  it('may be empty: all as usual, and no way to send messages', () => {
    const read = readBooking(aFile(''))
    expect(read).toMatchObject({ limits: { open: 5, month: 10 }, sms: null, block: null })
  })

  const smpp = 'sms:\n  kind: smpp\n  host: h\n  systemId: s\n  password: p\n  sender: S\n'
  it.each([
    ['an unknown line', 'sold: 5\n', '1: file: Unrecognized key: "sold"'],
    ['no number', 'limits:\n  open: many\n', '2: limits.open: '],
    ['a limit of nothing', 'limits: { open: 0 }\n', '1: limits.open: '],
    ['a slash at the end', 'phones: []\npublicUrl: https://cherha.example/\n', '2: publicUrl: without a slash'],
    ['an address of another kind', 'publicUrl: ftp://cherha.example\n', '1: publicUrl: an address with http or https'],
    [
      'delays the wrong way round',
      'returnMinutes: { least: 9, most: 5 }\n',
      '1: returnMinutes.least: at most 5, which is',
    ],
    ['a network that is none', 'trustedProxies:\n  - 10.0.0.0/8\n  - 10.0.0.0/33\n', '3: trustedProxies.1: an address'],
    ['a name instead of a network', 'trustedProxies: [proxy]\n', '1: trustedProxies.0: an address'],
    ['an unknown kind of gateway', 'sms: { kind: pigeon }\n', '1: sms.kind: '],
    ['a sender that is too long', `${smpp.replace('sender: S', 'sender: TwelveLetter')}`, '6: sms.sender: '],
    [
      'a password SMPP cannot send',
      smpp.replace('password: p', 'password: пароль'),
      '4: sms.systemId: name and password',
    ],
    [
      'messages over HTTP without TLS',
      'sms: { kind: http, url: "http://sms.example/send", token: t, sender: S }\n',
      '1: sms.url: https, except for a program on this computer',
    ],
    [
      'a password in an address',
      'sms: { kind: http, url: "https://me:secret@sms.example/", token: t, sender: S }\n',
      '1: sms.url: without a name in it',
    ],
    ['no YAML', 'sms: [', '1: neither YAML nor JSON'],
  ])('%s is told with its line', (_what, text, says) => {
    const path = aFile(text)
    expect(() => readBooking(path)).toThrow(`${path}:${says}`)
  })

  it('no message repeats a password', () => {
    const path = aFile(smpp.replace('password: p', 'password: TooLongForSmpp'))
    expect(() => readBooking(path)).toThrow(/sms\.password/)
    expect(() => readBooking(path)).not.toThrow(/TooLongForSmpp/)
  })

  it('HTTP without TLS is for a program on this computer', () => {
    const path = aFile('sms: { kind: http, url: "http://127.0.0.1:4322/messages", token: t, sender: S }\n')
    expect(readBooking(path)?.sms).toMatchObject({ kind: 'http' })
  })

  it('that is not there or wrong ends the start with one sentence and code 2', () => {
    for (const path of [join(folder, 'nothing.yaml'), aFile('limits: 5\n')]) {
      const { status, stderr } = spawnSync(process.execPath, [cli, '--port', '0', '--booking', path], {
        encoding: 'utf8',
      })
      expect(status).toBe(2)
      expect(stderr).toContain(path)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
  })
})
