import { anOffice } from '@cherha/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HttpUnderTest } from './http-under-test.ts'

let http: HttpUnderTest

beforeAll(async () => {
  http = await HttpUnderTest.start()
})
afterAll(() => http.close())

test('I22 anybody is told what a service needs and costs as its information card has it, or that there is none', async () => {
  const plain = anOffice()
    .withService('А', { id: 'permit' })
    .withService('К', { id: 'photo' })
    .withWindow('w1')
    .config()
  const services = plain.services.map((service) => (service.id === 'permit' ? { ...service, card: '003' } : service))
  await http.office('6815', { services: plain.services, windows: plain.windows })
  await http.office('6816', { services, windows: plain.windows })
  const { status, body } = await http.ask('GET', '/api/information')
  expect(status).toBe(200)
  const found = body['services'] as { id: string; sheet: Record<string, unknown> | null }[]
  // both offices name it; one of them has a card for it
  expect(found.filter(({ id }) => id === 'permit')).toHaveLength(1)
  expect(found.find(({ id }) => id === 'permit')?.sheet).toMatchObject({
    approved: { uk: expect.stringContaining('12.02.2021') },
    fees: {
      uk: expect.arrayContaining([{ heading: 'Вартість адміністративної послуги: 226 грн', lines: [] }]),
      en: expect.arrayContaining([{ heading: 'Cost of the administrative service: 226 UAH', lines: [] }]),
    },
    documents: { uk: expect.arrayContaining([expect.objectContaining({ heading: expect.stringMatching(/^1\. /) })]) },
  })
  expect(found.find(({ id }) => id === 'photo')?.sheet).toBeNull()
})

test('R25 the board of an office tells what stands on the doors and in which time zone', async () => {
  const config = await http.office('6817')
  expect(await http.ask('GET', '/api/offices/6817/board')).toMatchObject({
    status: 200,
    body: { timeZone: config.timeZone, windows: config.windows.map(({ id, label }) => ({ id, label })) },
  })
})
