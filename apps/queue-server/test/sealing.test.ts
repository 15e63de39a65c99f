import { type KeyFile, Vault } from '@cherha/office-hub/core'
import { expect, it } from 'vitest'
import { sealVisitor } from '../src/offices/sealing.ts'
import { digits, monday, named, openOffice, tomorrow } from './support/an-office.ts'
import { HubLog } from './support/hub-log.ts'

/** The hub's own code with the keys the server gave it. */
async function both() {
  const { node } = await openOffice()
  const hub = new HubLog(monday)
  await hub.exchange(node)
  const { office, days } = node.secrets
  const key = (text: string | undefined) => (text === undefined ? null : Buffer.from(text, 'base64'))
  const keys: Pick<KeyFile, 'office' | 'day' | 'ensureDay'> = {
    office: Buffer.from(office, 'base64'),
    day: (date) => key(days[date]),
    ensureDay: (date) => key(days[date]) ?? Buffer.alloc(0),
  }
  return { node, hub, vault: new Vault(keys as KeyFile) }
}

const booking = { date: tomorrow, service: 'permit', time: '09:00', language: 'uk' } as const

it('D1 the hub opens what the server has sealed for the visit day', async () => {
  const { node, hub, vault } = await both()
  await node.book({ ...booking, visitor: { ...named('Коваль'), documentDigits: '4321' } })
  await hub.exchange(node)
  const [ticket] = Object.values(hub.state.days[tomorrow]?.tickets ?? {})
  if (ticket === undefined) throw new Error('no ticket')
  expect(vault.open(tomorrow, ticket.sealed)).toMatchObject({ surname: 'Коваль', documentDigits: '4321' })
})

it('the server’s check-in code is the hub’s', async () => {
  const { node, vault } = await both()
  const booked = await node.book({ ...booking, visitor: digits('4321') })
  if (!booked.ok) throw new Error(booked.refusal.code)
  const { code, number, sold } = booked
  expect(vault.code({ office: '6801', date: tomorrow, number, sold })).toBe(code)
})

it('Q21 the same person has the same fingerprint on both sides', async () => {
  const { node, hub, vault } = await both()
  const person = named('Коваль')
  const key = Buffer.from(node.secrets.days[tomorrow] ?? '', 'base64')
  const here = sealVisitor(key, person, 'permit', tomorrow, (bytes) => Buffer.alloc(bytes, 1))
  expect(vault.seal(hub.state, tomorrow, 'permit', person).fingerprint).toBe(here.fingerprint)
})
