import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phone, PortalsUnderTest, wanted } from './portals-under-test.ts'

const file = fileURLToPath(new URL('../../../../docs/portal-openapi.json', import.meta.url))

let made: PortalsUnderTest
let told: string
beforeAll(async () => {
  made = await PortalsUnderTest.start()
  const answer = await made.http.ask('GET', '/api/portal/v1/openapi.json')
  told = `${JSON.stringify(answer.body, null, 2)}\n`
  // to write the file anew: PORTAL_OPENAPI=write
  if (process.env['PORTAL_OPENAPI'] === 'write') writeFileSync(file, told)
})
afterAll(() => made.close())

interface Operation {
  readonly operationId?: string
  readonly responses: Readonly<Record<string, unknown>>
}

describe('the description of the portal API', () => {
  it('B37 is valid OpenAPI 3.1 by the schema of the standard', async () => {
    const result = await new Validator().validate(JSON.parse(told))
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
    const broken = await new Validator().validate({ ...JSON.parse(told), paths: { services: { get: 1 } } })
    expect(broken.valid).toBe(false)
  })

  it('B37 docs/portal-openapi.json is what the running server tells', () => {
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toBe(told)
  })

  it('B37 has every route of the interface and nothing else, each with its errors', () => {
    const { paths, openapi, security }: Record<string, Record<string, Record<string, Operation>>> = JSON.parse(told)
    expect(openapi).toBe('3.1.0')
    expect(security).toEqual([{ portal: [] }])
    const operations = Object.entries(paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
    )
    expect(operations.sort()).toEqual([
      'delete /api/portal/v1/bookings/{id} cancelBooking',
      'get /api/portal/v1/bookings/{id} getBooking',
      'get /api/portal/v1/days listDays',
      'get /api/portal/v1/offices listOffices',
      'get /api/portal/v1/places listPlaces',
      'get /api/portal/v1/services listServices',
      'post /api/portal/v1/bookings createBooking',
    ])
    for (const methods of Object.values(paths ?? {})) {
      for (const { responses } of Object.values(methods)) {
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '429', '503']))
      }
    }
  })

  it('B37 names the status of every answer that is given', async () => {
    const { paths }: { paths: Record<string, Record<string, Operation>> } = JSON.parse(told)
    const portal = await made.portal('statuses')
    const post = Object.keys(paths['/api/portal/v1/bookings']?.['post']?.responses ?? {})
    const answers = [
      await portal.book({ ...wanted, phone: phone(1) }, 'one-and-two'),
      await portal.book({ ...wanted, phone: phone(2) }, 'one-and-two'),
      await portal.book({ ...wanted, office: '1111' }),
      await portal.book({ ...wanted, time: '13:30' }),
      await portal.book({}),
      await portal.book({ more: 'x'.repeat(100_000) }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 422, 404, 409, 400, 413])
    for (const { status } of answers) expect(post).toContain(String(status))
  })
})
