import { describe, expect, it, onTestFinished } from 'vitest'
import { encodeTicket, openPrinter, startPrinterEmulator, type PrinterEmulator } from '../src/index.ts'
import { type LineOptions, LinePrinter } from '../src/printers/line-printer.ts'
import { tcpTransport } from '../src/printers/tcp.ts'
import type { PrinterFaults } from '../src/emulator/faults.ts'
import { aFolder } from './folders.ts'
import { aTicket } from './fixtures.ts'

async function anEmulator(
  faults: Partial<PrinterFaults> = {},
  onFirstByte: () => void = () => undefined,
): Promise<PrinterEmulator> {
  const emulator = await startPrinterEmulator({ port: 0, dir: await aFolder(), faults, onFirstByte })
  onTestFinished(() => emulator.close())
  return emulator
}

function aPrinter(emulator: PrinterEmulator, times: LineOptions = {}): LinePrinter {
  return new LinePrinter(tcpTransport('127.0.0.1', emulator.port), times)
}

const ticket = encodeTicket(aTicket())

describe('a printer that answers', () => {
  it('P1 is asked before and after a job, and the questions are not printed', async () => {
    const emulator = await anEmulator()
    const printer = aPrinter(emulator)
    await printer.print(ticket, 'А-015')
    expect(emulator.questions).toBeGreaterThanOrEqual(8)
    expect(printer.state).toEqual({ answers: true, trouble: null, paperLow: false })
    expect(emulator.jobs).toMatchObject([{ error: null, partial: false }])
  })

  it.each([
    [{ paper: 'out' }, 'paper-out', true],
    [{ cover: 'open' }, 'cover-open', false],
    [{ line: 'off' }, 'offline', false],
  ] as const)('P1 is not sent a ticket while it has %j', async (faults, code, paperLow) => {
    const emulator = await anEmulator(faults)
    const printer = aPrinter(emulator)
    await expect(printer.print(ticket, 'А-015')).rejects.toMatchObject({ name: 'PrinterError', code, begun: false })
    expect(printer.state).toEqual({ answers: true, trouble: code, paperLow })
    emulator.set({ paper: 'ok', cover: 'closed', line: 'on' })
    await printer.print(ticket, 'А-015')
    expect(emulator.jobs).toHaveLength(1)
  })

  it('P1 says that its roll is near the end, and prints', async () => {
    const emulator = await anEmulator({ paper: 'low' })
    const printer = aPrinter(emulator)
    await printer.print(ticket, 'А-015')
    expect(printer.state).toEqual({ answers: true, trouble: null, paperLow: true })
  })

  it('P1 that runs out of paper in the middle of a ticket has perhaps printed it, and says why', async () => {
    const emulator = await anEmulator({ paperOutAfter: 2_000 })
    const printer = aPrinter(emulator)
    await expect(printer.print(ticket, 'А-015')).rejects.toMatchObject({ code: 'paper-out', begun: true })
    expect(printer.state).toMatchObject({ trouble: 'paper-out' })
  })

  it('P6 that breaks the connection off in the middle has perhaps printed it', async () => {
    const emulator = await anEmulator({ dropAfter: 2_000 })
    const printer = aPrinter(emulator)
    await expect(printer.print(ticket, 'А-015')).rejects.toMatchObject({ code: 'connection-lost', begun: true })
    await printer.print(ticket, 'А-015')
    await expect.poll(() => emulator.jobs.filter(({ partial }) => !partial)).toHaveLength(1)
  })

  it('P3 that swallows a ticket has not printed it', async () => {
    const emulator = await anEmulator({ swallow: 1 })
    const printer = aPrinter(emulator, { receiptMs: 3_000 })
    await expect(printer.print(ticket, 'А-015')).rejects.toMatchObject({ code: 'no-receipt', begun: true })
    await printer.print(ticket, 'А-015')
    expect(emulator.jobs).toHaveLength(1)
  })

  it('P3 that knows no receipt is believed as far as it answers', async () => {
    const emulator = await anEmulator({ noReceipts: true })
    const printer = aPrinter(emulator)
    await printer.print(ticket, 'А-015')
    expect(printer.state).toMatchObject({ answers: true, trouble: null })
    expect(emulator.jobs).toHaveLength(1)
  })

  it('P1 that takes its bytes slowly is waited for', async () => {
    const emulator = await anEmulator({ bytesPerSecond: 60_000 })
    await aPrinter(emulator, { stallMs: 400 }).print(ticket, 'А-015')
    expect(emulator.jobs).toMatchObject([{ error: null, partial: false }])
  })
})

/** Switched off behind something that still takes its bytes. */
const away: Partial<PrinterFaults> = { silent: true, swallow: 1_000 }
const back: Partial<PrinterFaults> = { silent: false, swallow: 0 }

describe('a printer that has answered and falls silent', () => {
  it.each([
    ['knows receipts', false],
    ['knows none', true],
  ])('P15 in mid-job is away, and is given nothing more until it answers again: one that %s', async (_, noReceipts) => {
    let begun = (): void => undefined
    const emulator = await anEmulator({ noReceipts }, () => begun())
    const printer = aPrinter(emulator, { receiptMs: 5_000 })
    await printer.print(ticket, 'А-015')
    begun = () => {
      begun = () => undefined
      emulator.set(away)
    }
    await expect(printer.print(ticket, 'А-016')).rejects.toMatchObject({
      code: noReceipts ? 'unreachable' : 'no-receipt',
      begun: true,
    })
    expect(printer.state).toMatchObject({ answers: false, trouble: 'unreachable' })
    // the copy is not thrown after it
    await expect(printer.print(ticket, 'А-016')).rejects.toMatchObject({ code: 'unreachable', begun: false })
    expect(await printer.check()).toMatchObject({ trouble: 'unreachable' })
    expect(emulator.jobs).toHaveLength(1)

    emulator.set(back)
    expect(await printer.check()).toEqual({ answers: true, trouble: null, paperLow: false })
    await printer.print(ticket, 'А-016')
    await expect.poll(() => emulator.jobs).toHaveLength(2)
  })

  it('P15 before a job is sent nothing of it, and nothing changes while it is silent', async () => {
    const emulator = await anEmulator()
    const printer = aPrinter(emulator)
    await printer.check()
    emulator.set(away)
    const states = new Set<string | null>()
    const jobs = [1, 2].map((n) => printer.print(ticket, `А-00${n}`))
    for (const job of jobs) {
      await expect(job).rejects.toMatchObject({ code: 'unreachable', begun: false })
      states.add(printer.state.trouble)
    }
    const looking = printer.check()
    const look = setInterval(() => states.add(printer.state.trouble), 5)
    await looking
    clearInterval(look)
    expect([...states]).toEqual(['unreachable'])
    emulator.set(back)
    await printer.print(ticket, 'А-001')
    await expect.poll(() => emulator.jobs).toHaveLength(1)
  })

  it('P15 without receipts and with a full buffer is waited for: it answers when it comes to the question', async () => {
    const emulator = await anEmulator({ noReceipts: true })
    const printer = aPrinter(emulator)
    await printer.check()
    emulator.set({ bytesPerSecond: 20_000 })
    await printer.print(ticket, 'А-015')
    expect(printer.state).toEqual({ answers: true, trouble: null, paperLow: false })
    await expect.poll(() => emulator.jobs).toMatchObject([{ error: null, partial: false }])
  })
})

describe('a printer that answers nothing', () => {
  it('P2 is used, and its state says that nothing is known', async () => {
    const emulator = await anEmulator({ silent: true })
    const printer = openPrinter(`tcp:127.0.0.1:${emulator.port}`)
    await printer.print(ticket, 'А-015')
    expect(printer.state).toEqual({ answers: false, trouble: null, paperLow: false })
    expect(await printer.check()).toEqual({ answers: false, trouble: null, paperLow: false })
    await expect.poll(() => emulator.jobs).toMatchObject([{ error: null }])
  })

  it('P2 is not asked when the setting says so', async () => {
    const emulator = await anEmulator()
    await openPrinter(`tcp:127.0.0.1:${emulator.port}?status=no`).print(ticket, 'А-015')
    await expect.poll(() => emulator.jobs).toHaveLength(1)
    expect(emulator.questions).toBe(0)
  })

  it('P2 is heard when it begins to answer', async () => {
    const emulator = await anEmulator({ silent: true })
    const printer = openPrinter(`tcp:127.0.0.1:${emulator.port}`)
    await printer.check()
    emulator.set({ silent: false, paper: 'out' })
    expect(await printer.check()).toMatchObject({ answers: true, trouble: 'paper-out' })
  })
})

describe('the emulator', () => {
  it('prints what waited for paper, also when the connection is gone', async () => {
    const emulator = await anEmulator({ paper: 'out', silent: true })
    await openPrinter(`tcp:127.0.0.1:${emulator.port}?status=no`)
      .print(ticket, 'А-015')
      .catch(() => undefined)
    expect(emulator.jobs).toEqual([])
    emulator.set({ paper: 'ok' })
    await expect.poll(() => emulator.jobs).toHaveLength(1)
  })

  it('takes no byte of a picture for a question', async () => {
    const emulator = await anEmulator()
    // a picture of 8 × 6 dots whose rows are DLE EOT 1 and GS r 1
    const picture = Uint8Array.of(0x1d, 0x76, 0x30, 0, 1, 0, 6, 0, 0x10, 0x04, 0x01, 0x1d, 0x72, 0x01)
    await aPrinter(emulator).print(picture, 'А-015')
    expect(emulator.questions).toBeGreaterThanOrEqual(8)
    expect(emulator.jobs).toMatchObject([{ error: null }])
  })
})
