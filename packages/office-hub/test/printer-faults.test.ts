import { readFileSync } from 'node:fs'
import { renderEscPos, rgbaOf, startPrinterEmulator, type PrinterEmulator } from '@cherha/ticket-printing'
import jsQR from 'jsqr'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, at, aVisitor, type HubUnderTest, registerCurrent, type Reply, startedHub } from './hub-under-test.ts'

type Faults = PrinterEmulator['faults']
/** A busy computer takes its time for the first ticket. */
const patient = { timeout: 60_000 }

/** A hub that prints letters to an emulated network printer. */
async function anOffice(
  faults: Partial<Faults> = {},
  options = '?text=cp1251@46',
  onFirstByte: () => void = () => undefined,
): Promise<{ office: HubUnderTest; printer: PrinterEmulator }> {
  const printer = await startPrinterEmulator({ port: 0, dir: aFolder(), faults, onFirstByte })
  onTestFinished(() => printer.close())
  const office = await startedHub({ printer: `tcp:127.0.0.1:${printer.port}${options}` })
  await expect.poll(async () => at((await health(office)).body, 'printing', 'answers'), patient).toBe(true)
  return { office, printer }
}

const health = (office: HubUnderTest): Promise<Reply> => office.get('/health')
const register = (office: HubUnderTest, surname = 'Їжакевич'): Promise<Reply> =>
  office.command(office.token('terminal'), registerCurrent(aVisitor(surname)))
const numberOf = (reply: Reply): string => String(at(reply.body, 'result', 'ticket'))

/** How the log says the printing of a ticket ended, one word for each time. */
async function outcomes(office: HubUnderTest, number: string): Promise<unknown[]> {
  const text = String((await office.get('/api/log', await office.signIn('auditor'))).body)
  return text
    .trim()
    .split('\n')
    .map((line): unknown => at(JSON.parse(line), 'event'))
    .filter((event) => at(event, 'type') === 'print-reported' && at(event, 'number') === number)
    .map((event) => at(event, 'status'))
}

async function registrations(office: HubUnderTest): Promise<number> {
  const text = String((await office.get('/api/log', await office.signIn('auditor'))).body)
  return text.split('"type":"registered"').length - 1
}

/** Time passes until the job of a ticket is there, or the test gives up. */
async function until(office: HubUnderTest, check: () => unknown): Promise<void> {
  for (let i = 0; i < 40 && check() !== true; i++) {
    await office.advance(1_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(check()).toBe(true)
}

test('P4 a job is told to the terminal as number and state, from queued to printed, and never as bytes', async () => {
  const { office } = await anOffice()
  const terminal = await office.connect(office.token('terminal'))
  const number = numberOf(await register(office))
  const job = (status: string) => ({ ticket: number, date: '2026-11-23', status })
  await expect.poll(() => at(terminal.states.at(-1)?.view, 'printing', 'jobs'), patient).toEqual([job('printed')])
  const seen = terminal.states.flatMap(({ view }) => at(view, 'printing', 'jobs', 0, 'status') ?? [])
  expect(['queued', 'printing', 'printed']).toEqual(expect.arrayContaining(seen))
  expect(terminal.traffic.join('')).not.toMatch(/Їжакевич|bytes/u)
})

test('P7 P8 a terminal registers nobody while there is no paper, says why, and goes on by itself', async () => {
  const { office, printer } = await anOffice({ paper: 'out' })
  const terminal = await office.connect(office.token('terminal'))
  await expect.poll(() => at(terminal.states.at(-1)?.view, 'printing', 'trouble')).toBe('paper-out')
  const refused = await register(office)
  expect(refused.status).toBe(409)
  expect(at(refused.body, 'refusal', 'code')).toBe('printer-stopped')
  expect(at(refused.body, 'refusal', 'message', 'uk')).toContain('немає паперу')
  expect(await registrations(office)).toBe(0)
  expect(at((await health(office)).body, 'printer')).toBe('failed')

  printer.set({ paper: 'low' })
  await until(office, () => at(terminal.states.at(-1)?.view, 'printing', 'trouble') === null)
  expect(at(terminal.states.at(-1)?.view, 'printing', 'paperLow')).toBe(true)
  expect(at(terminal.states.at(-1)?.view, 'printer')).toBe('ok')
  expect((await register(office)).status).toBe(200)
})

test('P7 a registration sent again after the paper ended gets its first answer', async () => {
  const { office, printer } = await anOffice()
  const body = { ...registerCurrent(), commandId: crypto.randomUUID() }
  const first = await office.command(office.token('terminal'), body)
  await office.hub.printed()
  printer.set({ paper: 'out' })
  await expect
    .poll(async () => {
      await office.advance(10_000)
      return at((await health(office)).body, 'printing', 'trouble')
    })
    .toBe('paper-out')
  const again = await office.command(office.token('terminal'), body)
  expect(again).toMatchObject({ status: 200, body: first.body })
})

test('P6 a ticket whose paper ended in the middle comes once more with its number, as a copy, and nobody else is registered meanwhile', async () => {
  const { office, printer } = await anOffice({ paperOutAfter: 300 })
  const number = numberOf(await register(office))
  await office.hub.printed()
  expect((await register(office, 'Ґалаґан')).status).toBe(409)
  expect(await outcomes(office, number)).toEqual(['unconfirmed'])
  printer.set({ paper: 'ok' })
  // what was in the printer's buffer comes out too: the copy says which of them is one
  await until(office, () => printer.jobs.length === 2)
  await office.hub.printed()
  await office.hub.idle()
  expect(printer.jobs.map(({ text }) => text.includes(number))).toEqual([true, true])
  expect(printer.jobs.map(({ text }) => text.includes('КОПІЯ'))).toEqual([false, true])
  expect(await outcomes(office, number)).toEqual(['unconfirmed', 'printed'])
  expect(await registrations(office)).toBe(1)
})

test('P6 a ticket whose connection broke off comes once more, as a copy, with the code that proves it', async () => {
  const { office, printer } = await anOffice({ dropAfter: 5_000 }, '')
  const reply = await register(office)
  const [number, code] = [numberOf(reply), String(at(reply.body, 'result', 'code'))]
  await office.hub.printed()
  await until(office, () => printer.jobs.some(({ partial }) => !partial))
  await office.hub.printed()
  await office.hub.idle()
  const whole = printer.jobs.filter(({ partial }) => !partial)
  expect(whole).toHaveLength(1)
  const { raster } = renderEscPos(readFileSync(whole[0]?.bin ?? ''))
  expect(jsQR.default(rgbaOf(raster), raster.width, raster.height)?.data).toBe(
    `CHERHA1|6801|2026-11-23|${number}|1|${code}`,
  )
  expect(await outcomes(office, number)).toEqual(['unconfirmed', 'printed'])
  expect(await registrations(office)).toBe(1)
})

test('P6 a ticket that breaks off twice is not printed a third time by itself', async () => {
  const { office, printer } = await anOffice({ dropAfter: 300 })
  const number = numberOf(await register(office))
  await office.hub.printed()
  printer.set({ dropAfter: 300 })
  await until(office, () => printer.jobs.length === 2)
  await office.hub.printed()
  await office.advance(30_000)
  await office.hub.printed()
  await office.hub.idle()
  expect(printer.jobs).toHaveLength(2)
  expect(await outcomes(office, number)).toEqual(['unconfirmed', 'unconfirmed'])
})

test('P5 a ticket nothing of which came out is printed by itself within a minute, and not later', async () => {
  const dir = aFolder()
  const probe = await startPrinterEmulator({ port: 0, dir })
  await probe.close()
  const office = await startedHub({ printer: `tcp:127.0.0.1:${probe.port}?text=cp1251@46` })
  const late = numberOf(await register(office))
  await office.hub.printed()
  await office.advance(50_000)
  const soon = numberOf(await register(office, 'Ґалаґан'))
  await office.hub.printed()
  await office.advance(11_000)
  const printer = await startPrinterEmulator({ port: probe.port, dir })
  onTestFinished(() => printer.close())
  await until(office, () => printer.jobs.length === 1)
  await office.advance(20_000)
  await office.hub.printed()
  expect(printer.jobs).toHaveLength(1)
  expect(printer.jobs[0]?.text).toContain(soon)
  expect(printer.jobs[0]?.text).not.toContain('КОПІЯ')
  expect(await outcomes(office, late)).toEqual(['failed'])
  expect(await outcomes(office, soon)).toEqual(['failed', 'printed'])
})

test('P5 a ticket somebody asks for is not printed a second time by itself', async () => {
  const dir = aFolder()
  const probe = await startPrinterEmulator({ port: 0, dir })
  await probe.close()
  const office = await startedHub({ printer: `tcp:127.0.0.1:${probe.port}?text=cp1251@46` })
  const reply = await register(office)
  await office.hub.printed()
  const printer = await startPrinterEmulator({ port: probe.port, dir })
  onTestFinished(() => printer.close())
  const code = String(at(reply.body, 'result', 'code'))
  await office.command(office.token('terminal'), { type: 'reprint', ticket: numberOf(reply), code })
  await office.hub.printed()
  await office.advance(20_000)
  await office.hub.printed()
  expect(printer.jobs).toHaveLength(1)
})

test('P3 P6 a ticket the printer has swallowed is printed once more', async () => {
  const { office, printer } = await anOffice({ swallow: 1 })
  const number = numberOf(await register(office))
  await office.hub.printed()
  await until(office, () => printer.jobs.length === 1)
  await office.hub.printed()
  await office.hub.idle()
  expect(printer.jobs[0]?.text).toContain(number)
  expect(await outcomes(office, number)).toEqual(['unconfirmed', 'printed'])
})

test('P15 a printer that falls silent is away for everybody, and the copy waits until it answers', async () => {
  let begun = (): void => undefined
  const { office, printer } = await anOffice({}, undefined, () => begun())
  const terminal = await office.connect(office.token('terminal'))
  begun = () => {
    begun = () => undefined
    printer.set({ silent: true, swallow: 1_000 })
  }
  const number = numberOf(await register(office))
  await office.hub.printed()
  // it is looked at again and again: that its line opens makes it neither well nor a taker of the copy
  for (let beat = 0; beat < 6; beat++) {
    await office.advance(1_000)
    await office.hub.printed()
    expect(at((await health(office)).body, 'printing')).toMatchObject({ answers: false, trouble: 'unreachable' })
  }
  expect(at((await health(office)).body, 'printer')).toBe('failed')
  expect(at(terminal.states.at(-1)?.view, 'printing', 'trouble')).toBe('unreachable')
  await office.hub.idle()
  expect(await outcomes(office, number)).toEqual(['unconfirmed'])
  expect(printer.jobs).toHaveLength(0)

  printer.set({ silent: false, swallow: 0 })
  await until(office, () => printer.jobs.length === 1)
  await office.hub.printed()
  await office.hub.idle()
  expect(printer.jobs[0]?.text).toContain(number)
  expect(printer.jobs[0]?.text).toContain('КОПІЯ')
  expect(await outcomes(office, number)).toEqual(['unconfirmed', 'printed'])
  expect(at((await health(office)).body, 'printer')).toBe('ok')
})

test('P2 a printer that answers nothing prints, and everybody is told that nothing is known', async () => {
  const printer = await startPrinterEmulator({ port: 0, dir: aFolder(), faults: { silent: true } })
  onTestFinished(() => printer.close())
  const office = await startedHub({ printer: `tcp:127.0.0.1:${printer.port}` })
  const number = numberOf(await register(office))
  await office.hub.printed()
  await office.hub.idle()
  expect(await outcomes(office, number)).toEqual(['printed'])
  expect(at((await health(office)).body, 'printing')).toEqual({ answers: false, trouble: null, paperLow: false })
})

test('P8 a desk is told of the printer, and of the paper of its own ticket only', async () => {
  const { office, printer } = await anOffice()
  const session = await office.signIn('clerk')
  await register(office)
  await office.hub.printed()
  printer.set({ cover: 'open' })
  await expect
    .poll(async () => {
      await office.advance(10_000)
      return at((await office.get('/api/desk', session)).body, 'printing')
    })
    .toEqual({ answers: true, trouble: 'cover-open', paperLow: false, jobs: [] })
})
