import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createMemoryLog, verifyLog } from '@cherha/event-log'
import { expect, test } from 'vitest'
import { openKeyFile } from '../src/secrets/key-file.ts'
import { fingerprint, seal, unseal } from '../src/secrets/sealing.ts'
import { aFolder, at, aVisitor, registerCurrent, startedHub } from './hub-under-test.ts'

const surname = 'Щербаківська'
const phone = '+380671234567'

test('D1 the files of the log hold no readable name and no phone', async () => {
  const office = await startedHub()
  const registered = await office.command(office.token('terminal'), {
    ...registerCurrent(aVisitor(surname)),
    guardian: { phone },
  })
  expect(registered.status).toBe(200)
  await office.hub.close()
  const files = globSync('*', { cwd: office.dataDir }).filter((name) => name.startsWith('office.db'))
  const bytes = files.map((name) => readFileSync(join(office.dataDir, name)))
  expect(Buffer.concat(bytes).includes('registered')).toBe(true)
  for (const secret of [surname, 'Єлизавета', 'Іллівна', phone]) {
    for (const file of bytes) expect(file.includes(secret)).toBe(false)
  }
})

test('D1 the key of each published day is on the disk before its plan is in the log', async () => {
  const dataDir = aFolder()
  const log = createMemoryLog()
  const missing: string[] = []
  const office = await startedHub({
    dataDir,
    openLog: () => ({
      ...log,
      append(records) {
        for (const { event } of records) {
          const date = event.type === 'plan-published' ? String(at(event, 'date')) : null
          const kept: unknown = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8'))
          if (date !== null && at(kept, 'days', date) === undefined) missing.push(date)
        }
        return log.append(records)
      },
    }),
  })
  const days = at((await office.get('/api/days?service=service-1')).body, 'days')
  expect(days).toHaveLength(5)
  expect(missing).toEqual([])
})

test('D1 a box is opened with its own day’s key only, and not when it was changed', () => {
  const keys = openKeyFile(join(aFolder(), 'keys.json'))
  const monday = keys.ensureDay('2026-11-23')
  const tuesday = keys.ensureDay('2026-11-24')
  const person = { surname, givenName: 'Єва', patronymic: null }
  const box = seal(monday, person)
  expect(unseal(monday, box)).toEqual(person)
  expect(unseal(tuesday, box)).toBeNull()
  const changed = Buffer.from(box, 'base64')
  changed.writeUInt8(changed.readUInt8(40) ^ 1, 40)
  expect(unseal(monday, changed.toString('base64'))).toBeNull()
  expect(seal(monday, person)).not.toBe(box)
})

test('D4 the same person, service and day twice is refused, however the name is written', async () => {
  const office = await startedHub()
  const token = office.token('terminal')
  await office.command(token, registerCurrent(aVisitor("Мар'яненко")))
  const again = await office.command(token, registerCurrent(aVisitor('МАРʼЯНЕНКО ')))
  expect([again.status, at(again.body, 'refusal', 'code')]).toEqual([409, 'already-registered'])
  const otherService = await office.command(token, { ...registerCurrent(aVisitor("Мар'яненко")), service: 'service-2' })
  expect(otherService.status).toBe(200)
})

test('D4 the keyed hash of a name is another one on another day', () => {
  const keys = openKeyFile(join(aFolder(), 'keys.json'))
  expect(fingerprint(keys.ensureDay('2026-11-23'), surname)).not.toBe(
    fingerprint(keys.ensureDay('2026-11-24'), surname),
  )
})

test('D5 the same command at two hubs leaves different hashes, and its code in neither log', async () => {
  const body = registerCurrent(aVisitor(surname), { commandId: crypto.randomUUID() })
  const hashes: unknown[] = []
  for (let hub = 0; hub < 2; hub += 1) {
    const office = await startedHub()
    const reply = await office.command(office.token('terminal'), body)
    const auditor = await office.signIn('auditor')
    const log = String((await office.get('/api/log', auditor)).body)
    expect(log).not.toContain(String(at(reply.body, 'result', 'code')))
    const record: unknown = JSON.parse(
      log
        .trim()
        .split('\n')
        .find((line) => line.includes(String(body.commandId))) ?? '{}',
    )
    hashes.push(at(record, 'command', 'hash'))
  }
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(hashes[0]).not.toBe(hashes[1])
})

test('D6 thirty days after the visit day its key is gone, the names with it, and the chain is whole', async () => {
  const log = createMemoryLog()
  const options = { dataDir: aFolder(), openLog: () => ({ ...log, close: () => {} }) }
  const office = await startedHub(options)
  await office.command(office.token('terminal'), registerCurrent(aVisitor(surname)))
  const path = join(office.dataDir, 'keys.json')
  const key = openKeyFile(path).day('2026-11-23')
  const sealed = at(log.read(0, 100).find(({ event }) => event.type === 'registered')?.event, 'sealed', 'box')
  expect(unseal(key ?? Buffer.alloc(32), String(sealed))).toMatchObject({ surname })

  await office.hub.close()
  const dayMs = 24 * 3_600_000
  const last = await startedHub({ ...options, now: office.clock.now().at + 30 * dayMs })
  expect(openKeyFile(path).day('2026-11-23')).not.toBeNull()
  await last.advance(dayMs)
  expect(openKeyFile(path).day('2026-11-23')).toBeNull()
  expect(openKeyFile(path).day('2026-12-24')).not.toBeNull()
  expect(readFileSync(path, 'utf8')).not.toContain(key?.toString('base64'))
  expect(verifyLog(log).ok).toBe(true)
})

test('S8 the data folder and everything in it is for the hub’s own user', async () => {
  const office = await startedHub({ dataDir: join(aFolder(), 'hub') })
  expect(statSync(office.dataDir).mode & 0o077).toBe(0)
  for (const name of globSync('*', { cwd: office.dataDir })) {
    expect([name, statSync(join(office.dataDir, name)).mode & 0o077]).toEqual([name, 0])
  }
})

test('S2 the credentials hold hashes, not tokens or PINs', async () => {
  const office = await startedHub()
  const session = await office.signIn('clerk')
  const secrets = [session, ...office.access.devices.map(({ token }) => token)]
  await office.hub.close()
  const files = globSync('credentials.db*', { cwd: office.dataDir }).map((name) =>
    readFileSync(join(office.dataDir, name)),
  )
  expect(Buffer.concat(files).includes('terminal-1')).toBe(true)
  for (const secret of secrets) for (const file of files) expect(file.includes(secret)).toBe(false)
})
