import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startSmsSimulator } from '@cherha/sms-simulator'
import { describe, expect, it } from 'vitest'
import { openSmsOutbox } from '../../src/sms/outbox.ts'
import { systemClock } from '../../src/server/system-clock.ts'
import { openDatabase } from '../../src/store/database.ts'
import { quiet, withDatabase } from '../support/database.ts'
import { anSms, httpOf, smppOf, until } from './support.ts'
import { fastTimes } from './times.ts'

const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url))

describe('a server that is killed between the database and the gateway', () => {
  const databases = withDatabase()

  it.concurrent.each([
    ['before the gateway has the message', 'before', 'smpp', 1],
    ['before the gateway has the message', 'before', 'http', 1],
    // SMPP knows no repetition: the answer was lost
    ['after the gateway has taken it', 'after', 'smpp', 2],
    ['after the gateway has taken it', 'after', 'http', 1],
  ] as const)('B29 %s (%s, %s) has it sent by its next start', async (_name, moment, way, times) => {
    const url = await databases.freshUrl()
    const simulator = await startSmsSimulator({ port: 0 })
    const database = await openDatabase({ url, dataDir: '', log: quiet })
    const parts = { pool: database.pool, clock: systemClock(), logger: quiet, times: fastTimes }
    const before = await openSmsOutbox({ ...parts, gateway: null })
    const sms = anSms()
    await before.enqueue(null, [sms])
    await before.close()

    const place = way === 'http' ? simulator.http.url : String(simulator.smpp.port)
    const killed = spawn(process.execPath, [child, url, moment, place], { stdio: 'ignore' })
    const [, signal] = await once(killed, 'exit')
    expect(signal).toBe('SIGKILL')
    expect(simulator.messages()).toHaveLength(moment === 'after' ? 1 : 0)

    const settled: unknown[] = []
    const gateway = way === 'http' ? httpOf(simulator) : smppOf(simulator)
    const after = await openSmsOutbox({ ...parts, gateway })
    after.onSettled((one) => settled.push(one))
    await until(() => settled.length === 1)
    expect(settled).toEqual([{ id: sms.id, kind: 'code', sent: true }])
    expect(simulator.messages().map(({ text }) => text)).toEqual(Array.from({ length: times }, () => sms.text))
    await after.close()
    await simulator.close()
    await database.close()
  })
})
