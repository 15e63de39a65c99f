import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderEscPos, rgbaOf, startPrinterEmulator } from '@cherha/ticket-printing'
import jsQR from 'jsqr'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, at, type HubUnderTest, registerCurrent, startedHub } from './hub-under-test.ts'

async function log(office: HubUnderTest): Promise<unknown[]> {
  const text = String((await office.get('/api/log', await office.signIn('auditor'))).body)
  return text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}

function qrOf(bytes: Uint8Array): string | undefined {
  const { raster } = renderEscPos(bytes)
  return jsQR.default(rgbaOf(raster), raster.width, raster.height)?.data
}

async function register(office: HubUnderTest): Promise<{ number: string; code: string; seq: unknown }> {
  const reply = await office.command(office.token('terminal'), registerCurrent())
  expect(reply.status).toBe(200)
  const field = (name: string): unknown => at(reply.body, 'result', name)
  return { number: String(field('ticket')), code: String(field('code')), seq: field('printedSeq') }
}

test('a registration comes out of the printer, its QR says what proves it, and the outcome is an event', async () => {
  const tickets = aFolder()
  const office = await startedHub({ printer: `file:${tickets}` })
  const { number, code } = await register(office)
  await office.hub.printed()
  const [name = ''] = readdirSync(tickets)
  expect(name).toBe(`2026-11-23_${number}_1.bin`)
  expect(qrOf(readFileSync(join(tickets, name)))).toBe(`CHERHA1|6801|2026-11-23|${number}|1|${code}`)
  const reported = (await log(office))
    .map((record) => at(record, 'event'))
    .filter((event) => at(event, 'type') === 'print-reported')
  expect(reported).toEqual([{ type: 'print-reported', date: '2026-11-23', number, status: 'printed', device: 'hub' }])
})

test('printedSeq is the seq of the registration’s event', async () => {
  const office = await startedHub()
  const { number, seq } = await register(office)
  const record = (await log(office)).find((one) => at(one, 'seq') === seq)
  expect(at(record, 'event')).toMatchObject({ type: 'registered', number })
})

test('a command that is sent again is not printed again', async () => {
  const tickets = aFolder()
  const office = await startedHub({ printer: `file:${tickets}` })
  const body = { ...registerCurrent(), commandId: crypto.randomUUID() }
  await office.command(office.token('terminal'), body)
  await office.command(office.token('terminal'), body)
  await office.hub.printed()
  expect(readdirSync(tickets)).toHaveLength(1)
})

test('a reprint comes out with the same code, after a restart as well', async () => {
  const tickets = aFolder()
  const first = await startedHub({ printer: `file:${tickets}` })
  const { number, code } = await register(first)
  await first.hub.close()
  const office = await startedHub({ dataDir: first.dataDir, printer: `file:${tickets}` })
  expect((await office.command(office.token('terminal'), { type: 'reprint', ticket: number, code })).status).toBe(200)
  await office.hub.printed()
  const [original = '', copy = ''] = readdirSync(tickets).sort()
  const [a, b] = [original, copy].map((name) => readFileSync(join(tickets, name)))
  expect(copy).toBe(`2026-11-23_${number}_2.bin`)
  expect(qrOf(b ?? new Uint8Array())).toBe(qrOf(a ?? new Uint8Array()))
  // the copy says that it is one
  expect(b?.equals(a ?? new Uint8Array())).toBe(false)
})

test('S25 a registration stands when the printer’s folder cannot be written, and prints once it can', async () => {
  const blocked = join(aFolder(), 'blocked')
  writeFileSync(blocked, 'a file where the folder should be')
  const office = await startedHub({ printer: `file:${join(blocked, 'tickets')}` })
  const terminal = await office.connect(office.token('terminal'))
  const { number, code } = await register(office)
  await office.hub.printed()
  await office.hub.idle()
  expect(at((await office.get('/health')).body, 'printer')).toBe('failed')
  await expect.poll(() => at(terminal.states.at(-1)?.view, 'printer')).toBe('failed')
  expect(at((await office.get('/api/board')).body, 'next', 0, 'ticket')).toBe(number)
  expect(JSON.stringify(await log(office))).toContain('"status":"failed"')

  rmSync(blocked)
  expect((await office.command(office.token('terminal'), { type: 'reprint', ticket: number, code })).status).toBe(200)
  await office.hub.printed()
  expect(at((await office.get('/health')).body, 'printer')).toBe('ok')
  expect(readdirSync(join(blocked, 'tickets'))).toEqual([`2026-11-23_${number}_1.bin`])
})

test('S25 a network printer that is down fails, and is found again without a ticket', async () => {
  const dir = aFolder()
  const probe = await startPrinterEmulator({ port: 0, dir })
  await probe.close()
  const office = await startedHub({ printer: `tcp:127.0.0.1:${probe.port}` })
  await register(office)
  await office.hub.printed()
  expect(at((await office.get('/health')).body, 'printer')).toBe('failed')
  const printer = await startPrinterEmulator({ port: probe.port, dir })
  onTestFinished(() => printer.close())
  await office.advance(10_000)
  await expect.poll(async () => at((await office.get('/health')).body, 'printer')).toBe('ok')
})

test('without a printer of its own the hub says none, and a device reports what it printed', async () => {
  const office = await startedHub()
  const { number } = await register(office)
  const report = { type: 'print-report', ticket: number, status: 'unconfirmed' } as const
  expect((await office.command(office.token('terminal'), report)).status).toBe(200)
  expect(at((await office.get('/health')).body, 'printer')).toBe('none')
  expect(JSON.stringify(await log(office))).toContain('"device":"terminal-1"')
})
