import { Bonjour } from 'bonjour-service'
import { expect, onTestFinished, test } from 'vitest'
import { discoverHubs } from '../../src/index.ts'

test('where nobody announces a hub, the search ends with what there is', async () => {
  const found = await discoverHubs(300)
  expect(Array.isArray(found)).toBe(true)
})

test('a hub that announces itself on this computer is found with its address and name', async (context) => {
  const bonjour = new Bonjour({}, () => undefined)
  onTestFinished(() => bonjour.destroy())
  const txt = { name: 'Відділ № 1', code: '6801', fp: 'abcd'.repeat(4), v: '1', at: '192.0.2.77' }
  const service = bonjour.publish({ name: 'cherha-6801-test', type: 'cherha', port: 4999, probe: false, txt })
  onTestFinished(() => new Promise<void>((resolve) => service.stop(() => resolve())))
  const heard = new Promise<boolean>((resolve) => {
    const ear = new Bonjour({}, () => undefined)
    onTestFinished(() => ear.destroy())
    ear.find({ type: 'cherha' }, () => resolve(true))
    setTimeout(() => resolve(false), 4_000)
  })
  if (!(await heard)) {
    console.warn('skipped: this computer does not hear its own multicast, so mDNS cannot be tried here')
    context.skip('no multicast on this computer')
  }
  expect(await discoverHubs(3_000)).toContainEqual({
    address: '192.0.2.77:4999',
    name: 'Відділ № 1',
    code: '6801',
    fingerprint: 'abcd'.repeat(4),
  })
})
