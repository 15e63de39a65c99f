import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import type { BoardView } from '@cherha/shared/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { audible, forgetSound, probeSound, soundHeard } from '../apps/display/test/sound-probe.ts'
import { boardOf } from './support/board-watch.ts'
import { keepPicture, launchChromium, sizes, Traffic } from './support/chromium.ts'
import { Office } from './support/office.ts'
import { readPaper, shows } from './support/paper.ts'
import { root } from './support/process.ts'
import { Visitor } from './support/visitor.ts'

const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
/** A Thursday, 09:28 in Kyiv. */
const morning = '2026-03-05T07:28:00Z'
const permanent = 'Оформлення та видача посвідки на постійне проживання'

const first = { surname: 'Їжакевич-Задунайська', givenName: 'Єлизавета', patronymic: 'Всеволодівна' }
const second = { surname: 'Ґалаґан', givenName: 'Мар’яна', patronymic: '' }

let office: Office
let browser: Browser
let terminal: Page
let display: Page
let desk: Page
const traffic: Record<'terminal' | 'display', Traffic[]> = { terminal: [], display: [] }
const problems: string[] = []

async function open(role: 'terminal' | 'display' | 'desk', context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(`${role}: ${error.message}`))
  if (role !== 'desk') traffic[role].push(new Traffic(page))
  if (role === 'display') await probeSound(page)
  await page.goto(await office.screen(role))
  return page
}

beforeAll(async () => {
  office = await Office.open(config, morning)
  browser = await launchChromium()
  const context = (size: { width: number; height: number }, hasTouch: boolean): Promise<BrowserContext> =>
    browser.newContext({ viewport: size, hasTouch, locale: 'uk-UA', timezoneId: 'Europe/Kyiv' })
  terminal = await open('terminal', await context(sizes.terminal, true))
  display = await open('display', await context(sizes.display, false))
  desk = await open('desk', await context(sizes.desk, false))
})

afterAll(async () => {
  await browser?.close()
  await office?.close()
})

/** What the screens showed when a test failed, in out/e2e. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [role, page] of Object.entries({ terminal, display, desk })) await keepPicture(page, role)
})

/** Registers for today at the terminal and returns the number on its screen. */
async function registerByTouch(person: typeof first, service: string): Promise<string> {
  const visitor = new Visitor(terminal)
  await visitor.chooseToday(person, service)
  await visitor.tap('Отримати талон')
  return visitor.number()
}

async function signInAtTheDesk(login: string, window: string): Promise<void> {
  await desk.getByRole('textbox', { name: 'Логін' }).fill(login)
  await desk.getByLabel('PIN').fill(office.pinOf(login))
  await desk.getByRole('button', { name: 'Увійти' }).click()
  await desk.getByRole('button', { name: `Відкрити кабінет ${window}` }).click()
  await desk.getByRole('button', { name: /Викликати наступного|Чекати наступного/ }).waitFor()
}

describe('a day at the office', () => {
  const numbers: string[] = []

  it('two visitors register by touch and their paper says what they typed', async () => {
    numbers.push(await registerByTouch(first, permanent))
    await new Visitor(terminal).tap('Готово')
    numbers.push(await registerByTouch(second, permanent))
    await new Visitor(terminal).tap('Готово')
    expect(new Set(numbers).size).toBe(2)

    for (const [index, person] of [first, second].entries()) {
      const number = numbers[index] ?? ''
      const paper = readPaper(await office.printedTicket(number))
      const [tag, code, date, printed, sold, checkCode] = paper.qr.split('|')
      expect([tag, code, date, printed, sold]).toEqual(['CHERHA1', config.code, '2026-03-05', number, '1'])
      const status = await fetch(`${office.hubUrl}/api/tickets/2026-03-05/${encodeURIComponent(number)}`, {
        headers: { 'x-ticket-code': checkCode ?? '' },
      })
      const { state, time } = (await status.json()) as { state: string; time: string }
      expect(state).toBe('waiting')
      // every dot of number, name, date, time, service and address is where the ticket's words put it
      expect(
        shows(paper, {
          language: 'uk',
          office: { name: config.name.uk, address: config.address.uk, phone: config.phones[0] ?? '' },
          number,
          date: '2026-03-05',
          time,
          service: permanent,
          person: { ...person, patronymic: person.patronymic === '' ? null : person.patronymic },
          code: checkCode ?? '',
          qr: paper.qr,
          witness: await witnessOf(number),
          issued: { date: '2026-03-05', time: '09:28' },
          noShowMinutes: 2,
          copy: false,
        }),
      ).toBe(true)
    }
  })

  it('A1 A9 the desk calls, the display shows the number with its window and sounds', async () => {
    await signInAtTheDesk('olena', '1')
    await forgetSound(display)
    await desk.getByRole('button', { name: /^Викликати наступного/ }).click()
    await display
      .getByText(numbers[0] ?? '')
      .first()
      .waitFor()
    await expect.poll(async () => (await soundHeard(display)).rms).toBeGreaterThan(audible)
    await expect.poll(async () => called()).toMatchObject({ ticket: numbers[0], window: '1' })
    // the announcement is confirmed only when the sound has ended; then the clock runs
    await expect.poll(async () => (await called())?.remainingSeconds).toBe(120)
  })

  it('Q35 Q39 the name is on the desk only once service has begun', async () => {
    expect(await desk.content()).not.toContain(first.surname)
    await desk.getByRole('button', { name: /^Почати прийом/ }).click()
    await desk.getByText(first.surname).first().waitFor()
    await desk.getByRole('button', { name: /^Завершити прийом/ }).click()
    await desk.getByRole('button', { name: /Викликати наступного/ }).waitFor()
    expect(await desk.content()).not.toContain(first.surname)
    expect(await stateOf(numbers[0] ?? '')).toBe('finished')
  })

  it('Q12 Q43 A7 a reload changes nothing; a restart of the hub loses nothing and gives the full time', async () => {
    await desk.getByRole('button', { name: /^Викликати наступного/ }).click()
    await expect.poll(async () => (await called())?.remainingSeconds).toBe(120)
    await Promise.all([desk.reload(), display.reload(), terminal.reload()])
    await desk.getByRole('button', { name: /^Почати прийом/ }).waitFor()
    expect(await called()).toMatchObject({ ticket: numbers[1], window: '1', remainingSeconds: 120 })
    await office.pass(60)
    expect(await called()).toMatchObject({ remainingSeconds: 60 })

    await office.restartHub('SIGKILL', 20)
    await desk.getByRole('button', { name: /^Почати прийом/ }).waitFor()
    await expect.poll(async () => (await called())?.remainingSeconds).toBe(120)
    expect(await stateOf(numbers[1] ?? '')).toBe('called')
  })

  it('Q14 Q50 the second visitor does not come: cancelled at 125 s, not at 119 s, and nothing brings them back', async () => {
    await office.pass(119)
    expect(await stateOf(numbers[1] ?? '')).toBe('called')
    await office.pass(5)
    expect(await stateOf(numbers[1] ?? '')).toBe('called')
    await office.pass(1)
    expect(await stateOf(numbers[1] ?? '')).toBe('no-show')
    await desk.getByRole('button', { name: /Викликати наступного|Чекати наступного/ }).waitFor()

    const number = numbers[1] ?? ''
    const code = readPaper(await office.printedTicket(number)).qr.split('|')[5]
    for (const type of ['check-in', 'withdraw', 'reprint']) {
      const answer = await office.command(office.tokens.terminal, { type, ticket: number, code })
      expect([answer.status, answer.body.refusal]).toMatchObject([409, { code: 'ticket-ended' }])
    }
    const session = await office.signIn('taras')
    const open = await office.command(session, { type: 'open-window', window: '2' })
    expect(open.status).toBe(200)
    for (const [command, code_] of [
      [{ type: 'call-next' }, 'nobody-waiting'],
      [{ type: 'recall' }, 'nothing-called'],
      [{ type: 'start-service' }, 'nothing-called'],
      [{ type: 'resume-held' }, 'nothing-held'],
    ] as const) {
      const answer = await office.command(session, { ...command, window: '2' })
      expect([answer.status, answer.body.refusal], command.type).toMatchObject([409, { code: code_ }])
    }
    expect(await stateOf(number)).toBe('no-show')
  })

  it('A9 the names are nowhere in what display and terminal received or kept', async () => {
    await terminal.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
    for (const role of ['terminal', 'display'] as const) {
      for (const one of traffic[role]) {
        const text = `${one.received()}\n${await one.kept()}`
        expect(one.received().length, `${role} received nothing`).toBeGreaterThan(100)
        for (const name of [first.surname, first.givenName, second.surname, second.givenName, 'Їжакевич', 'Галаган']) {
          expect(text.includes(name), `${role} has «${name}»`).toBe(false)
        }
      }
    }
    for (const file of ['office.db', 'office.db-wal']) {
      expect(readFileSync(path.join(office.dir, 'data', file)).includes(Buffer.from(first.surname)), file).toBe(false)
    }
  })

  it('no page has thrown an error', () => {
    expect(problems).toEqual([])
  })
})

async function called(): Promise<BoardView['called'][number] | undefined> {
  return (await boardOf(office)).called[0]
}

async function stateOf(number: string): Promise<string> {
  const code = readPaper(await office.printedTicket(number)).qr.split('|')[5] ?? ''
  const answer = await fetch(`${office.hubUrl}/api/tickets/2026-03-05/${encodeURIComponent(number)}`, {
    headers: { 'x-ticket-code': code },
  })
  return ((await answer.json()) as { state: string }).state
}

/** `seq·hash8` of the registration, from the log itself. */
async function witnessOf(number: string): Promise<string> {
  const session = await office.signIn('auditor')
  const answer = await fetch(`${office.hubUrl}/api/log?after=0&limit=10000`, {
    headers: { authorization: `Bearer ${session}` },
  })
  const records = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { seq: number; hash: string; event: { type: string; number?: string } })
  const record = records.find(({ event }) => event.type === 'registered' && event.number === number)
  return `${record?.seq}·${record?.hash.slice(0, 8)}`
}
