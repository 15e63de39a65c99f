import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openSqliteLog } from '@cherha/event-log'
import { anOffice } from '@cherha/testing'
import { renderEscPos, rgbaOf, startPrinterEmulator } from '@cherha/ticket-printing'
import jsQR from 'jsqr'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, at, aVisitor, registerCurrent, startedHub } from './hub-under-test.ts'

const cli = fileURLToPath(new URL('../../testing/src/hub-test-cli.ts', import.meta.url))

interface HubProcess {
  readonly process: ChildProcess
  readonly url: string
  readonly terminal: string
}

async function hubProcess(folder: string, printer: string): Promise<HubProcess> {
  const config = join(folder, 'office.json')
  writeFileSync(config, JSON.stringify(anOffice().config()))
  const args = ['--config', config, '--data', join(folder, 'data'), '--port', '0', '--printer', printer]
  const child = spawn(process.execPath, [cli, ...args, '--now', '2026-11-23T07:00:00Z', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const ready: unknown = JSON.parse(String(line))
  const terminal = (at(ready, 'devices') as unknown[]).find((device) => at(device, 'role') === 'terminal')
  return { process: child, url: String(at(ready, 'hub')), terminal: String(at(terminal, 'token')) }
}

async function register({ url, terminal }: HubProcess, surname: string): Promise<string> {
  const answer = await fetch(`${url}/api/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${terminal}`, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: randomUUID(), ...registerCurrent(aVisitor(surname)) }),
  })
  expect(answer.status).toBe(200)
  return String(at(await answer.json(), 'result', 'ticket'))
}

/** Jobs as the terminal is told of them. */
async function jobsSeen({ url, terminal }: HubProcess): Promise<unknown> {
  const socket = io(url, { transports: ['websocket'], auth: { token: terminal }, forceNew: true, reconnection: false })
  const [state]: unknown[] = await once(socket as never, 'state')
  socket.close()
  return at(state, 'view', 'printing', 'jobs')
}

/** How the log says the printing of each ticket ended. */
function outcomes(folder: string): unknown[] {
  const log = openSqliteLog(join(folder, 'data', 'office.db'))
  const events = log.read(0, 1_000).map(({ event }) => event)
  log.close()
  return events
    .filter(({ type }) => type === 'print-reported')
    .map((event) => [at(event, 'number'), at(event, 'status')])
}

test('P14 killed in the middle of a job, the hub says of the ticket that it is unconfirmed, and of the one before that it is printed', async () => {
  const folder = aFolder()
  let begun = (): void => undefined
  const printer = await startPrinterEmulator({
    port: 0,
    dir: join(folder, 'paper'),
    draws: false,
    onFirstByte: () => begun(),
  })
  onTestFinished(() => printer.close())
  const setting = `tcp:127.0.0.1:${printer.port}`
  const first = await hubProcess(folder, setting)
  const whole = await register(first, 'Перша')
  await expect.poll(() => printer.jobs.length).toBe(1)
  await expect.poll(() => jobsSeen(first)).toMatchObject([{ ticket: whole, status: 'printed' }])

  printer.set({ bytesPerSecond: 20_000 })
  const inTheMiddle = new Promise<void>((resolve) => {
    begun = resolve
  })
  const cut = await register(first, 'Друга')
  await inTheMiddle
  first.process.kill('SIGKILL')
  await once(first.process, 'exit')
  expect(outcomes(folder)).toEqual([[whole, 'printed']])

  printer.set({ bytesPerSecond: null })
  const second = await hubProcess(folder, setting)
  const date = '2026-11-23'
  expect(await jobsSeen(second)).toEqual([
    { ticket: whole, date, status: 'printed' },
    { ticket: cut, date, status: 'unconfirmed' },
  ])
  second.process.kill('SIGTERM')
  await once(second.process, 'exit')
  // what was on its way comes out, and nothing by itself after it: nobody asked
  await expect.poll(() => printer.jobs.length).toBe(2)
  expect(outcomes(folder)).toEqual([
    [whole, 'printed'],
    [cut, 'unconfirmed'],
  ])

  // it is told once: the log has it now
  const third = await hubProcess(folder, setting)
  expect(await jobsSeen(third)).toMatchObject([{ status: 'printed' }, { status: 'unconfirmed' }])
  third.process.kill('SIGTERM')
  await once(third.process, 'exit')
  expect(outcomes(folder)).toHaveLength(2)
  expect(printer.jobs).toHaveLength(2)
})

test('P16 killed in the middle of a picture, the hub brings the printer back to a beginning: the next ticket is whole', async () => {
  const folder = aFolder()
  let begun = (): void => undefined
  const printer = await startPrinterEmulator({
    port: 0,
    dir: join(folder, 'paper'),
    faults: { bytesPerSecond: 20_000 },
    onFirstByte: () => begun(),
  })
  onTestFinished(() => printer.close())
  const setting = `tcp:127.0.0.1:${printer.port}`
  const first = await hubProcess(folder, setting)
  const inTheMiddle = new Promise<void>((resolve) => {
    begun = resolve
  })
  await register(first, 'Перша')
  await inTheMiddle
  // it notices nothing of the end of its line, so that the log does not say what became of the ticket
  first.process.kill('SIGSTOP')
  printer.set({ dropAfter: 10_000 })
  await expect.poll(() => printer.jobs).toMatchObject([{ partial: true }])
  first.process.kill('SIGKILL')
  await once(first.process, 'exit')
  expect(outcomes(folder)).toEqual([])

  printer.set({ bytesPerSecond: null })
  const second = await hubProcess(folder, setting)
  const whole = await register(second, 'Друга')
  await expect.poll(async () => at(await jobsSeen(second), 1)).toMatchObject({ ticket: whole, status: 'printed' })
  // what the old picture lacked comes out before it
  const { bin, error } = printer.jobs.at(-1) ?? expect.fail('no job')
  expect(error).toBeNull()
  const { raster } = renderEscPos(readFileSync(bin))
  expect(jsQR.default(rgbaOf(raster), raster.width, raster.height)?.data).toMatch(/^CHERHA1\|/)
})

test('P14 a hub without a printer of its own says nothing of papers after a restart', async () => {
  const office = await startedHub()
  await office.command(office.token('terminal'), registerCurrent())
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir })
  const terminal = await again.connect(again.token('terminal'))
  expect(at(terminal.states.at(-1)?.view, 'printing')).toBeUndefined()
})
