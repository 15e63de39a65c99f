import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/server/system-clock.ts'
import { mailText } from '../../src/connectors/mail-texts.ts'
import { aLetter, aMail, anApplicant, someData, until, withOutside } from './support.ts'

describe('mail to the applicant', () => {
  const { of } = withOutside()

  it('comes in the applicant’s language, with the number of the case and no more of the person than the name', async () => {
    const outside = await of.start()
    const job = aMail()
    await of.send(outside, job)
    await of.idle(outside)
    const [mail] = of.simulator.mails()
    expect(mail?.to).toEqual(['olena@example.org'])
    const { subject, text } = mailText(job, anApplicant, 'https://queue.example.org/status')
    expect(subject).toBe(`Ваша справа ${job.case}`)
    expect(text).toContain('Вітаємо, Олена!')
    expect(text).toContain('Ваш документ готовий')
    for (const secret of ['Коваль', 'Іванівна', '1990', '123456', '380501112233', 'Садова']) {
      expect(text).not.toContain(secret)
    }
    const other = mailText(job, { ...anApplicant, language: 'en' }, undefined)
    expect(other.subject).toBe(`Your application ${job.case}`)
    expect(other.text).toContain('Your document is ready')
  })

  it('of a visit names its day, and is written down as a notice when it is sent', async () => {
    const outside = await of.start()
    const records = { stage: 'residence-check', event: 'visit-notified', means: 'email' } as const
    const job = aMail({ about: 'visit', on: '2026-03-05', records })
    await of.send(outside, job)
    await of.idle(outside)
    expect(mailText(job, anApplicant, undefined).text).toContain('05.03.2026')
    expect(of.cases.told.map(({ command }) => command)).toEqual([{ type: 'notice-sent', ...records }])
  })

  it('waits while the mail server is down, and letters for the post do not', async () => {
    await of.simulator.order({ system: 'mail', fault: 'dead' })
    const outside = await of.start()
    await of.send(outside, aMail(), aLetter())
    await until(() => of.cases.told.length === 1)
    await until(async () => (await of.stateOf(outside, 'mail')).state === 'waiting')
    expect((await of.stateOf(outside, 'mail')).lastError).toBe('no mail server (ESOCKET)')
    await of.simulator.order({ system: 'mail', fault: 'none' })
    await of.idle(outside)
    expect(of.simulator.mails()).toHaveLength(1)
  })

  it('that is put off by the mail server comes once, under the same id', async () => {
    await of.simulator.order({ system: 'mail', fault: 'error', count: 1 })
    const outside = await of.start()
    await of.send(outside, aMail())
    await of.idle(outside)
    expect(of.simulator.mails()).toHaveLength(1)
    expect(of.simulator.mails()[0]?.raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@cherha>\r?$/m)
    expect((await of.stateOf(outside, 'mail')).failures).toBe(1)
  })

  it('that is refused for good is given up and counted', async () => {
    await of.simulator.order({ system: 'mail', fault: 'rejects' })
    const outside = await of.start()
    await of.send(outside, aMail())
    await of.idle(outside)
    expect(of.simulator.mails()).toEqual([])
    expect(await of.stateOf(outside, 'mail')).toMatchObject({ state: 'ok', rejected: 1 })
  })

  it('goes to the one address and to nobody it might name besides', async () => {
    of.cases.data = someData({ applicant: { ...anApplicant, email: 'a@example.org, b@example.org' } })
    const outside = await of.start()
    await of.send(outside, aMail())
    await of.idle(outside)
    expect(of.simulator.mails().flatMap(({ to }) => to)).not.toContain('b@example.org')
  })

  it('is not sent where there is no address, nor after a week', async () => {
    const { email: _, ...nowhere } = anApplicant
    of.cases.data = someData({ applicant: nowhere })
    const outside = await of.start()
    await of.send(outside, aMail())
    await of.idle(outside)
    await outside.close()

    of.cases.data = someData()
    const week = 8 * 24 * 3_600_000
    const late = await of.start({ clock: { ...systemClock(), now: () => Date.now() + week } })
    await of.send(late, aMail())
    await of.idle(late)
    expect(of.simulator.mails()).toEqual([])
  })
})
