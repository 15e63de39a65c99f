import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aScan } from './support/a-scan.ts'
import { CaseDesk } from './support/case-desk.ts'
import { CaseOffice } from './support/case-office.ts'
import { CaseScreen } from './support/case-screen.ts'
import { keepPicture, launchChromium } from './support/chromium.ts'

const scan = aScan()
const password = 'надійний пароль підпису'

let at: CaseOffice
let browser: Browser
let page: Page
let site: Page
let desk: CaseScreen
let number = ''
const problems: string[] = []

beforeAll(async () => {
  at = await CaseOffice.open('2026-03-05T08:58:00+02:00')
  await at.linked.converged()
  await at.linked.passUntil('2026-03-05T09:00:30+02:00')
  const registered = await at.hub.command(at.hub.tokens.terminal, {
    type: 'register-current',
    service: 'permanent',
    language: 'uk',
    person: { surname: 'Їжакевич', givenName: 'Єлизавета' },
  })
  if (registered.status !== 200) throw new Error(`No ticket: ${JSON.stringify(registered.body)}`)
  await at.linked.converged()
  browser = await launchChromium()
  desk = await CaseScreen.open(browser, at, problems)
  page = desk.page
  site = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'uk-UA' })).newPage()
  site.on('pageerror', (error) => problems.push(error.message))
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await keepPicture(page, 'case-desk')
  await keepPicture(site, 'case-status')
})

/** What the applicant reads on the status page. */
async function status(): Promise<string> {
  await site.goto(`${at.linked.server.url}/status`)
  await site.getByLabel('Номер справи').fill(number)
  await site.getByLabel('Останні чотири цифри документа').fill('0258')
  await site.getByRole('button', { name: 'Дізнатися' }).click()
  await site.getByText('Що потрібно від вас').waitFor()
  return site.getByRole('main').innerText()
}

async function noFindings(of: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: of }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

/** Lets a little virtual time pass until the screen shows it: outside systems are asked by the server's clock. */
async function until(shown: () => Promise<boolean>, what: string): Promise<void> {
  const giveUp = Date.now() + 60_000
  while (!(await shown())) {
    if (Date.now() > giveUp) throw new Error(`${what} did not come`)
    await at.linked.pass(1)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

describe('an application for a permanent residence permit', () => {
  it('is taken at the window though the network is lost', async () => {
    number = await desk.beginWithoutNetwork('olena')
    expect(number).toMatch(/^4801-004-\d{6,}$/)
    await page
      .getByRole('heading', { name: 'Перевірка документів під час приймання' })
      .or(page.getByText('Перевірка документів під час приймання'))
      .first()
      .waitFor()
    for (const box of await page.getByRole('table').first().getByRole('checkbox').all()) await box.check()
    await desk.button('Документи прийнято').click()

    await desk.fill('Дата народження', '17.04.1990')
    await desk.fill('Громадянство', 'Молдова')
    await desk.fill('Серія і номер', 'КН7410258')
    await desk.fill('Адреса проживання в Україні', 'м. Миколаїв, вул. Садова, 7')
    await desk.fill(/^Телефон/, '067 123 45 67')
    await desk.fill(/^Електронна пошта/, 'visitor@example.org')
    await desk.tick('Біометричні дані отримано')
    await noFindings(page)
    await desk.button('Заяву-анкету сформовано').click()

    await desk.tick('Заявника попереджено')
    await desk.tick('Подано документ про право власності на житло')
    await desk.button('Помилок немає').click()
    await desk.button('Заявник підписав').click()
    await desk.button('Підписано').click()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'паспорт.pdf', mimeType: 'application/pdf', buffer: scan })
    await page.getByText('додано').first().waitFor()
    await desk.button('Відскановано').click()
    await page.getByText('Заяву прийнято').waitFor()
    await desk.button(/^Завершити прийом/).click()
    await desk.button(/Викликати наступного|Чекати наступного/).waitFor()
  })

  it('is handed over when the network is back, registered, and the applicant sees it', async () => {
    at.linked.wan.heal()
    await at.linked.connected(true)
    await until(async () => {
      const answer = await at.linked.server.request('POST', '/api/status', { case: number, digits: '0258' })
      return answer.body['phase'] === 'considered'
    }, 'the registration')
    expect(await status()).toContain('Заяву розглядають')
    await noFindings(site)
  })

  it('is given to an officer by the head', async () => {
    await desk.button(/^Перерва/).click()
    await desk.signOut()
    await desk.toTasks('dorosh')
    await desk.button('Розподіл').click()
    const row = page.getByRole('row').filter({ hasText: number })
    await row.getByRole('combobox').selectOption('bohdan')
    await noFindings(page)
    await desk.button(/^Розподілити 1/).click()
    await page.getByText('1\u00a0справу розподілено').first().waitFor()
    await desk.signOut()
  })

  it('is looked into: the officer asks the registers, and identifies the person', async () => {
    await desk.openTask('bohdan', number)
    await page.getByRole('heading', { name: /^10\. / }).waitFor()
    for (const inquiry of ['Єдиний реєстр боржників', 'Запит до Держприкордонслужби']) {
      await page.getByLabel('Новий запит').selectOption({ label: inquiry })
      await desk.button(/^(Перевірити|Надіслати цей запит)$/).click()
      await until(async () => {
        await desk.button('Оновити').click()
        const documents = page.getByRole('region', { name: 'Документи' })
        const line = documents.getByRole('listitem').filter({ hasText: inquiry })
        return line
          .filter({ hasText: /підтверджено|отримано/ })
          .first()
          .isVisible()
      }, `the answer of ${inquiry}`)
    }
    await noFindings(page)
    await desk.button('Особу ідентифіковано, перевірки проведено').click()
    await desk.leaves(/^10\. /)
    await desk.signOut()
    const vira = await CaseDesk.signIn(at.hub, 'vira')
    await vira.complete(number, 'residence-check', 'home-owned')
  })

  it('is decided and signed by the head, with a paper anybody can check', async () => {
    await desk.openTask('dorosh', number)
    await noFindings(page)
    await desk.decide('Оформити посвідку', async () => {
      await desk.button('Ще не маю підпису').click()
      await desk.fill(/^Новий пароль/, password)
      await desk.fill('Той самий пароль ще раз', password)
      await desk.button('Створити підпис').click()
      await desk.button('До документа').click()
      await desk.fill('Пароль вашого підпису', password)
    })
    await desk.leaves(/^12\. /)
    await page
      .getByText(/підписано/)
      .first()
      .waitFor()
    expect(await status()).toContain('документ виготовляють')
    await desk.signOut()
  })

  it('the card is ordered, arrives, is compared and given out, and the applicant sees that', async () => {
    const halyna = await CaseDesk.signIn(at.hub, 'halyna')
    const roman = await CaseDesk.signIn(at.hub, 'roman')
    await roman.complete(number, 'data-transfer', 'sent')
    const arrived = await halyna.until(
      number,
      ({ offers }) => offers.some(({ stage }) => stage === 'arrival'),
      'the card from the printing works',
      () => at.linked.pass(2),
    )
    expect(at.outside.received('printing-works').length).toBeGreaterThan(0)
    expect(arrived.path.find(({ key }) => key === 'data-transfer')?.status).toBe('done')

    await desk.signIn('halyna')
    await desk.button(/^Справи/).click()
    await desk.openRow(number)
    await page.getByRole('heading', { name: /^15\. / }).waitFor()
    await desk.fill('Дата надходження', '05.03.2026')
    await desk.fill('Номер посвідки', '900123456')
    await desk.fill('Дата оформлення посвідки', '05.03.2026')
    await desk.button('Внесено').click()
    await page.getByRole('heading', { name: /^16\. / }).waitFor()
    await desk.button('Відомості збігаються, чип зчитано').click()
    await desk.leaves(/^16\. /)
    expect(await status()).toContain('можна отримати')
    await desk.signOut()

    await desk.signIn('olena')
    await desk.button(/^Справи/).click()
    await desk.openRow(number)
    await page.getByRole('heading', { name: /^18\. / }).waitFor()
    await desk.decide('Посвідку видано', async () => {
      const form = page.getByRole('group', { name: 'Посвідку видано' })
      for (const box of await form.getByRole('checkbox').all()) await box.check()
    })
    await desk.leaves(/^18\. /)
    expect(await status()).toContain('Документ видано')
    await noFindings(site)
    expect(problems).toEqual([])
  })
})
