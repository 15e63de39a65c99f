import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startRegistrySimulator } from '@cherha/registry-simulator'
import { describe, expect, it } from 'vitest'
import { Outside } from '../../src/connectors/outside.ts'
import { openDatabase } from '../../src/store/database.ts'
import { systemClock } from '../../src/server/system-clock.ts'
import { CutDatabase } from '../support/cut-database.ts'
import { quiet, withDatabase } from '../support/database.ts'
import { anOrder, aRegistration, configFor, FakeCases, fastTimes, until, withOutside } from './support.ts'

const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url))

describe('a server that is killed between the answer and the case', () => {
  const databases = withDatabase()

  it('has the answer told once by its next start, and the registry has the work once', async () => {
    const url = await databases.freshUrl()
    const simulator = await startRegistrySimulator({ port: 0 })
    const database = await openDatabase({ url, dataDir: '', log: quiet })
    const cases = new FakeCases()
    const parts = { pool: database.pool, clock: systemClock(), logger: quiet, times: fastTimes }
    const job = aRegistration()
    const before = await Outside.start({ ...parts, config: null })
    await before.enqueue(database.db, [job])
    await before.close()

    const killed = spawn(process.execPath, [child, url, simulator.systems.register], { stdio: 'ignore' })
    const [, signal] = await once(killed, 'exit')
    expect(signal).toBe('SIGKILL')
    expect(simulator.received('register')).toHaveLength(1)

    const after = await Outside.start({ ...parts, config: configFor(simulator), cases })
    await until(() => cases.told.length > 0)
    await until(async () => (await after.state()).every(({ queue }) => queue === 0))
    expect(simulator.received('register').map(({ id }) => id)).toEqual([job.key, job.key])
    expect(simulator.works('register')).toBe(1)
    expect(cases.told).toHaveLength(1)
    await after.close()
    await simulator.close()
    await database.close()
  })
})

describe('a server that is stopped', () => {
  const { of } = withOutside()

  it('in the middle of a request goes on with it at its next start', async () => {
    await of.simulator.order({ system: 'register', fault: 'hang', count: 1 })
    const first = await of.start({ times: { ...fastTimes, limits: { connectMs: 1_000, answerMs: 60_000 } } })
    const job = aRegistration()
    await of.send(first, job)
    await until(() => of.simulator.received('register').length === 1)
    await first.close()
    expect(of.cases.told).toEqual([])
    const second = await of.start()
    await of.idle(second)
    expect(of.simulator.received('register').map(({ id }) => id)).toEqual([job.key, job.key])
    expect(of.cases.told).toHaveLength(1)
  })

  it('while a card is made learns of its delivery afterwards', async () => {
    const first = await of.start()
    const job = anOrder()
    await of.send(first, job)
    await until(() => of.cases.told.length === 1)
    await first.close()
    const second = await of.start()
    await of.idle(second)
    expect(of.cases.told.map(({ command }) => command.type)).toEqual(['confirm-awaited', 'card-delivered'])
    expect(of.simulator.works('printing-works')).toBe(1)
  })

  it('may be closed twice', async () => {
    const outside = await of.start()
    await outside.close()
    await outside.close()
  })
})

describe('a database that is away for a while', () => {
  const { of } = withOutside()

  it('loses no work and has none done twice', async () => {
    const wire = await CutDatabase.before(of.database)
    const database = await openDatabase({ url: wire.url, dataDir: '', log: quiet })
    const outside = await of.start({ pool: database.pool })
    const jobs = Array.from({ length: 20 }, () => aRegistration())
    let cut = false
    // the answer is there, its job cannot be settled any more
    of.cases.before = () => {
      if (cut || of.cases.told.length < 8) return
      cut = true
      wire.cut()
    }
    await of.send(outside, ...jobs)
    await until(() => cut)
    await expect(outside.state()).rejects.toThrow(/./)
    wire.heal()
    await until(() => of.cases.told.length === 20)
    await until(async () => (await outside.state()).every(({ queue }) => queue === 0))
    expect(of.simulator.works('register')).toBe(20)
    expect(of.cases.told.map((told) => told.case).sort()).toEqual(jobs.map((job) => job.case).sort())
    await outside.close()
    await database.close()
    await wire.close()
  })
})
