import { AxeBuilder } from '@axe-core/playwright'
import { totpCode } from '@cherha/queue-server'
import type { Browser, Page } from 'playwright-core'
import type { TestServer } from './server.ts'

/** The console of a queue server in a browser; what a page's policy forbids and what breaks in it is noted. */
export class ConsolePages {
  readonly problems: string[] = []
  readonly #server: TestServer
  readonly #browser: Browser

  constructor(server: TestServer, browser: Browser) {
    this.#server = server
    this.#browser = browser
  }

  /** Somebody with cookies of their own. */
  async somebody(): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'uk-UA',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => this.problems.push(error.message))
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.problems.push(message.text())
    })
    return page
  }

  get administrator(): { login: string; password: string; totpSecret: string } {
    const found = this.#server.staff.find(({ totpSecret }) => totpSecret !== undefined)
    if (found?.password === undefined || found.totpSecret === undefined) throw new Error('there is no administrator')
    return { login: found.login, password: found.password, totpSecret: found.totpSecret }
  }

  /** Signs in the administrator on the page that is open. */
  async signInAdministrator(page: Page): Promise<void> {
    const { login, password, totpSecret } = this.administrator
    await this.#enter(page, login, password)
    // a code is good once
    await this.#server.pass(60)
    await page.getByLabel('Код із застосунку').fill(await totpCode(totpSecret, Date.parse(this.#server.now)))
    await page.getByRole('button', { name: 'Увійти' }).click()
    await page.getByRole('button', { name: 'Вийти' }).waitFor()
  }

  /** A page of somebody whose role needs no code. */
  async signedIn(login: string, password: string): Promise<Page> {
    const page = await this.somebody()
    await page.goto(this.#server.adminUrl)
    await this.#enter(page, login, password)
    await page.getByRole('button', { name: 'Вийти' }).waitFor()
    return page
  }

  async #enter(page: Page, login: string, password: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Логін' }).fill(login)
    await page.getByLabel('Пароль').fill(password)
    await page.getByRole('button', { name: 'Увійти' }).click()
  }
}

/** Goes to a page of the console as its links do. */
export async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
}

/** Resolves when what the server told of the page stands there. Between two pages the network is never busy for sure. */
export async function told(page: Page): Promise<void> {
  await page.locator('main .panel, main .note').first().waitFor()
}

/** What axe finds on the page as it is. The console has no frames, so nothing is gathered from elsewhere. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}
