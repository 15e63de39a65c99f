import { describe, expect, it } from 'vitest'
import { aHold, openWorld } from '../booking/world.ts'
import { withDatabase } from '../support/database.ts'

const databases = withDatabase()

describe('the message with a code', () => {
  it.each([
    ['uk', 'Діє', [5, 3, 1]],
    ['en', 'good for', [5, 3, 1]],
  ] as const)('B48 names the whole minutes that are left of the hold, a newer one fewer (%s)', async (...given) => {
    const [language, begin, minutes] = given
    const one = await openWorld(await databases.fresh())
    const command = aHold({ language })
    await one.booking.hold(command)
    await one.clock.advance(60_001)
    expect(await one.booking.newCode(command.id)).toMatchObject({ ok: true })
    // the last half minute is told as a minute
    await one.clock.advance(210_000)
    expect(await one.booking.newCode(command.id)).toMatchObject({ ok: true })
    const said = one.sms.to(command.phone).map(({ text }) => text)
    expect(said.map((text) => Number(new RegExp(`${begin} (\\d+) `).exec(text)?.[1]))).toEqual(minutes)
  })
})
