import path from 'node:path'
import type { Duplex } from 'node:stream'
import { openPseudoTerminal, type PseudoTerminal } from '@cherha/testing'
import { EmulatedPrinter, encodeTicket, openPrinter, startPrinterEmulator } from '@cherha/ticket-printing'
import type { Page } from 'playwright-core'
import { benchOffice, personOf } from './bench-office.ts'
import { startHubProcess } from './hub-process.ts'
import type { MeasureId } from './measures.ts'
import type { Figure } from './report.ts'
import { spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'
import { noTerminalPage, openTerminalPage } from './terminal-page.ts'

const ticketsPerRound = 10
/** Of the office of the benchmarks; all fit on one page. */
const services = 6
/** Bits a second of the slow line; a byte takes ten of them. */
const baud = 115_200

/** P15: a ticket to a printer in the network; P15b: one over a serial line. */
export async function printing(
  setting: Setting,
  only: readonly MeasureId[],
): Promise<Partial<Record<'P15' | 'P15b', Figure>>> {
  return {
    ...(only.includes('P15') ? { P15: await firstByte(setting) } : {}),
    ...(only.includes('P15b') ? { P15b: await slowLine(setting) } : {}),
  }
}

/**
 * Milliseconds from the finger on the terminal's last key until the first byte of the ticket is at the printer: Chromium
 * with the built page, its host, rules, fsync, answer, drawing, the questions before the job. The time begins when
 * Chromium is told of the touch, so that the way there counts as well. Hub in a process of its own. Per round the median.
 */
async function firstByte({ folder, rounds }: Setting): Promise<Figure> {
  const skipped = noTerminalPage()
  if (skipped !== null) return { skipped }
  let arrived: () => void = () => undefined
  const emulator = await startPrinterEmulator({
    port: 0,
    dir: path.join(folder, 'printed'),
    draws: false,
    onFirstByte: () => arrived(),
  })
  const config = benchOffice({ visitors: ticketsPerRound * (rounds + 1) })
  const hub = await startHubProcess(path.join(folder, 'printing'), config, 0, `tcp:127.0.0.1:${emulator.port}`)
  const { page, close } = await openTerminalPage(hub)
  const values: number[] = []
  let visitor = 0
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const times: number[] = []
      for (let n = 0; n < ticketsPerRound; n += 1) {
        const key = await upToTheLastKey(page, visitor++)
        const printed = emulator.jobs.length + 1
        const first = new Promise<number>((resolve) => {
          arrived = () => resolve(performance.now())
        })
        const begun = performance.now()
        await page.touchscreen.tap(key.x, key.y)
        times.push((await first) - begun)
        // the next visitor comes when this ticket is out
        while (emulator.jobs.length < printed) await new Promise((resolve) => setTimeout(resolve, 5))
        await page.getByRole('button', { name: 'Готово' }).tap()
      }
      if (round > 0) values.push(spreadOf(times).median)
    }
  } finally {
    await close()
    await hub.stop()
    await emulator.close()
  }
  return spreadOf(values)
}

/** A visitor goes through a registration for today; the middle of the key that takes the ticket. */
async function upToTheLastKey(page: Page, visitor: number): Promise<{ readonly x: number; readonly y: number }> {
  const tap = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().tap()
  const { surname, givenName } = personOf(visitor)
  await tap(/^Талон на сьогодні/)
  await page
    .locator('.rows button')
    .nth(visitor % services)
    .tap()
  await tap(/^Сьогодні о/)
  await page.getByRole('textbox', { name: /^Прізвище/ }).fill(surname)
  await page.getByRole('textbox', { name: /^Ім’я/ }).fill(givenName)
  await tap('Перевірити')
  const key = page.getByRole('button', { name: 'Отримати талон' })
  // whoever reads what is on the screen before the last touch has let it come to rest
  await page.waitForTimeout(100)
  const box = await key.boundingBox()
  if (box === null) throw new Error('the last key is not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/**
 * Time of a whole job, questions and receipt included, over the time its bytes take on the wire: our serial line writes
 * to a pseudo terminal, which the emulated printer reads at the pace of the line.
 */
async function slowLine({ folder, rounds }: Setting): Promise<Figure> {
  const emulated = await EmulatedPrinter.open({
    dir: path.join(folder, 'slow'),
    draws: false,
    faults: { bytesPerSecond: baud / 10 },
  })
  const line = openLine((end) => emulated.attach(end))
  if ('skipped' in line) return line
  const printer = openPrinter(`serial:${line.path}?flow=no&baud=${baud}`)
  const bytes = encodeTicket(ticket)
  const values: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now()
    await printer.print(bytes, 'bench')
    const seconds = (performance.now() - begun) / 1_000
    if (round > 0) values.push(seconds / ((bytes.length * 10) / baud))
  }
  await printer.close()
  emulated.stop()
  line.close()
  return spreadOf(values)
}

function openLine(opened: (end: Duplex) => void): PseudoTerminal | { readonly skipped: string } {
  try {
    return openPseudoTerminal(opened)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return { skipped: `this computer has no pseudo terminal: ${reason}` }
  }
}

const ticket: Parameters<typeof encodeTicket>[0] = {
  language: 'uk',
  office: { name: 'Відділ № 1 ДМС', address: 'вул. Прикладна, 5', phone: '(0382) 00-00-00' },
  number: 'А-015',
  date: '2060-03-02',
  time: '10:20',
  service: 'Оформлення та видача посвідки на постійне проживання',
  person: { surname: 'Їжакевич-Задунайська', givenName: 'Єлизавета-Вікторія', patronymic: 'Всеволодівна' },
  code: '7K3M9QXT',
  qr: 'CHERHA1|6801|2060-03-02|А-015|1|7K3M9QXT',
  witness: '1284·9f3ac01b',
  issued: { date: '2060-03-02', time: '09:28' },
  noShowMinutes: 2,
  copy: false,
}
