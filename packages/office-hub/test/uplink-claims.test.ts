import { expect, test } from 'vitest'
import { seal } from '../src/secrets/sealing.ts'
import { aBooking, aPlan, aServer, hubEvents, onlineNumbers, UplinkUnderTest } from './uplink-under-test.ts'

const today = '2026-11-23'
const person = { surname: 'ШЕВЧЕНКО', givenName: 'ОЛЕНА', patronymic: null }

/** A visitor is here who booked just before the network was lost: the hub knows the place, not the booking. */
async function anOfficeWithAClaim(documentDigits: string) {
  const { server, dayKey } = aServer(0, today)
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => hub.engine.state.inbox.seq === 2 && hub.engine.state.today === today)
  const day = hub.engine.state.days[today]
  const number = onlineNumbers(aPlan(today)).findLast((one) => day?.places[one]?.state === 'free') ?? ''
  const time = day?.places[number]?.time ?? ''
  const outcome = hub.engine.submit({
    build: () => ({
      type: 'check-in',
      ticket: number,
      actor: { kind: 'device', device: 'terminal-1' },
      proof: 'digits',
      claim: { time, sealed: { box: seal(dayKey, { ...person, documentDigits }), fingerprint: 'f' } },
    }),
  })
  let claimed: unknown
  void outcome.then((result) => {
    claimed = result.ok
  })
  await hub.until(() => claimed !== undefined)
  expect(claimed).toBe(true)
  return { server, dayKey, hub, number }
}

test('Q27 a claim whose digits are those of the booking is matched when the inbox brings it', async () => {
  const { server, dayKey, hub, number } = await anOfficeWithAClaim('1234')
  server.tell(aBooking(today, number, dayKey, '1234'))
  await hub.until(() => hub.engine.state.inbox.seq === 3)
  expect(hubEvents(hub.disk.log).slice(-2)).toEqual(['claim-matched', 'inbox-advanced'])
  expect(hub.engine.state.days[today]?.tickets[number]?.status).toEqual({ is: 'waiting' })
})

test('Q27 a claim with other digits stays, and the rightful holder gets a place at the same time', async () => {
  const { server, dayKey, hub, number } = await anOfficeWithAClaim('9999')
  server.tell(aBooking(today, number, dayKey, '1234'))
  await hub.until(() => hub.engine.state.inbox.seq === 3)
  expect(hubEvents(hub.disk.log).slice(-3)).toEqual(['place-added', 'registered', 'inbox-advanced'])
  const day = hub.engine.state.days[today]
  const instead = day?.displaced[number] ?? ''
  expect(day?.tickets[instead]?.time).toBe(day?.tickets[number]?.time)
})
