import { BlockList } from 'node:net'
import { describe, expect, it } from 'vitest'
import { addNetwork, addressOf, isIn, TrustedProxies, usualProxies } from '../../src/http/client-address.ts'

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['192.0.2.7:5060', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is %s, in its one spelling', (written, text) => {
    expect(addressOf(written)?.text).toBe(text)
  })

  it.each([
    undefined,
    '',
    'unknown',
    '_hidden',
    '192.0.2',
    '192.0.2.256',
    '1e3.1.1.1',
    '::g',
    '<script>',
    `${'9'.repeat(500)}`,
  ])('%s is none', (written) => {
    expect(addressOf(written)).toBeNull()
  })

  it.each([
    '192.0.2.0/33',
    '2001:db8::/129',
    '192.0.2.0/',
    '192.0.2/24',
    'localhost',
    '/8',
    '192.0.2.0/8/8',
    'fe80::%1/64',
  ])('%s is no network', (network) => {
    expect(addNetwork(new BlockList(), network)).toBe(false)
  })

  it('is in a network of its own family only', () => {
    const list = new BlockList()
    for (const network of ['192.0.2.0/24', '2001:db8::/32', '198.51.100.7'])
      expect(addNetwork(list, network)).toBe(true)
    const isThere = (written: string) => {
      const address = addressOf(written)
      return address !== null && isIn(list, address)
    }
    expect(['192.0.2.255', '::ffff:192.0.2.1', '2001:db8:ffff::1', '198.51.100.7'].filter(isThere)).toHaveLength(4)
    expect(['192.0.3.0', '2001:db9::', '198.51.100.8', '::c000:201'].filter(isThere)).toEqual([])
  })
})

describe('B18 who asks', () => {
  const usual = new TrustedProxies(usualProxies)
  const two = new TrustedProxies(['10.0.0.0/8', 'fd00::/8', '127.0.0.1'])

  it.each([
    ['nobody says anything', usual, '192.0.2.1', undefined, '192.0.2.1'],
    ['somebody says of himself who he is', usual, '192.0.2.1', '203.0.113.5', '192.0.2.1'],
    ['a proxy on this computer says it', usual, '127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['the same over IPv6', usual, '::1', '2001:DB8::5', '2001:db8::5'],
    ['the same, its address written as IPv6', usual, '::ffff:127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['the visitor wrote more to the left', usual, '127.0.0.1', '1.1.1.1, 8.8.8.8, 203.0.113.5', '203.0.113.5'],
    ['two proxies, one behind the other', two, '10.0.0.1', '203.0.113.5, 10.0.0.2', '203.0.113.5'],
    ['two proxies and an invention', two, '10.0.0.1', '1.1.1.1, 203.0.113.5, 10.0.0.2', '203.0.113.5'],
    ['a proxy of IPv6 and one of IPv4', two, 'fd00::1', '203.0.113.5, ::ffff:10.0.0.2', '203.0.113.5'],
    ['a proxy asks for itself', two, '10.0.0.1', undefined, '10.0.0.1'],
    ['only proxies are named', two, '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['a proxy that is not trusted', two, '192.168.0.1', '203.0.113.5', '192.168.0.1'],
    ['with a port', usual, '127.0.0.1', '203.0.113.5:61234', '203.0.113.5'],
    ['garbage in the place that counts', usual, '127.0.0.1', '203.0.113.5, garbage', '127.0.0.1'],
    ['garbage behind what counts', usual, '127.0.0.1', '\u0000;DROP, 203.0.113.5', '203.0.113.5'],
    ['nothing in the header', usual, '127.0.0.1', '', '127.0.0.1'],
    ['commas in the header', usual, '127.0.0.1', ',,,', '127.0.0.1'],
    ['a header of a megabyte', usual, '127.0.0.1', `${'10.0.0.1,'.repeat(100_000)} 203.0.113.5`, '203.0.113.5'],
  ])('%s', (_, proxies, connection, header, client) => {
    expect(proxies.client(connection, header)).toBe(client)
  })

  it('several headers are read as one, in their order', () => {
    expect(two.client('10.0.0.1', ['1.1.1.1', '203.0.113.5, 10.0.0.2'])).toBe('203.0.113.5')
  })

  it('a chain of proxies without end is followed for 20 hops', () => {
    const hops = Array.from({ length: 60 }, (_, n) => `10.0.0.${n}`).join(', ')
    expect(two.client('10.1.1.1', hops)).toBe('10.0.0.40')
  })

  it('a setting that is no network is told by itself', () => {
    expect(() => new TrustedProxies(['10.0.0.0/8', 'proxy.example'])).toThrow(new RangeError('proxy.example'))
  })
})
