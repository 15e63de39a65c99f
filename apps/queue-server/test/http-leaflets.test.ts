import { spawnSync } from 'node:child_process'
import { PaperPress } from '@cherha/case-papers/press'
import jsQR from 'jsqr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HttpUnderTest } from './http-under-test.ts'

const draws = spawnSync('pdftoppm', ['-v']).status === 0
if (!draws) console.warn('skipped: no pdftoppm (poppler-utils) here to read the codes of leaflets as a camera would')

let http: HttpUnderTest
const press = new PaperPress()
let made = 0
beforeAll(async () => {
  http = await HttpUnderTest.start({
    leaflets: {
      press: {
        make: (model) => {
          made += 1
          return press.make(model)
        },
      },
      publicUrl: 'https://cherha.example.gov.ua',
      phones: ['0 800 505 505'],
    },
  })
  await http.office('4801')
  await http.office('4802', { channels: { online: false, terminal: true } })
})
afterAll(async () => {
  await press.close()
  await http.close()
})

async function leaflet(query: string): Promise<Buffer> {
  const answer = await http.app.inject({ method: 'GET', url: `/api/offices/4801/leaflet.pdf${query}` })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/pdf')
  return answer.rawPayload
}

/** What a telephone's camera would read on the first page. */
function readCode(pdf: Buffer): string | null {
  const { stdout } = spawnSync('pdftoppm', ['-r', '100', '-f', '1', '-l', '1', '-'], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
  })
  const [head = '', width = '0', height = '0'] = /^P6\n(\d+) (\d+)\n255\n/.exec(stdout.toString('latin1', 0, 40)) ?? []
  const pixels = new Uint8ClampedArray(Number(width) * Number(height) * 4)
  const rgb = stdout.subarray(head.length)
  for (let i = 0; i < rgb.length / 3; i += 1) pixels.set([...rgb.subarray(i * 3, i * 3 + 3), 255], i * 4)
  return jsQR.default(pixels, Number(width), Number(height))?.data ?? null
}

describe('the leaflet of an office', () => {
  it.runIf(draws).each(['', '?lang=en', '?size=a5', '?lang=en&size=a5'])(
    'B36 (%s) has the address of its booking page as a code a camera reads',
    async (query) => {
      expect(readCode(await leaflet(query))).toBe('https://cherha.example.gov.ua/booking?office=4801')
    },
  )

  it('B36 is made once a day for each language and size', async () => {
    const first = await leaflet('?lang=uk&size=a4')
    const before = made
    expect((await leaflet('')).equals(first)).toBe(true)
    expect(made).toBe(before)
    http.clock.at += 86_400_000
    await leaflet('')
    expect(made).toBe(before + 1)
  })

  it('B36 there is none of an office that gives no places online, of an unknown one, in another language or size', async () => {
    for (const [path, status, code] of [
      ['4802/leaflet.pdf', 409, 'refused'],
      ['9999/leaflet.pdf', 404, 'unknown-office'],
      ['4801/leaflet.pdf?lang=pl', 400, 'malformed'],
      ['4801/leaflet.pdf?size=a3', 400, 'malformed'],
      ['4801/leaflet.pdf?url=https://example.com', 400, 'malformed'],
    ] as const) {
      expect(await http.ask('GET', `/api/offices/${path}`)).toMatchObject({ status, body: { error: { code } } })
    }
  })
})
