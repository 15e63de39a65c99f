import type { Browser } from 'playwright-core'
import type { BookingView } from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOnlineOffice, BookingOffice, friday, refusalOf, wednesday } from './support/booking-office.ts'
import { launchChromium } from './support/chromium.ts'
import { Clerk } from './support/clerk.ts'
import { Visitor } from './support/visitor.ts'

const config = anOnlineOffice().withService('А').withService('К').config()
const [mother, boy, girl] = ['4821', '1111', '2222']
const phone = '0671234567'

let office: BookingOffice
let browser: Browser
let own: BookingView
let children: readonly BookingView[]

beforeAll(async () => {
  office = await BookingOffice.open(config, wednesday)
  await office.linked.converged()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

describe('from the web page to the window', () => {
  it('B1 B14 B16 B24 a mother books for herself and two children with one phone; each message tells four things', async () => {
    const times = await office.times('service-1', friday)
    const [first = '', second = '', third = ''] = times.map(({ time }) => time)
    const wanted = { service: 'service-1', date: friday, phone }
    own = await office.book({ ...wanted, time: first, digits: mother })
    children = [
      await office.book({ ...wanted, time: second, digits: boy, guardianDigits: mother }),
      await office.book({ ...wanted, time: third, digits: girl, guardianDigits: mother }),
    ]
    expect(new Set([own, ...children].map(({ number }) => number)).size).toBe(3)
    const again = await office.hold({ ...wanted, time: times.at(-1)?.time ?? '', digits: boy, guardianDigits: mother })
    expect(refusalOf(again)).toBe('already-booked')
    expect(await office.message(phone, new RegExp(own.number))).toBe(
      `ДМС, вул. Прикладна, 5. Номер у черзі ${own.number}. 06.03.2026 о ${own.time}`,
    )
    expect(own.checkInCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    const texts = office.sms.messages(phone).map(({ text }) => text)
    expect(texts.join(' ')).not.toContain(own.checkInCode)
  })

  it('R1 the office learns them, and the places are sold at no other place', async () => {
    await office.linked.converged()
    const { days } = await office.linked.server.office(office.linked.code)
    expect(days.find(({ date }) => date === friday)?.sold.online).toBe(3)
    const left = (await office.times('service-1', friday)).map(({ time, free }) => `${time} ${free}`)
    for (const { time } of [own, ...children]) expect(left).not.toContain(`${time} 1`)
  })

  it('B10 Q22 on the day she checks in by the code, the child by number, time and digits, and each is called', async () => {
    await office.linked.passUntil(`${friday}T08:40:00+02:00`)
    await office.linked.converged()
    const hub = office.linked.hub
    const visitor = await Visitor.at(hub, browser)
    const { page } = visitor
    await visitor.nameTicket(own.number)
    await visitor.tap('Так, код є')
    await visitor.typeSigns(/^Код/, own.checkInCode)
    await visitor.tap('Знайти талон')
    await visitor.tap(/^Я\s*вже тут/)
    await page.getByRole('heading', { name: `Ви в черзі ${own.number}` }).waitFor()
    await visitor.tap('Готово')

    const [child] = children
    if (child === undefined) throw new Error('no child')
    await visitor.nameTicket(child.number)
    await visitor.tap(/^Ні, це запис онлайн/)
    await visitor.typeSigns(/^Час/, child.time.replace(':', ''))
    await visitor.typeSigns(/^4/, boy)
    await visitor.tap('Знайти талон')
    await visitor.tap(/^Я\s*вже тут/)
    await page.getByRole('heading', { name: `Ви в черзі ${child.number}` }).waitFor()
    await visitor.tap('Готово')

    await office.linked.passUntil(`${friday}T09:00:10+02:00`)
    const clerk = await Clerk.atWindow(hub, 'olena', 'w1')
    for (const [ticket, digits, guardian] of [
      [own.number, mother, null],
      [child.number, boy, mother],
    ] as const) {
      const called = await clerk.must('call-next')
      expect(called.body.result).toMatchObject({ ticket })
      await clerk.must('confirm-voice-call')
      const before = await hub.request('GET', '/api/desk', clerk.session)
      expect(JSON.stringify(before.body)).not.toContain(digits)
      await clerk.must('start-service')
      const { body } = await hub.request('GET', '/api/desk', clerk.session)
      expect(body).toMatchObject({ ticket: { number: ticket, document: { digits } } })
      expect(JSON.stringify(body).includes(mother)).toBe(digits === mother || guardian === mother)
      await clerk.must('finish-service')
    }
    clerk.leave()
  })
})
