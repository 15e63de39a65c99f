import { createSocket } from 'node:dgram'
import { Bonjour, type Service } from 'bonjour-service'
import { expect, test, type TestContext } from 'vitest'
import { announceHub, serviceLabel, shortened, socketOf } from '../src/lan/announce-hub.ts'

const fingerprint = '0123456789abcdef'.repeat(4)
const config = { code: '4801', name: { uk: `Управління ДМС ${'Ї'.repeat(150)}`, en: 'Office' } }

test('the label is ASCII and short enough for DNS, whatever the office is called', () => {
  expect(serviceLabel('4801', fingerprint)).toBe('cherha-4801-0123')
  const long = serviceLabel('відділ-1'.repeat(40), fingerprint)
  expect(long).toMatch(/^[\x21-\x7e]+$/)
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(63)
})

test('a name is cut to its bytes, never inside a letter', () => {
  expect(shortened('Їжак', 100)).toBe('Їжак')
  expect(shortened('Їжак', 5)).toBe('Їж')
  expect(Buffer.byteLength(shortened(config.name.uk, 200))).toBeLessThanOrEqual(200)
})

test('a socket that fails is reported and ends nothing', async () => {
  const reported: unknown[] = []
  const address = { host: '0.0.0.0', port: 4743 }
  const announced = announceHub({ config, fingerprint, address, report: (_message, error) => reported.push(error) })
  const broken = new Error('no network')
  // the error as the socket below would give it; an event without a listener would throw here
  if (announced.bonjour !== null) socketOf(announced.bonjour)?.emit('error', broken)
  expect(reported).toContain(broken)
  await announced.stop()
})

test('an office’s network hears where the hub is, and hears it go', async (context) => {
  await skipWithoutMulticast(context)
  const report = (message: string, error: unknown) => {
    throw new Error(message, { cause: error })
  }
  const announced = announceHub({ config, fingerprint, address: { host: '0.0.0.0', port: 4743 }, report })
  const listener = new Bonjour({}, () => undefined)
  const browser = listener.find({ type: 'cherha' })
  const here = () => browser.services.find((service: Service) => service.name === 'cherha-4801-0123')
  try {
    await expect.poll(here).toMatchObject({ port: 4743 })
    expect(here()?.txt).toMatchObject({ code: '4801', fp: '0123456789abcdef', v: '1' })
    expect(config.name.uk).toContain(here()?.txt.name)
    await announced.stop()
    await expect.poll(here).toBeUndefined()
  } finally {
    browser.stop()
    listener.destroy()
  }
})

/** Skips aloud where this computer does not even hear its own multicast. */
async function skipWithoutMulticast(context: TestContext): Promise<void> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  const heard = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), 2_000)
    socket.on('error', () => resolve(false))
    socket.on('message', () => {
      clearTimeout(timer)
      resolve(true)
    })
    socket.bind(0, () => {
      try {
        socket.addMembership('224.0.0.251')
        socket.send('cherha', socket.address().port, '224.0.0.251')
      } catch {
        resolve(false)
      }
    })
  })
  socket.close()
  if (heard) return
  console.warn('skipped: this computer does not hear its own multicast, so mDNS cannot be tried here')
  context.skip('no multicast on this computer')
}
