import { startPrinterEmulator, type PrinterEmulator } from '@cherha/ticket-printing'
import { anOffice } from '@cherha/testing'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, at, type HubUnderTest, type Reply, startedHub } from './hub-under-test.ts'

async function withSheets(): Promise<{ office: HubUnderTest; printer: PrinterEmulator }> {
  const printer = await startPrinterEmulator({ port: 0, dir: aFolder() })
  onTestFinished(() => printer.close())
  const plain = anOffice().config()
  const [first, ...others] = plain.services
  if (first === undefined) throw new Error('an office without services')
  const config = { ...plain, services: [{ ...first, card: '003' }, ...others] }
  const office = await startedHub({ config, printer: `tcp:127.0.0.1:${printer.port}?text=cp1251@46` })
  return { office, printer }
}

const ask = (office: HubUnderTest, body: unknown, token = office.token('terminal')): Promise<Reply> =>
  office.request('POST', '/api/print-sheet', { token, body })

test('P11 the documents to bring and the fees come out as the information card has them', async () => {
  const { office, printer } = await withSheets()
  for (const sheet of ['documents', 'fees']) {
    expect(await ask(office, { service: 'service-1', sheet, language: 'uk' })).toMatchObject({
      status: 202,
      body: { ok: true },
    })
  }
  await office.hub.printed()
  const [documents = '', fees = ''] = printer.jobs.map(({ text }) => text.replaceAll('\n', ' '))
  expect(documents).toContain('Документи, які треба принести')
  expect(documents).toMatch(/паспорт/iu)
  expect(fees).toContain('Державне мито (2 неоподатковувані мінімуми): 34 грн')
  expect(fees).toContain('Сплата вартості адміністративної послуги: 517,00 грн')
  expect(fees).toContain('UA66 8201 7203 5515 9001 0000 7961 6')
  expect(fees).toContain('Отримувач')
})

test('P11 a sheet in English is in English, and nothing of it is in the log', async () => {
  const { office, printer } = await withSheets()
  await ask(office, { service: 'service-1', sheet: 'fees', language: 'en' })
  await office.hub.printed()
  expect(printer.jobs[0]?.text).toContain('Paying for the service')
  const log = String((await office.get('/api/log', await office.signIn('auditor'))).body)
  expect(log).not.toMatch(/sheet|print-reported/)
})

test('P11 sheets are limited, so that nobody empties the roll', async () => {
  const { office, printer } = await withSheets()
  const replies: Reply[] = []
  for (let i = 0; i < 6; i++) replies.push(await ask(office, { service: 'service-1', sheet: 'fees', language: 'uk' }))
  expect(replies.filter(({ status }) => status === 202).length).toBeLessThanOrEqual(3)
  expect(replies.at(-1)).toMatchObject({ status: 429 })
  expect(replies.at(-1)?.headers.get('retry-after')).not.toBeNull()
  await office.hub.printed()
  expect(printer.jobs.length).toBeLessThanOrEqual(3)
})

test('P11 what cannot be printed is refused with a reason', async () => {
  const { office, printer } = await withSheets()
  const asked = { service: 'service-1', sheet: 'fees', language: 'uk' }
  expect((await ask(office, asked, office.token('display'))).status).toBe(403)
  expect((await office.request('POST', '/api/print-sheet', { body: asked })).status).toBe(401)
  expect((await ask(office, { ...asked, sheet: 'poster' })).status).toBe(400)
  expect(at((await ask(office, { ...asked, service: 'unknown' })).body, 'error', 'code')).toBe('unknown-service')
  const without = await ask(office, { ...asked, service: 'service-2' })
  expect(without.status).toBe(404)
  printer.set({ paper: 'out' })
  await expect
    .poll(async () => {
      await office.advance(10_000)
      return (await ask(office, asked)).status
    })
    .toBe(503)
  expect(at((await ask(office, asked)).body, 'error', 'text', 'uk')).toContain('немає паперу')
})
