import path from 'node:path'
import { encodeTicket, openPrinter, startPrinterEmulator } from '@cherha/ticket-printing'
import { benchOffice, registration } from './bench-office.ts'
import { firstState, openSocket, send, startHubProcess, tokensOf } from './hub-process.ts'
import type { MeasureId } from './measures.ts'
import { type Spread, spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'

const ticketsPerRound = 10
/** Bits a second of the slow line; a byte takes ten of them. */
const baud = 115_200

/** P15: a ticket to a printer in the network; P15b: the same bytes over a line as slow as a serial one. */
export async function printing(
  setting: Setting,
  only: readonly MeasureId[],
): Promise<Partial<Record<'P15' | 'P15b', Spread>>> {
  return {
    ...(only.includes('P15') ? { P15: await firstByte(setting) } : {}),
    ...(only.includes('P15b') ? { P15b: await slowLine(setting) } : {}),
  }
}

/**
 * Milliseconds from a registration leaving the terminal's socket until the first byte of its ticket is at the printer:
 * rules, fsync, answer, drawing, the questions before the job. Hub in a process of its own. Per round the median.
 */
async function firstByte({ folder, rounds }: Setting): Promise<Spread> {
  let arrived: () => void = () => undefined
  const emulator = await startPrinterEmulator({
    port: 0,
    dir: path.join(folder, 'printed'),
    draws: false,
    onFirstByte: () => arrived(),
  })
  const dir = path.join(folder, 'printing')
  const hub = await startHubProcess(dir, benchOffice(), 0, `tcp:127.0.0.1:${emulator.port}`)
  const [token = ''] = tokensOf(hub, 'terminal')
  const terminal = openSocket(hub.ready.url, token)
  await firstState(terminal)
  const values: number[] = []
  let visitor = 0
  for (let round = 0; round <= rounds; round += 1) {
    const times: number[] = []
    for (let n = 0; n < ticketsPerRound; n += 1) {
      const begun = performance.now()
      const first = new Promise<number>((resolve) => {
        arrived = () => resolve(performance.now() - begun)
      })
      const printed = emulator.jobs.length + 1
      await send(terminal, { ...registration(visitor++) })
      times.push(await first)
      // the next visitor comes when this ticket is out
      while (emulator.jobs.length < printed) await new Promise((resolve) => setTimeout(resolve, 5))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    if (round > 0) values.push(spreadOf(times).median)
  }
  terminal.close()
  await hub.stop()
  await emulator.close()
  return spreadOf(values)
}

/** Time of a whole job, questions and receipt included, over the time its bytes take on the wire. */
async function slowLine({ folder, rounds }: Setting): Promise<Spread> {
  const emulator = await startPrinterEmulator({
    port: 0,
    dir: path.join(folder, 'slow'),
    draws: false,
    faults: { bytesPerSecond: baud / 10 },
  })
  const printer = openPrinter(`tcp:127.0.0.1:${emulator.port}`)
  const bytes = encodeTicket(ticket)
  const values: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now()
    await printer.print(bytes, 'bench')
    const seconds = (performance.now() - begun) / 1_000
    if (round > 0) values.push(seconds / ((bytes.length * 10) / baud))
  }
  await printer.close()
  await emulator.close()
  return spreadOf(values)
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
