import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { CaseDesk } from '../../e2e/support/case-desk.ts'
import type { CaseOffice } from '../../e2e/support/case-office.ts'
import { CaseScreen } from '../../e2e/support/case-screen.ts'
import { sizes } from '../../e2e/support/chromium.ts'

const password = 'надійний пароль підпису'

/** The desk in Chromium as people with posts see it, and its pictures. */
export class DeskPictures {
  readonly #dir: string
  readonly #screen: CaseScreen

  private constructor(dir: string, screen: CaseScreen) {
    this.#dir = dir
    this.#screen = screen
  }

  static async open(at: CaseOffice, dir: string, browser: Browser): Promise<DeskPictures> {
    const context = await browser.newContext({ viewport: sizes.desk, locale: 'uk-UA', timezoneId: 'Europe/Kyiv' })
    const page = await context.newPage()
    await page.goto(await at.hub.screen('desk'))
    return new DeskPictures(dir, new CaseScreen(page, at))
  }

  /** The clerk of the window begins the application of the visitor who is next. */
  async intake(login: string): Promise<void> {
    const desk = this.#screen
    await desk.signIn(login)
    await desk.button('Відкрити кабінет 1').click()
    await desk.button(/^Викликати наступного/).click()
    await desk.button(/голосом|Покликано/).click()
    await desk.button(/^Почати прийом/).click()
    await desk.button('Відкрити заяву').click()
    await desk.button('Документи прийнято').click()
    await desk.fill('Дата народження', '17.04.1990')
    await desk.fill('Громадянство', 'Вірменія')
    await desk.fill('Серія і номер', 'АР7410258')
    await desk.page.getByRole('heading', { name: 'Приймання заяви' }).scrollIntoViewIfNeeded()
    await this.#picture('desk-intake')
    await desk.page.context().close()
  }

  async distribution(login: string): Promise<void> {
    await this.#screen.toTasks(login)
    await this.#screen.button('Розподіл').click()
    await this.#screen.page.getByRole('row').nth(1).waitFor()
    await this.#picture('desk-distribution')
    await this.#screen.signOut()
  }

  /** The tasks of an officer, and the first of the cases. */
  async tasksAndCase(login: string, id: string): Promise<void> {
    await this.#screen.toTasks(login)
    await this.#screen.page.getByRole('row').nth(1).waitFor()
    await this.#picture('desk-tasks')
    await this.#screen.signOut()
    await this.#screen.openTask(login, id)
    await this.#picture('desk-case')
    await this.#screen.signOut()
  }

  async #picture(name: string): Promise<void> {
    const { page } = this.#screen
    await page.mouse.move(0, 0)
    await page.waitForTimeout(700)
    await page.screenshot({ path: path.join(this.#dir, `${name}.png`) })
  }
}

/** The application form as it was signed, and the decision on it: their first pages. */
export async function paperPictures(at: CaseOffice, id: string, dir: string): Promise<void> {
  const officer = (await CaseDesk.signIn(at.hub, 'dorosh').then((head) => head.view(id))).officer
  const bohdan = await CaseDesk.signIn(at.hub, officer?.login ?? 'bohdan')
  await bohdan.complete(id, 'identification', 'identified')
  const vira = await CaseDesk.signIn(at.hub, 'vira')
  await vira.complete(id, 'residence-check', 'home-owned')
  const head = await CaseDesk.signIn(at.hub, 'dorosh')
  await head.ask('POST', '/api/cases/signing-key', { password })
  await head.complete(id, 'decision', 'issue', { password })
  const form = await head.bytes(`/api/cases/${id}/papers/application-form?stage=print`)
  const decision = await head.bytes(`/api/cases/${id}/papers/decision?stage=decision`)
  for (const [name, { status, bytes }] of Object.entries({ 'paper-application': form, 'paper-decision': decision })) {
    if (status !== 200) throw new Error(`${name} was not made: ${bytes.toString('utf8')}`)
    firstPage(bytes, path.join(dir, name))
  }
}

/** @param to path of the picture without `.png` */
function firstPage(pdf: Uint8Array, to: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'cherha-paper-'))
  try {
    const file = path.join(folder, 'paper.pdf')
    writeFileSync(file, pdf)
    execFileSync('pdftoppm', ['-r', '96', '-f', '1', '-singlefile', '-png', file, to])
  } catch (cause) {
    throw new Error('Pictures of papers are drawn by pdftoppm: install poppler-utils.', { cause })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
