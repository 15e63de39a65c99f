import type { ScanResult } from '@cherha/case-vault'
import { expect, test } from 'vitest'
import { readScanner } from '../../src/cli/arguments.ts'
import { at } from '../hub-under-test.ts'
import { officeWithClerk } from './intake-under-test.ts'

test('a scan with a virus is not kept, one nobody could look through neither; a clean one says so', async () => {
  let found: ScanResult = { is: 'infected', name: 'Eicar-Signature' }
  const { clerk } = await officeWithClerk({ fileScanner: { scan: async () => found } })
  await clerk.outside()
  const id = await clerk.begun()
  const add = async () => {
    const response = await clerk.addScan(id)
    return [response.status, at(await response.json(), 'refusal', 'code')]
  }
  expect(await add()).toEqual([409, 'infected-file'])
  found = { is: 'unavailable', reason: 'it does not answer' }
  expect(await add()).toEqual([409, 'scanner-unavailable'])
  expect((await clerk.view(id)).files).toEqual([])
  found = { is: 'clean' }
  expect(await add()).toEqual([200, undefined])
  expect((await clerk.view(id)).files).toMatchObject([{ scan: 'clean' }])
})

test('the scanner is named by host and port; anything else is one sentence', () => {
  expect(readScanner('127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 })
  expect(readScanner('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
  for (const wrong of ['', 'clamd', 'clamd:', ':3310', 'clamd:0', 'clamd:99999', 'a b:1', 'http://clamd:3310']) {
    expect(() => readScanner(wrong)).toThrow(/^--scanner must be HOST:PORT [^\n]*\.$/)
  }
})
