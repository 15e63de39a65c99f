import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NetworksError } from '../../src/http/booking/networks/network-list.ts'
import { Networks } from '../../src/http/booking/networks/networks.ts'
import { HttpUnderTest, StandingClock } from '../http-under-test.ts'
import { anMmdb, plainRecord } from '../support/an-mmdb.ts'
import { aHoldBody, fakeBookingHttp } from '../support/fake-booking.ts'

const folder = mkdtempSync(join(tmpdir(), 'cherha-networks-'))
afterAll(() => rmSync(folder, { recursive: true }))
let clock: StandingClock
const told: string[] = []
const logger = {
  warn: (_: object, text: string) => void told.push(text),
  info: (_: object, text: string) => void told.push(text),
}
const opened: Networks[] = []
let made = 0
const open = (...paths: string[]) => {
  const networks = Networks.open(paths, { clock, logger })
  opened.push(networks)
  return networks
}
/** Each a file of its own. */
const file = (content: string | Buffer, ending = 'txt'): string => {
  made += 1
  const path = join(folder, `list-${made}.${ending}`)
  writeFileSync(path, content)
  return path
}
beforeEach(() => {
  clock = new StandingClock()
  told.splice(0)
})
afterEach(() => opened.splice(0).forEach((networks) => networks.close()))

describe('B18 a list of networks', () => {
  it('is a CIDR a line, of both families, with comments', () => {
    const networks = open(file('# UA\n\n192.0.2.0/24 # one\r\n  2001:db8::/32\n198.51.100.7\n'))
    expect(networks.state).toMatchObject({ state: 'ok', networks: 3, error: null })
    const allowed = [
      '192.0.2.9',
      '::ffff:192.0.2.9',
      '2001:db8:1::9',
      '198.51.100.7',
      '198.51.100.8',
      '2001:db9::',
      'x',
    ]
    expect(allowed.map((address) => networks.allows(address))).toEqual([true, true, true, true, false, false, false])
  })

  it.each([
    ['as one maker writes it', undefined],
    ['as another does', plainRecord],
  ])('is a file of countries, %s', (_, record) => {
    const networks = open(
      file(
        anMmdb(
          [
            ['91.198.0.0/16', 'UA'],
            ['8.8.8.0/24', 'US'],
            ['2a01:4f0/32', 'UA'],
          ],
          record,
        ),
        'mmdb',
      ),
    )
    const allowed = ['91.198.7.7', '::ffff:91.198.7.7', '2a01:4f0::9', '8.8.8.8', '2a02::1', '127.0.0.1']
    expect(allowed.map((address) => networks.allows(address))).toEqual([true, true, true, false, false, false])
  })

  it('several files count together', () => {
    const networks = open(file('192.0.2.0/24'), file(anMmdb([['91.198.0.0/16', 'UA']]), 'mmdb'))
    expect([networks.allows('192.0.2.1'), networks.allows('91.198.0.1'), networks.allows('8.8.8.8')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it.each([
    ['none', () => join(folder, 'nowhere.txt'), /nowhere\.txt cannot be read: there is none\. Put it there/],
    ['a folder', () => folder, /cannot be read: it is not readable\./],
    ['an empty one', () => file('# nothing\n'), /is empty: nobody could book\. Fill it/],
    [
      'one with a line that is no network',
      () => file('192.0.2.0/24\nUkraine\n'),
      /broken: line 2 is no network\. Write one a line/,
    ],
    ['a page instead of a file', () => file('<!doctype html>\n'), /broken: line 1 is no network/],
    [
      'a packed file of countries',
      () => file(Buffer.from([0x1f, 0x8b, 8, 0]), 'mmdb'),
      /broken or of another kind.*Fetch it again/,
    ],
    [
      'half a file of countries',
      () => file(anMmdb([['91.198.0.0/16', 'UA']]).subarray(0, 300), 'mmdb'),
      /broken or of another kind/,
    ],
  ])('refuses the start when it is %s, with what, why and what to do', (_, path, sentence) => {
    expect(() => open(path())).toThrow(NetworksError)
    expect(() => open(path())).toThrow(sentence)
  })

  it('is read again when it has changed, once nobody writes it any more', () => {
    const path = file('192.0.2.0/24')
    const networks = open(path)
    writeFileSync(path, '198.51.100.0/24\n203.0.113.0/24')
    clock.at += 60_000
    networks.look()
    expect(networks.allows('192.0.2.1')).toBe(true)
    networks.look()
    expect([networks.allows('192.0.2.1'), networks.allows('203.0.113.1')]).toEqual([false, true])
    expect(networks.state).toEqual({ state: 'ok', networks: 2, readAt: clock.at, error: null })
    expect(told).toEqual(['a list of networks was read again'])
  })

  it('is looked at every five seconds', () => {
    const path = file('192.0.2.0/24')
    const networks = open(path)
    const pass = () =>
      clock.timers.splice(0).forEach(({ due, fire }) => {
        clock.at = due
        fire()
      })
    const other = file('203.0.113.0/24')
    renameSync(other, path)
    pass()
    pass()
    expect([clock.at - networks.state.readAt, networks.allows('203.0.113.1')]).toEqual([0, true])
    networks.close()
    expect(clock.timers).toEqual([])
  })

  it('that is broken when it is read again, or gone, changes nothing and is told until it is whole', () => {
    const path = file('192.0.2.0/24')
    const networks = open(path)
    for (const [spoil, why] of [
      [() => writeFileSync(path, 'half a li'), 'line 1 is no network'],
      [() => writeFileSync(path, ''), 'is empty'],
      [() => rmSync(path), 'there is none'],
    ] as const) {
      spoil()
      networks.look()
      networks.look()
      networks.look()
      expect(networks.allows('192.0.2.1')).toBe(true)
      expect(networks.state).toMatchObject({ state: 'old', networks: 1, error: expect.stringContaining(why) })
    }
    // once each
    expect(told).toHaveLength(3)
    expect(told[0]).toMatch(/Until then the list that was read before goes on\.$/)
    writeFileSync(path, '203.0.113.0/24')
    networks.look()
    networks.look()
    expect(networks.state).toMatchObject({ state: 'ok', error: null })
    expect(networks.allows('203.0.113.1')).toBe(true)
  })
})

describe('B18 with a list', () => {
  it('a place is held from its networks only, and looking is possible from anywhere', async () => {
    const path = file('203.0.113.0/24\n2001:db8::/32')
    const networks = open(path)
    const made = fakeBookingHttp({ networks })
    const http = await HttpUnderTest.start({ booking: made, trustedProxies: ['10.0.0.0/8'] })
    const hold = (from: string, headers = {}) =>
      http.ask('POST', '/api/booking/holds', { from, headers, body: aHoldBody })
    expect((await hold('203.0.113.5')).status).toBe(200)
    expect((await hold('2001:db8::5')).status).toBe(200)
    expect((await hold('10.0.0.1', { 'x-forwarded-for': '203.0.113.5' })).status).toBe(200)
    const abroad = await hold('198.51.100.1')
    expect(abroad).toMatchObject({ status: 403, body: { error: { booking: 'address-refused' } } })
    // who is no proxy of ours says nothing that counts, nor what stands left of what a proxy has said
    expect((await hold('198.51.100.1', { 'x-forwarded-for': '203.0.113.5' })).status).toBe(403)
    expect((await hold('10.0.0.1', { 'x-forwarded-for': '203.0.113.5, 198.51.100.1' })).status).toBe(403)
    expect((await hold('10.0.0.1', { 'x-forwarded-for': '203.0.113.5, ???' })).status).toBe(403)
    expect((await hold('127.0.0.1', { 'x-forwarded-for': '203.0.113.5' })).status).toBe(403)
    expect(made.booking.holds.map(({ address }) => address)).toEqual(['203.0.113.5', '2001:db8:0:0', '203.0.113.5'])
    const look = (url: string) => http.ask('GET', url, { from: '198.51.100.1' })
    expect((await look('/api/booking/rules')).body).toMatchObject({ addresses: 'refused' })
    expect((await http.ask('GET', '/api/booking/rules', { from: '203.0.113.5' })).body).toMatchObject({
      addresses: 'allowed',
    })
    expect((await look('/api/booking/days?service=passport&office=6801')).status).toBe(200)
    const mine = { id: aHoldBody.id, phone: aHoldBody.phone, language: 'uk' }
    expect((await http.ask('POST', '/api/booking/mine/codes', { from: '198.51.100.1', body: mine })).status).toBe(200)
    expect((await http.ask('GET', '/health')).body).toMatchObject({
      booking: { networks: { state: 'ok', networks: 2 } },
    })
    // a broken file: everybody may know that it is so, and who keeps the server going which one
    writeFileSync(path, 'half a l')
    networks.look()
    networks.look()
    expect((await hold('203.0.113.5')).status).toBe(200)
    const health = await http.ask('GET', '/health')
    expect(health.body).toMatchObject({ booking: { networks: { state: 'old', networks: 2 } } })
    expect(health.text).not.toContain(folder)
    const operator = await http.browser('keeper', 'service-operator')
    const { body } = await http.ask('GET', '/api/admin/booking', { as: operator })
    const error = expect.stringContaining(`${path} is broken: line 1 is no network`)
    expect(body).toMatchObject({ booking: { networks: { state: 'old', error } } })
    await http.close()
  })
})
