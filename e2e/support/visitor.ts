import type { Browser, Page } from 'playwright-core'
import { newTerminalPage } from './chromium.ts'
import type { Office } from './office.ts'

export interface Name {
  readonly surname: string
  readonly givenName: string
  readonly patronymic: string
}

/** A visitor in front of the terminal: everything by touch, names on the on-screen keyboard. */
export class Visitor {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** The terminal of an office, on its start screen. */
  static async at(office: Office, browser: Browser): Promise<Visitor> {
    const page = await newTerminalPage(browser)
    await page.goto(await office.screen('terminal'))
    return new Visitor(page)
  }

  tap(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name }).first().tap()
  }

  async type(field: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: new RegExp(`^${field}`) }).tap()
    const keys = this.page.getByRole('group', { name: 'Клавіатура' })
    for (const letter of text) {
      const name = letter === '’' ? 'Апостроф' : letter === '-' ? 'Дефіс' : letter.toUpperCase()
      await keys.getByRole('button', { name, exact: true }).tap()
    }
  }

  /** Into a field that takes the signs of a ticket. */
  async typeSigns(field: RegExp, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field }).tap()
    const keys = this.page.getByRole('group', { name: 'Знаки талона' })
    for (const sign of text) await keys.getByRole('button', { name: sign, exact: true }).tap()
  }

  /** From the start screen to the two ways of proving a ticket. */
  async nameTicket(number: string): Promise<void> {
    await this.tap(/^У\s*мене вже є запис/)
    await this.typeSigns(/^Номер/, number.replace('-', ''))
    await this.tap('Далі')
  }

  /** Fills in the name and goes on to the check. */
  async introduce(person: Name): Promise<void> {
    await this.type('Прізвище', person.surname)
    await this.type('Ім’я', person.givenName)
    if (person.patronymic !== '') await this.type('По батькові', person.patronymic)
    await this.tap('Перевірити')
    await this.page.getByText(person.surname).first().waitFor()
  }

  /** Goes through the registration for today up to the check. */
  async chooseToday(person: Name, service: string): Promise<void> {
    await this.tap(/^Талон на сьогодні/)
    await this.tap(new RegExp(service))
    await this.tap(/^Сьогодні о/)
    await this.introduce(person)
  }

  /** Number of the ticket on the screen. */
  async number(): Promise<string> {
    const heading = this.page.getByRole('heading', { name: /^Ваш номер/ })
    await heading.waitFor()
    const number = /[А-Я]-\d{3,4}/.exec(await heading.innerText())?.[0]
    if (number === undefined) throw new Error(`no number in «${await heading.innerText()}»`)
    return number
  }
}
