import { join } from 'node:path'
import { decide, evolve, initialState, type QueueCommand, type QueueState } from '@cherha/shared/queue'
import { anOffice } from '@cherha/testing'
import { planDay } from '@cherha/shared/calendar'
import { expect, test } from 'vitest'
import { ProofReader } from '../src/gateway/proof.ts'
import { checkInCode } from '../src/secrets/check-in-code.ts'
import { openKeyFile } from '../src/secrets/key-file.ts'
import { unseal } from '../src/secrets/sealing.ts'
import { Vault } from '../src/secrets/vault.ts'
import { aFolder, at, startedHub } from './hub-under-test.ts'

const date = '2026-11-23'
/** Every third place is the queue server's, and no server is there. */
const config = {
  ...anOffice().config(),
  quotas: { online: 1, terminal: 1, current: 1 },
  channels: { online: true, terminal: true },
}

interface PlanPlace {
  readonly number: string
  readonly time: string
  readonly channel: string
}

async function cutOff() {
  const office = await startedHub({ config })
  const token = office.token('terminal')
  const plan = await office.get(`/api/plan?date=${date}`, await office.signIn('lead'))
  const places = (at(plan.body, 'places') as readonly PlanPlace[]).filter(({ channel }) => channel === 'online')
  const place = places.at(-1) ?? expect.fail('no online place')
  const checkIn = (more: { time?: string; documentDigits?: string; code?: string; ticket?: string }) =>
    office.command(token, { type: 'check-in', ticket: place.number, language: 'en', ...more })
  const key = openKeyFile(join(office.dataDir, 'keys.json')).office
  const code = (sold = 1) => checkInCode(key, { office: config.code, date, number: place.number, sold })
  return { office, place, places, checkIn, code }
}

test('Q26 a booking the hub does not know is claimed by number, time and digits over the wire', async () => {
  const { office, place, checkIn } = await cutOff()
  const answer = await checkIn({ time: place.time, documentDigits: '1234' })
  expect(answer.body).toMatchObject({ ok: true, result: { ticket: place.number, date, time: place.time } })
  const board = await office.get('/api/board')
  expect(at(board.body, 'next', 0, 'ticket')).toBe(place.number)
  // the digits are compared from now on like those of any ticket
  const again = await checkIn({ time: place.time, documentDigits: '9999' })
  expect(at(again.body, 'refusal', 'code')).toBe('wrong-code')
  expect((await checkIn({ time: place.time, documentDigits: '1234' })).status).toBe(200)
})

test('Q22 five wrong times lock a ticket the hub does not know, for the right one too', async () => {
  const { place, checkIn } = await cutOff()
  for (let n = 0; n < 5; n += 1) {
    const reply = await checkIn({ time: '23:45', documentDigits: '1234' })
    expect(at(reply.body, 'refusal', 'code')).toBe('wrong-code')
  }
  const locked = await checkIn({ time: place.time, documentDigits: '1234' })
  expect(at(locked.body, 'refusal', 'code')).toBe('code-locked')
})

test('Q28 a right code of the next sale lets in whom the hub does not know, a wrong one or one of another sale does not', async () => {
  const { checkIn, code, place } = await cutOff()
  for (const typed of ['7K3M9QXA', code(2)]) {
    expect(at((await checkIn({ code: typed })).body, 'refusal', 'code')).toBe('wrong-code')
  }
  const answer = await checkIn({ code: code() })
  expect(answer.body).toMatchObject({ ok: true, result: { ticket: place.number, time: place.time } })
})

test('Q26 a number that cannot be anybody’s is no ticket, whatever is given with it', async () => {
  const { checkIn } = await cutOff()
  const reply = await checkIn({ ticket: 'А-799', time: '10:00', documentDigits: '1234' })
  expect(at(reply.body, 'refusal', 'code')).toBe('unknown-ticket')
})

/** The rules and the keys of an office without its wire. */
function aDesk() {
  const keys = openKeyFile(join(aFolder(), 'keys.json'))
  const vault = new Vault(keys)
  const wrongTries = new Map<string, number>()
  const proofs = new ProofReader(
    {
      codeLocked: ({ number }) => (wrongTries.get(number) ?? 0) >= 5,
      countWrongCode: ({ number }) => void wrongTries.set(number, (wrongTries.get(number) ?? 0) + 1),
      forgetWrongCodes: ({ number }) => void wrongTries.delete(number),
    },
    vault,
  )
  let state: QueueState = initialState()
  const clock = { date, midnight: Date.parse('2026-11-22T22:00:00Z') }
  const now = { at: clock.midnight + 9.5 * 3_600_000, mono: 1_000 }
  const tell = (command: QueueCommand) => {
    const decision = decide(state, { ...command, now })
    if (!decision.ok) throw new Error(decision.refusal.code)
    for (const event of decision.events) state = evolve(state, { seq: state.seq + 1, time: now, event })
    return decision.result
  }
  tell({ type: 'configure-office', config })
  tell({ type: 'start-hub', downMs: null })
  const plan = planDay(config, clock)
  if (!plan.ok) throw new Error(plan.problem.code)
  tell({ type: 'publish-plan', date, clock, services: plan.services })
  tell({ type: 'tick' })
  return { keys, vault, proofs, now, tell, state: () => state }
}

test('Q27 whoever booked a place another had claimed checks in with the number, code or digits of the booking', () => {
  const { keys, vault, proofs, now, tell, state } = aDesk()
  const place = Object.values(state().days[date]?.places ?? {}).find(({ channel }) => channel === 'online')
  if (place === undefined) throw new Error('no online place')
  const { number, time, service } = place
  const actor = { kind: 'device', device: 'terminal-1' } as const
  const given = { ticket: number, time, documentDigits: '6666' }
  const claimed = proofs.prove(state(), now.at, given)
  expect(claimed.proof).toBe('digits')
  expect(unseal(keys.ensureDay(date), claimed.claim?.sealed.box ?? '')).toEqual({ documentDigits: '6666' })
  tell({ type: 'check-in', ticket: number, actor, ...claimed })

  const sealed = vault.seal(state(), date, service, { documentDigits: '1234' })
  tell({
    type: 'learn',
    inbox: { seq: 1, hash: '1'.repeat(64) },
    item: { type: 'booked', date, number, service, sold: 1, language: 'uk', sealed },
    digits: 'other',
  })
  const code = checkInCode(keys.office, { office: config.code, date, number, sold: 1 })
  const instead = state().days[date]?.displaced[number] ?? ''
  expect(instead).toMatch(/-1001$/)
  expect(proofs.prove(state(), now.at, { ticket: number, code })).toEqual({
    proof: 'code',
    ticket: instead,
    booked: number,
  })
  const byDigits = proofs.prove(state(), now.at, { ticket: number, time, documentDigits: '1234' })
  expect(byDigits).toEqual({ proof: 'digits', ticket: instead, booked: number })
  expect(proofs.prove(state(), now.at, given)).toEqual({ proof: 'digits' })
  expect(proofs.prove(state(), now.at, { ticket: number, time, documentDigits: '0000' })).toEqual({ proof: 'wrong' })
  expect(tell({ type: 'check-in', actor, ...byDigits, ticket: instead })).toMatchObject({
    ticket: instead,
    time,
    booked: number,
    sold: 1,
  })
  // the desk sees digits and no name
  const ticket = state().days[date]?.tickets[instead]
  expect(ticket && vault.person(date, ticket)).toEqual({ digits: '1234', guardian: null })
})

test('Q28 a lost added number is proved by its own code of the first sale, only after an epoch and only by a code', () => {
  const { keys, proofs, now, tell, state } = aDesk()
  const codeOf = (number: string, sold = 1) => checkInCode(keys.office, { office: config.code, date, number, sold })
  const actor = { kind: 'device', device: 'terminal-1' } as const
  expect(proofs.prove(state(), now.at, { ticket: 'А-1001', code: codeOf('А-1001') })).toEqual({ proof: 'wrong' })
  tell({ type: 'begin-epoch', because: 'restored' })
  const prove = (ticket: string, code: string) => proofs.prove(state(), now.at, { ticket, code })
  expect(prove('А-1001', codeOf('А-1002'))).toEqual({ proof: 'wrong' })
  expect(prove('А-1001', codeOf('А-1001', 2))).toEqual({ proof: 'wrong' })
  expect(proofs.prove(state(), now.at, { ticket: 'А-1001', time: '09:30', documentDigits: '1234' })).toEqual({
    proof: 'code-required',
  })
  const lost = prove('а 1001', codeOf('А-1001'))
  expect(lost).toEqual({ proof: 'code', readmit: { sold: 1 } })
  expect(tell({ type: 'check-in', ticket: 'а 1001', actor, ...lost })).toMatchObject({ ticket: 'А-1001' })
  // from now on its code is that of any ticket
  expect(prove('А-1001', codeOf('А-1001'))).toEqual({ proof: 'code' })
  const priority = prove('П-004', codeOf('П-004'))
  expect(() => tell({ type: 'check-in', ticket: 'П-004', actor, ...priority })).toThrow('service-required')
  const service = config.services[0]?.id ?? ''
  expect(tell({ type: 'check-in', ticket: 'П-004', actor, service, ...priority })).toMatchObject({ service })
  for (let n = 0; n < 5; n += 1) prove('А-1007', '7K3M9QXA')
  expect(prove('А-1007', codeOf('А-1007'))).toEqual({ proof: 'locked' })
})

test('D1 D4 a box of digits alone opens as it was sealed, with a guardian’s data where given', () => {
  const { keys, vault, state } = aDesk()
  const data = { documentDigits: '1234', guardian: { phone: '+380671234567' } }
  const sealed = vault.seal(state(), date, 'service-1', data)
  expect(unseal(keys.ensureDay(date), sealed.box)).toEqual(data)
  expect(vault.seal(state(), date, 'service-1', { documentDigits: '1234' }).fingerprint).toBe(sealed.fingerprint)
  expect(vault.seal(state(), date, 'service-2', data).fingerprint).not.toBe(sealed.fingerprint)
})

test('B1 a child’s booking is checked in with the digits of the child’s document or of the parent’s', () => {
  const { vault, proofs, now, tell, state } = aDesk()
  const place = Object.values(state().days[date]?.places ?? {}).find(({ channel }) => channel === 'online')
  if (place === undefined) throw new Error('no online place')
  const { number, time, service } = place
  const child = { documentDigits: '0001', guardian: { documentDigits: '1234' } }
  const sealed = vault.seal(state(), date, service, child)
  tell({
    type: 'learn',
    inbox: { seq: 1, hash: '1'.repeat(64) },
    item: { type: 'booked', date, number, service, sold: 1, language: 'uk', sealed },
    digits: null,
  })
  const proved = (documentDigits: string) => proofs.prove(state(), now.at, { ticket: number, time, documentDigits })
  expect(proved('0001')).toEqual({ proof: 'digits' })
  expect(proved('1234')).toEqual({ proof: 'digits' })
  expect(proved('9999')).toEqual({ proof: 'wrong' })
})

test('B2 D3 the desk shows of a child’s booking the four digits and those of the guardian, as the server seals them', () => {
  const { vault, proofs, now, tell, state } = aDesk()
  const place = Object.values(state().days[date]?.places ?? {}).find(({ channel }) => channel === 'online')
  if (place === undefined) throw new Error('no online place')
  const { number, time, service } = place
  const noName = { surname: '', givenName: '', patronymic: null }
  const booked = { ...noName, documentDigits: '0417', guardian: { documentDigits: '5512' } }
  tell({
    type: 'learn',
    inbox: { seq: 1, hash: '1'.repeat(64) },
    item: {
      type: 'booked',
      date,
      number,
      service,
      sold: 1,
      language: 'uk',
      sealed: vault.seal(state(), date, service, booked),
    },
    digits: null,
  })
  const ticket = state().days[date]?.tickets[number]
  expect(ticket && vault.person(date, ticket)).toEqual({ digits: '0417', guardian: '5512' })
  for (const documentDigits of ['0417', '5512']) {
    const proof = proofs.prove(state(), now.at, { ticket: number, time, documentDigits })
    expect(proof, documentDigits).toEqual({ proof: 'digits' })
  }
})
