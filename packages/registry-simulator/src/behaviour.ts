import { createHash } from 'node:crypto'
import type { ConnectorKey } from '@cherha/shared/workflow'
import { answersLater } from './systems.ts'

/** What a system says, apart from the id of the request. */
export type Said =
  | { readonly state: 'received' | 'pending' }
  | { readonly state: 'registered' | 'accepted' | 'delivered'; readonly reference: string }
  | { readonly state: 'returned'; readonly reason: string }
  | { readonly state: 'answered'; readonly result: 'confirmed' | 'not-confirmed' }

/** The first answer to a request, and the one that follows; null: nothing follows. */
export interface Reaction {
  readonly now: Said
  readonly later: Said | null
}

/** Last two digits of the document's (for `check`: the receipt's) number that make a system object. */
const objections: Readonly<Record<ConnectorKey, string>> = {
  register: '55',
  check: '99',
  border: '66',
  debtors: '13',
  'civil-status': '44',
  'invalid-documents': '77',
  'state-body': '33',
  'migration-body': '22',
  'printing-works': '88',
}
export { objections as objectingDigits }

/**
 * What a system says to a request: the same request always gets the same answer, and only the last two digits of the
 * document's number decide whether it objects.
 * @returns null when the system has no such service
 */
export function reactionTo(system: ConnectorKey, service: string, id: string, body: unknown): Reaction | null {
  const objects = lastTwo(body) === objections[system]
  const reference = referenceOf(system, id)
  if (service === 'inquiries' || (system === 'check' && service === 'receipts')) {
    const answer: Said = { state: 'answered', result: objects ? 'not-confirmed' : 'confirmed' }
    const waits = service === 'inquiries' && answersLater.has(system)
    return waits ? { now: { state: 'received' }, later: answer } : { now: answer, later: null }
  }
  if (system === 'register' && (service === 'applications' || service === 'scans')) {
    if (!objects) return { now: { state: 'registered', reference }, later: null }
    return { now: { state: 'returned', reason: 'дату народження вказано неправильно' }, later: null }
  }
  if (system === 'register' && service === 'defects') return { now: { state: 'accepted', reference }, later: null }
  if (system !== 'printing-works' || service !== 'orders') return null
  if (objects) return { now: { state: 'returned', reason: 'немає фотографії' }, later: null }
  return { now: { state: 'accepted', reference }, later: { state: 'delivered', reference } }
}

/** Number the system gives the work: made of the request's id, so the same work has one. */
export function referenceOf(system: ConnectorKey, id: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(`${system} ${id}`).digest('hex').slice(0, 12)}`)
  return `${system.slice(0, 2).toUpperCase()}-${String(digits % 100_000_000n).padStart(8, '0')}`
}

/** The opposite of an answer: what a system that errs would say. */
export function contrary(said: Said): Said {
  if (said.state === 'answered') return { ...said, result: said.result === 'confirmed' ? 'not-confirmed' : 'confirmed' }
  return { state: 'answered', result: 'confirmed' }
}

function lastTwo(body: unknown): string {
  const number = find(body, 'documentNumber') ?? find(body, 'receipt') ?? ''
  return number.replace(/\D/g, '').slice(-2)
}

function find(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value)) {
    if (name === key && typeof inner === 'string') return inner
    const deeper = find(inner, key)
    if (deeper !== null) return deeper
  }
  return null
}
