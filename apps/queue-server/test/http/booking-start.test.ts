import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BookingSettings } from '@cherha/shared/protocol'
import { afterAll, expect, it } from 'vitest'
import { openBookingHttp } from '../../src/server/booking-http.ts'
import { ServerStartError } from '../../src/server/server-error.ts'
import { StandingClock } from '../http-under-test.ts'
import { FakeBooking } from '../support/fake-booking.ts'

const folder = mkdtempSync(join(tmpdir(), 'cherha-booking-start-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = new StandingClock()
const open = (settings: object) =>
  openBookingHttp({
    booking: new FakeBooking(),
    settings: BookingSettings.parse(settings),
    sms: { state: 'away', counts: async () => ({ waiting: 7, retrying: 5 }) },
    clock,
    logger: { warn: () => {}, info: () => {} },
  })

it.each([
  [
    'a list of networks that is not there',
    { networks: [join(folder, 'none.txt')] },
    /none\.txt cannot be read: there is none/,
  ],
  [
    'a proxy that is no network',
    { trustedProxies: ['10.0.0.0/8', 'proxy.local'] },
    /“proxy\.local” is no network\. Write a CIDR/,
  ],
  ['a proxy with too long a prefix', { trustedProxies: ['10.0.0.0/40'] }, /“10\.0\.0\.0\/40” is no network/],
])('B18 %s refuses the start, as an option that is wrong', (_, settings, sentence) => {
  let refused: unknown = null
  try {
    open(settings)
  } catch (error) {
    refused = error
  }
  expect(refused).toBeInstanceOf(ServerStartError)
  expect(refused).toMatchObject({ exitCode: 2, message: expect.stringMatching(sentence) })
})

it('B18 without a list nothing is refused; with one it is looked at until the server ends', async () => {
  expect(open({}).http.networks).toBeNull()
  const path = join(folder, 'ua.txt')
  writeFileSync(path, '192.0.2.0/24')
  const { http, close } = open({ networks: [path] })
  expect([http.networks?.allows('192.0.2.1'), http.networks?.allows('8.8.8.8'), clock.timers.length]).toEqual([
    true,
    false,
    1,
  ])
  expect([http.gateway(), await http.figures()]).toEqual([
    'away',
    { holds: 3, booked: 4, messages: { waiting: 7, retrying: 5 }, codes: { hour: 5, refused: 6 } },
  ])
  close()
  expect(clock.timers).toEqual([])
})
