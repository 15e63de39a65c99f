import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startBrowserHost } from '@cherha/device-shell'
import { type OfficeConfig, type TaskPage, TaskQuery } from '@cherha/shared/protocol'
import { type Browser, chromium, type Page } from 'playwright-core'
import { builtPages } from '../pages.ts'
import { benchOffice } from './bench-office.ts'
import { type HubProcess, startHubProcess, tokensOf } from './hub-process.ts'
import { watchPaints } from './paint.ts'
import type { Figure } from './report.ts'
import { medianOf, spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
/** Times in a round that somebody signs in and opens the list. */
const perRound = 5

/**
 * Milliseconds from the click on the cases until the first page of the tasks is painted, in a page that has just been
 * opened: the built desk in Chromium, through its host, beside a hub. The tasks themselves come from the server's cases in
 * this process, in the place of the relay. Per round the median.
 * @param tasks the list as the server answers it
 */
export async function openTasks(
  { folder, rounds }: Setting,
  tasks: (query: TaskQuery) => Promise<TaskPage>,
): Promise<Figure> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) return { skipped: 'there is no Chromium; set CHROMIUM_PATH' }
  const pagesDir = builtPages(root, 'operator-desk')
  if (!existsSync(path.join(pagesDir, 'index.html'))) return { skipped: 'the desk is not built; run npm run build' }
  const hub = await startHubProcess(path.join(folder, 'open-tasks'), officeWithHead())
  try {
    const [deviceToken = ''] = tokensOf(hub, 'desk')
    const host = await startBrowserHost({
      role: 'desk',
      pagesDir,
      hubUrl: hub.ready.url,
      deviceToken,
      port: 0,
      hostSecret: randomBytes(32),
    })
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const page = await deskPage(browser, `${host.url}/#pair=${host.pairCode()}`, tasks)
      const values: number[] = []
      for (let round = 0; round <= rounds; round += 1) {
        const times: number[] = []
        for (let n = 0; n < perRound; n += 1) times.push(await opening(page, hub))
        if (round > 0) values.push(medianOf(times))
      }
      return spreadOf(values)
    } finally {
      await browser.close()
      await host.close()
    }
  } finally {
    await hub.stop()
  }
}

/** The clerk of the bench distributes applications too. */
function officeWithHead(): OfficeConfig {
  const config = benchOffice()
  const title = { uk: 'Начальниця відділу', en: 'Head of division' }
  return {
    ...config,
    staff: config.staff.map((member) =>
      member.login === 'clerk'
        ? { ...member, post: { unit: 'unit', title, roles: ['intake', 'distributor'] } }
        : member,
    ),
  }
}

async function deskPage(browser: Browser, url: string, tasks: (query: TaskQuery) => Promise<TaskPage>): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'uk-UA' })
  await page.addInitScript(watchPaints)
  await page.route('**/api/tasks?*', async (route) => {
    const query = TaskQuery.parse(Object.fromEntries(new URL(route.request().url()).searchParams))
    await route.fulfill({ json: await tasks(query) })
  })
  await page.goto(url)
  return page
}

/** Signs in anew, so that the page knows no task yet, and opens the list. */
async function opening(page: Page, hub: HubProcess): Promise<number> {
  const clerk = hub.ready.staff.find(({ login }) => login === 'clerk')
  if (clerk === undefined) throw new Error('there is no clerk')
  await page.getByRole('textbox', { name: 'Логін' }).fill(clerk.login)
  await page.getByLabel('PIN').fill(clerk.pin)
  await page.getByRole('button', { name: 'Увійти' }).click()
  await page.getByRole('button', { name: /^Справи/ }).waitFor()
  await page.evaluate(() => window.watchPaint('.task-table tbody tr'))
  await page.getByRole('button', { name: /^Справи/ }).click()
  const ms = await page.evaluate(() => window.painted)
  const rows = await page.locator('.task-table tbody tr').count()
  if (rows < 50) throw new Error(`${rows} tasks are shown`)
  await page.getByRole('button', { name: 'Вийти' }).click()
  await page.getByRole('textbox', { name: 'Логін' }).waitFor()
  return ms
}
