import { connectorKeys } from '@cherha/shared/workflow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { objectingDigits } from '../src/behaviour.ts'
import { readFault } from '../src/faults.ts'
import { type RegistrySimulator, startRegistrySimulator } from '../src/index.ts'

let simulator: RegistrySimulator

beforeEach(async () => {
  simulator = await startRegistrySimulator({ port: 0 })
})
afterEach(() => simulator.close())

type System = keyof RegistrySimulator['systems']
const headers = { 'x-road-client': 'UA-TEST/GOV/1/cherha', 'content-type': 'application/json' }
const at = (system: System, path: string) => `${simulator.systems[system]}/r1/UA-TEST/GOV/2/systems/${path}`

async function ask(system: System, service: string, id: string, body: unknown) {
  const response = await fetch(at(system, service), {
    method: 'POST',
    headers: { ...headers, 'x-road-id': id, 'x-road-issue': '4801-004-000001' },
    body: JSON.stringify(body),
  })
  return { status: response.status, said: await response.json() }
}

async function look(system: System, id: string) {
  const response = await fetch(at(system, `answers/${id}`), { headers: { ...headers, 'x-road-id': 'look' } })
  return { status: response.status, said: await response.json() }
}

const about = (number: string) => ({ person: { documentNumber: number } })

describe('a played system', () => {
  it('answers a look-up at once and a letter later', async () => {
    expect((await ask('debtors', 'inquiries', '1', about('AB 100'))).said).toEqual({
      id: '1',
      state: 'answered',
      result: 'confirmed',
    })
    expect((await ask('state-body', 'inquiries', '2', about('AB 100'))).said).toEqual({ id: '2', state: 'received' })
    expect((await look('state-body', '2')).said).toEqual({ id: '2', state: 'answered', result: 'confirmed' })
  })

  it.each(connectorKeys.filter((key) => key !== 'check' && key !== 'printing-works'))(
    'objects to documents by their last two digits: %s',
    async (system) => {
      await ask(system, 'inquiries', '1', about(`AB 12${objectingDigits[system]}`))
      expect((await look(system, '1')).said).toMatchObject({ state: 'answered', result: 'not-confirmed' })
    },
  )

  it('knows receipts, registers applications, makes cards', async () => {
    expect((await ask('check', 'receipts', '1', { receipt: 'R-99' })).said).toMatchObject({ result: 'not-confirmed' })
    expect((await ask('register', 'applications', '2', about('1'))).said).toMatchObject({ state: 'registered' })
    expect((await ask('register', 'applications', '3', about('55'))).said).toMatchObject({ state: 'returned' })
    expect((await ask('printing-works', 'orders', '4', about('1'))).said).toMatchObject({ state: 'accepted' })
    expect((await look('printing-works', '4')).said).toMatchObject({ state: 'delivered' })
    expect((await ask('printing-works', 'orders', '5', about('88'))).said).toMatchObject({ state: 'returned' })
  })

  it('does the same work once, and gives it the same number', async () => {
    const first = await ask('register', 'applications', '1', about('1'))
    expect(await ask('register', 'applications', '1', about('1'))).toEqual(first)
    expect(simulator.works('register')).toBe(1)
    expect(simulator.received('register')).toHaveLength(2)
  })

  it('takes nothing that is not in the convention, and says so', async () => {
    expect((await fetch(`${simulator.systems.border}/`)).status).toBe(400)
    expect((await fetch(at('border', 'inquiries'), { method: 'POST', headers, body: '{}' })).status).toBe(400)
    expect((await ask('border', 'orders', '1', {})).status).toBe(404)
    expect((await look('border', 'unknown')).status).toBe(404)
  })

  it('fails as ordered, and so often', async () => {
    const order = await fetch(`${simulator.url}/simulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ system: 'border', fault: 'error', count: 1 }),
    })
    expect(order.status).toBe(200)
    expect((await ask('border', 'inquiries', '1', about('1'))).status).toBe(500)
    expect((await ask('border', 'inquiries', '1', about('1'))).status).toBe(200)
  })

  it('is dead with its port closed, and comes back at the same one', async () => {
    const { border } = simulator.systems
    await simulator.order({ system: 'border', fault: 'dead' })
    await expect(fetch(border)).rejects.toThrow('fetch failed')
    await simulator.order({ system: 'border', fault: 'none' })
    expect((await fetch(border)).status).toBe(400)
  })

  it('refuses an order that is none', async () => {
    for (const body of ['{"system":"moon","fault":"dead"}', '{"system":"border","fault":"sleepy"}', '[]']) {
      const answer = await fetch(`${simulator.url}/simulator/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(answer.status).toBe(400)
    }
  })
})

describe('the simulator’s page', () => {
  it('shows what arrived, as text', async () => {
    await ask('border', 'inquiries', '1', { person: { documentNumber: '<script>alert(1)</script>' } })
    const html = await (await fetch(simulator.url)).text()
    expect(html).toContain('4801-004-000001')
    expect(html).not.toContain('<script>')
    const { received } = await (await fetch(`${simulator.url}/simulator/received`)).json()
    expect(received).toHaveLength(1)
  })
})

describe('a fault on the command line', () => {
  it.each([
    ['border=dead', { system: 'border', fault: 'dead', ms: 2_000 }],
    ['register=delay:500', { system: 'register', fault: 'delay', ms: 500 }],
    ['mail=error*3', { system: 'mail', fault: 'error', ms: 2_000, count: 3 }],
    ['moon=dead', null],
    ['border', null],
    ['border=dead=twice', null],
  ])('%s', (text, read) => {
    expect(readFault(text)).toEqual(read)
  })
})
