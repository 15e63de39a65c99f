import type { Browser, Locator, Page } from 'playwright-core'
import type { CaseOffice } from './case-office.ts'
import { sizes } from './chromium.ts'

/** A desk in Chromium, as people with posts use it: one signs in after the other. */
export class CaseScreen {
  readonly page: Page
  readonly #at: CaseOffice

  constructor(page: Page, at: CaseOffice) {
    this.page = page
    this.#at = at
  }

  /** @param problems is told of errors in the page */
  static async open(browser: Browser, at: CaseOffice, problems: string[]): Promise<CaseScreen> {
    const context = await browser.newContext({ viewport: sizes.desk, locale: 'uk-UA', timezoneId: 'Europe/Kyiv' })
    const page = await context.newPage()
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(await at.hub.screen('desk'))
    return new CaseScreen(page, at)
  }

  async signIn(login: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Логін' }).fill(login)
    await this.page.getByLabel('PIN').fill(this.#at.hub.pinOf(login))
    await this.page.getByRole('button', { name: 'Увійти' }).click()
    await this.page
      .getByRole('button', { name: 'Вийти' })
      .or(this.button(/^Справи/))
      .first()
      .waitFor()
  }

  /**
   * A clerk opens window 1, the network to the queue server is lost, the next visitor is called and an application is begun.
   * @returns its number
   */
  async beginWithoutNetwork(login: string): Promise<string> {
    const { wan } = this.#at.linked
    await this.signIn(login)
    await this.button('Відкрити кабінет 1').click()
    wan.cut()
    await this.#at.linked.connected(false)
    await this.button(/^Викликати наступного/).click()
    // no display is connected: the clerk calls by voice
    await this.button(/голосом|Покликано/).click()
    await this.button(/^Почати прийом/).click()
    await this.button('Відкрити заяву').click()
    const heading = await this.page.getByText(/Заява \d{4}-\d{3}-/).innerText()
    const number = /\d{4}-\d{3}-\d{6,}/.exec(heading)?.[0]
    if (number === undefined) throw new Error(`no number in «${heading}»`)
    return number
  }

  async signOut(): Promise<void> {
    await this.button('Вийти').click()
    await this.page.getByRole('textbox', { name: 'Логін' }).waitFor()
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name }).first()
  }

  /** Somebody who has no window signs in, and begins with the tasks. */
  async toTasks(login: string): Promise<void> {
    await this.signIn(login)
    await this.page.getByRole('heading', { name: 'Мої завдання і справи' }).waitFor()
  }

  /** Somebody signs in and opens the case from the tasks. */
  async openTask(login: string, number: string): Promise<void> {
    await this.toTasks(login)
    await this.openRow(number)
  }

  /** Opens the case from the tasks that are shown. */
  async openRow(number: string): Promise<void> {
    const row = this.page.getByRole('row').filter({ hasText: number })
    await row.getByRole('button').first().click()
    await this.page.getByRole('heading', { name: 'Шлях справи' }).waitFor()
  }

  /** Fills the text field with that label, whatever else its label says. */
  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text)
  }

  async tick(label: string | RegExp): Promise<void> {
    await this.page.getByRole('checkbox', { name: label }).first().check()
  }

  /** Presses an outcome, fills in what it asks for then, and presses it again. */
  async decide(outcome: string, more?: () => Promise<void>): Promise<void> {
    await this.button(outcome).click()
    if (more === undefined) return
    await this.page.getByRole('group', { name: outcome }).waitFor()
    await more()
    await this.page.getByRole('group', { name: outcome }).getByRole('button', { name: outcome }).click()
  }

  /** The stage is not open any more: its panel is gone. */
  async leaves(heading: RegExp): Promise<void> {
    await this.page.getByRole('heading', { name: heading, level: 2 }).waitFor({ state: 'detached' })
  }
}
