import { expect, test } from 'vitest'
import { hubOf } from '../../src/pairing/discover-hubs.ts'
import { readHubAddress, urlOf } from '../../src/pairing/hub-address.ts'

test.each([
  ['192.0.2.7', 'https://192.0.2.7:4743'],
  ['192.0.2.7:5000', 'https://192.0.2.7:5000'],
  [' HTTPS://192.0.2.7:5000/ ', 'https://192.0.2.7:5000'],
  ['hub.office.local', 'https://hub.office.local:4743'],
  ['[2001:db8::7]:5000', 'https://[2001:db8::7]:5000'],
  ['127.0.0.1:4700', 'http://127.0.0.1:4700'],
  ['localhost:4700', 'http://localhost:4700'],
  ['https://127.0.0.1:4743', 'https://127.0.0.1:4743'],
  ['127.evil.example', 'https://127.evil.example:4743'],
  ['localhost.evil.example', 'https://localhost.evil.example:4743'],
])('%s is read as %s', (typed, url) => {
  const address = readHubAddress(typed)
  expect(address === null ? null : urlOf(address)).toBe(url)
})

test.each([
  'http://192.0.2.7',
  '192.0.2',
  '1.2.3.4.5',
  'a b',
  'user@host',
  'host/path',
  ':4743',
  'host:0',
  'host:70000',
  'хаб',
  '[::g]',
])('S34 %s is not an address a device goes to', (typed) => expect(readHubAddress(typed)).toBeNull())

const service = { port: 4743, addresses: ['fe80::1', '192.0.2.8'], txt: {} }

test('a hub that is found is asked at the address it names, or the one it spoke from', () => {
  const referer = { address: '192.0.2.9', family: 'IPv4' as const, port: 5353, size: 10 }
  expect(hubOf({ ...service, txt: { at: '192.0.2.7' }, referer })?.address).toBe('192.0.2.7:4743')
  expect(hubOf({ ...service, referer })?.address).toBe('192.0.2.9:4743')
  expect(hubOf(service)?.address).toBe('192.0.2.8:4743')
  // in the clear only what is typed so
  expect(hubOf({ ...service, txt: { at: '127.0.0.1' } })?.address).toBe('https://127.0.0.1:4743')
  expect(hubOf({ ...service, addresses: ['2001:db8::7'] })?.address).toBe('[2001:db8::7]:4743')
})

test('what a service says of itself is taken with care', () => {
  const found = hubOf({
    ...service,
    txt: { name: `ДМС\u0000\u202e ${'x'.repeat(500)}`, code: '6801', fp: 'zz', at: 'evil.example' },
  })
  expect(found).toMatchObject({ address: '192.0.2.8:4743', code: '6801', fingerprint: '' })
  expect(found?.name).toMatch(/^ДМС x+$/)
  expect(found?.name.length).toBe(120)
  expect(hubOf({ ...service, addresses: ['fe80::1'] })).toBeNull()
  expect(hubOf({ ...service, port: 0 })).toBeNull()
  expect(hubOf({ ...service, txt: null })).toMatchObject({ name: '', code: '' })
})
