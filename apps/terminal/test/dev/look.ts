// Takes pictures of every screen of the terminal: node apps/terminal/test/dev/look.ts FOLDER
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Page } from 'playwright-core'
import { buildPage } from './build-page.ts'
import { startFakeHub } from './fake-hub.ts'
import { mockupView } from './views.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('give the folder for the pictures')
await mkdir(folder, { recursive: true })
const pages = await buildPage()
const hub = await startFakeHub(pages)
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true, locale: 'uk-UA' })
const page = await context.newPage()
page.on('pageerror', (error) => console.error('page error:', error))
page.on('console', (message) => {
  if (message.type() === 'error') console.error('console:', message.text())
})

const shot = async (name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  const { violations } = await new AxeBuilder({ page }).analyze()
  for (const { id, nodes } of violations)
    console.error(
      `${name}: ${id}`,
      nodes.map((node) => node.html.slice(0, 120)),
    )
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('.touch > *, .sign > *')]
      .filter((part) => {
        const [box, zone] = [part.getBoundingClientRect(), part.parentElement?.getBoundingClientRect()]
        return (
          zone !== undefined &&
          box.width > 1 &&
          (box.bottom > zone.bottom + 1 || box.top < zone.top || box.right > zone.right + 1)
        )
      })
      .map((part) => part.className),
  )
  if (outside.length > 0) console.error(`${name}: does not fit`, outside)
  const high = await page.evaluate(() =>
    [...document.querySelectorAll('button, input:not([hidden])')]
      .filter((control) => control.getBoundingClientRect().top < (768 * window.innerHeight) / 1920 - 1)
      .map((control) => control.textContent),
  )
  if (high.length > 0) console.error(`${name}: controls above the touch zone`, high)
}
const tap = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().tap()
const restart = async (): Promise<void> => {
  await page.goto(hub.url)
  await page.getByRole('heading').first().waitFor()
}
async function typeName(on: Page, text: string): Promise<void> {
  for (const letter of text.toUpperCase()) {
    await on
      .getByRole('button', { name: letter === '-' ? 'Дефіс' : letter === '’' ? 'Апостроф' : letter, exact: true })
      .tap()
  }
}
/** From the start screen, in Ukrainian or English, to what can be done with an online booking. */
async function visitOnline(time: string, english = false): Promise<void> {
  await tap(english ? 'I have a ticket' : 'У мене вже є запис')
  await tap('А')
  for (const digit of '1015') await tap(digit)
  await tap(english ? 'Next' : 'Далі')
  await tap(english ? 'No, I booked online' : 'Ні, це запис онлайн')
  for (const digit of time.replace(':', '')) await tap(digit)
  await page.getByRole('textbox', { name: /^4/ }).tap()
  for (const digit of '0417') await tap(digit)
  await tap(english ? 'Find the ticket' : 'Знайти талон')
}

/** Check-in by time and digits in one language and contrast, with everything that can come of it. */
async function bookedOnline(look: string): Promise<void> {
  const english = look.startsWith('en')
  const back = english ? 'Back' : 'Назад'
  const begin = async (): Promise<void> => {
    if (english) await tap('English')
    if (look.endsWith('contrast')) await tap(english ? 'Contrast' : 'Контраст')
  }
  const done = async (): Promise<void> => {
    await tap(english ? 'Done' : 'Готово')
    await begin()
  }
  const result = { ticket: 'А-1015', date: '2026-03-05', time: '10:20', service: 'permanent' }
  const here = english ? 'I am here' : 'Я вже тут'
  await begin()
  await visitOnline('10:20', english)
  await shot(`34e-online-actions-${look}`)
  hub.answerNext(refusal('wrong-code', 'Код не підходить до талона. Перевірте код.'))
  await tap(here)
  await page
    .getByRole('alert')
    .filter({ hasText: english ? 'differ' : 'не такі' })
    .waitFor()
  await shot(`34d-online-wrong-${look}`)
  await tap(back)
  await shot(`34b-how-${look}`)
  await tap(english ? 'No, I booked online' : 'Ні, це запис онлайн')
  await shot(`34c-online-${look}`)
  await tap(back)
  await tap(back)
  await shot(`34a-number-${look}`)
  await tap(english ? 'Next' : 'Далі')
  await tap(english ? 'No, I booked online' : 'Ні, це запис онлайн')
  await tap(english ? 'Find the ticket' : 'Знайти талон')
  hub.answerNext(refusal('code-locked', 'Забагато хибних кодів.'))
  await tap(here)
  await page
    .getByRole('alert')
    .filter({ hasText: english ? 'Too many' : 'Забагато' })
    .waitFor()
  await shot(`34f-online-locked-${look}`)
  hub.answerNext({ ok: true, seq: 9, result: { ...result, booked: 'А-015', code: 'K7QF2M9D', printedSeq: 9 } })
  await tap(here)
  await page.getByRole('heading', { name: english ? /new number/ : /новий номер/ }).waitFor()
  await shot(`34g-new-number-${look}`)
  await done()
  await visitOnline('10:20', english)
  hub.answerNext({ ok: true, seq: 9, result: { ...result, readmitted: true } })
  await tap(here)
  await page.getByRole('heading', { name: 'А-1015' }).waitFor()
  await shot(`34h-readmitted-${look}`)
  await done()
  await visitOnline('10:20', english)
  hub.answerNext(refusal('service-required', 'Оберіть послугу.'), null)
  await tap(here)
  await page.getByRole('heading', { name: english ? /Which service is/ : /На яку послугу/ }).waitFor()
  await shot(`34i-service-${look}`)
  await page.locator('.row').nth(1).tap()
  await page.locator('.row.pending').waitFor()
  await shot(`34j-service-pending-${look}`)
  await restart()
}

const refusal = (
  code: 'name-characters' | 'place-taken' | 'already-registered' | 'wrong-code' | 'code-locked' | 'service-required',
  uk: string,
  field?: string,
) => ({ ok: false as const, refusal: { code, message: { uk, en: uk }, ...(field === undefined ? {} : { field }) } })

await restart()
await shot('01-welcome')
await tap('Контраст')
await shot('02-welcome-contrast')
await tap('Контраст')
await tap('Допомога')
await shot('03-help')
await tap('Закрити')
await tap('English')
await shot('04-welcome-en')
await tap('Українська')
await tap('Талон на сьогодні')
await shot('05-services')
await tap(/імміграцію/)
await shot('06-no-places')
await tap('Назад')
await tap(/постійне/)
await page.getByRole('button', { name: '09:40' }).waitFor()
await shot('07-today-times')
await tap('10:20')
await tap(/о 10:20/)
await shot('08-name-empty')
await tap('Перевірити')
await shot('09-name-wrong')
await typeName(page, 'Їжакевич-Задунайська')
await page.getByRole('textbox', { name: 'Ім’я' }).tap()
await typeName(page, 'Єлизавета-Вікторія')
await page.getByRole('textbox', { name: /По.батькові/ }).tap()
await typeName(page, 'Всеволодівна')
await shot('10-name')
await tap('Латинські літери')
await shot('11-keyboard-latin')
await tap('Латинські літери зі знаками')
await shot('12-keyboard-accents')
await tap('Контраст')
await shot('13-name-contrast')
await tap('Контраст')
await tap('Перевірити')
await shot('14-check')
await tap(/Талон для дитини/)
await shot('15-guardian')
for (const digit of '0671234567') await tap(digit)
await tap('Додати контакт')
await shot('16-check-child')
hub.answerNext(
  refusal('name-characters', 'У цьому полі можуть бути лише літери, апостроф, дефіс і пробіл.', 'person.givenName'),
)
await tap('Отримати талон')
await page.getByRole('alert').filter({ hasText: 'У цьому полі' }).waitFor()
await shot('17-name-refused')
await tap('Перевірити')
hub.answerNext(refusal('already-registered', 'На це ім’я вже є талон на цю послугу цього дня.'))
await tap('Отримати талон')
await page.getByRole('alert').filter({ hasText: 'На це ім’я' }).waitFor()
await shot('18-check-refused')
hub.answerNext(null, null)
await tap('Отримати талон')
await page.getByRole('button', { name: 'Ще не підтверджено' }).waitFor()
await shot('19-check-pending')
await page.getByText('Візьміть талон').waitFor()
await shot('20-ticket')
hub.show({ printer: 'failed' })
await page.getByText('Запам’ятайте').waitFor()
await shot('21-ticket-unprinted')
hub.answerNext(null)
await tap('Надрукувати ще раз')
await shot('21-ticket-reprinting')
await page.getByRole('button', { name: 'Надрукувати ще раз' }).waitFor()
hub.show({ printer: 'ok' })
await tap('Ще один талон')
await shot('22-another')
await restart()
await tap('Запис на інший день')
await shot('23-services-later')
await tap(/постійне/)
await page.getByRole('button', { name: /^16/ }).tap()
await tap('10:20')
await shot('24-day-time')
await tap(/16 березня о 10:20/)
await typeName(page, 'Ґудзь')
await page.getByRole('textbox', { name: 'Ім’я' }).tap()
await typeName(page, 'Ія')
await tap('Перевірити')
hub.answerNext(refusal('place-taken', 'Це місце щойно зайняли. Оберіть інший час.'))
await tap('Отримати талон')
await page.getByRole('alert').filter({ hasText: 'щойно' }).waitFor()
await shot('25-place-taken')
await restart()
await tap('Першочерговий талон')
await shot('26-priority')
await tap(/^Людина/)
await tap(/постійне/)
await typeName(page, 'Ґудзь')
await page.getByRole('textbox', { name: 'Ім’я' }).tap()
await typeName(page, 'Ія')
await tap('Перевірити')
await shot('27-check-priority')
await restart()
await tap('У мене вже є запис')
await tap('А')
for (const digit of '015') await tap(digit)
await shot('28-visit-number')
await tap('Далі')
await shot('28-visit-how')
await tap('Так, код є')
for (const sign of 'K7QF2M9D') await page.getByRole('button', { name: sign, exact: true }).tap()
await shot('29-visit-code')
await tap('Знайти талон')
await shot('30-visit-actions')
hub.answerNext(refusal('wrong-code', 'Код не підходить до талона. Перевірте код.'))
await tap('Я вже тут')
await page.getByRole('alert').filter({ hasText: 'Код не підходить' }).waitFor()
await shot('31-visit-wrong')
await tap('Знайти талон')
await tap('Скасувати талон')
await shot('32-withdraw')
await tap('Так, скасувати')
await page.getByRole('heading', { name: 'Талон скасовано' }).waitFor()
await shot('33-withdrawn')
await tap('Готово')
await visitOnline('10:20')
await tap('Я вже тут')
await page.getByRole('heading', { name: /Ви в/ }).waitFor()
await shot('34-checked-in')
await tap('Готово')
for (const look of ['uk', 'uk-contrast', 'en', 'en-contrast']) await bookedOnline(look)
hub.show({ suspended: { reason: 'alert', since: '2026-03-05T07:20:00Z', until: null } })
await page.getByRole('heading', { name: 'Повітряна тривога' }).waitFor()
await shot('35-suspended')
hub.show({ suspended: { reason: 'alert', since: '2026-03-05T07:20:00Z', until: '2026-03-05T09:40:00Z' } })
await page.getByText('11:40').waitFor()
await shot('36-suspended-return')
hub.show({ suspended: null, dayOpen: false })
await page.getByRole('heading', { name: 'Прийом зараз закрито' }).waitFor()
await shot('37-closed')
hub.show({
  dayOpen: true,
  services: mockupView.services.map((service) => ({ ...service, freeToday: 0, nearestToday: null })),
})
await page.getByText('На сьогодні місць немає').waitFor()
await shot('38-welcome-full')
// a large office that works every day, in English
const many = Array.from('МШЯЛ', (letter, index) => ({
  id: `more-${index}`,
  letter,
  minutes: 5,
  title: {
    uk: 'Оформлення довідки про реєстрацію місця перебування особи та внесення змін до неї',
    en: 'Certificate of registration',
  },
  short: { uk: letter, en: letter },
}))
const everyDay = mockupView.office.hours.mon
hub.show({
  office: {
    ...mockupView.office,
    services: [...many, ...mockupView.office.services],
    hours: { ...mockupView.office.hours, sat: everyDay, sun: everyDay },
  },
  services: [
    ...many.map(({ id }) => ({
      id,
      freeToday: 121,
      nearestToday: '09:30',
      nextDay: { date: '2026-03-11', time: '09:00' },
      lastDate: '2026-04-09',
    })),
    ...mockupView.services,
  ],
})
hub.manyTimes(true)
await tap('Талон на сьогодні')
await shot('42-many-services')
await tap(/Ще послуги/)
await shot('43-more-services')
await tap('Ще послуги')
await tap(/^Оформлення довідки/)
await page.getByRole('button', { name: 'Пізніші години' }).tap()
await shot('44-many-times')
await tap('Назад')
await tap('Назад')
await tap('English')
await tap('Another day')
await tap(/^Certificate/)
await page.getByRole('button', { name: /^16/ }).tap()
await shot('45-week-of-seven-en')
await tap(/March at/)
await shot('46-name-en')
await restart()
await page.clock.install()
await restart()
await tap('У мене вже є запис')
await tap('А')
await page.clock.runFor(61_000)
await page.getByRole('alertdialog').waitFor()
await shot('39-idle')
await page.clock.runFor(21_000)
await page.getByRole('heading', { name: /Візьміть талон/ }).waitFor()
await page.setViewportSize({ width: 1600, height: 900 })
await shot('40-small-window')
await page.setViewportSize({ width: 1080, height: 1920 })
await hub.stop()
await page.clock.runFor(5_000)
await page.getByRole('heading', { name: /не\s+працює/ }).waitFor()
await shot('41-lost')
await browser.close()
await rm(pages, { recursive: true })
