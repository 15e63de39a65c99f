import { createHmac, timingSafeEqual } from 'node:crypto'
import { keyObject } from './key-object.ts'

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Which sale of which place a code belongs to. `sold` is how often the place was sold. */
export interface CodedTicket {
  readonly office: string
  readonly date: string
  readonly number: string
  readonly sold: number
}

/** The 8-character code that proves a ticket is the visitor's; the number alone is public (rule N7). */
export function checkInCode(officeKey: Buffer, ticket: CodedTicket): string {
  const mac = createHmac('sha256', keyObject(officeKey))
    .update(`${ticket.office}|${ticket.date}|${ticket.number}|${ticket.sold}`, 'utf8')
    .digest()
  // the first forty bits, five for each character
  let bits = mac.readUIntBE(0, 5)
  let code = ''
  for (let i = 0; i < 8; i += 1) {
    code = alphabet.charAt(bits % 32) + code
    bits = Math.floor(bits / 32)
  }
  return code
}

/** A code as a person may type it: lower case, O for 0, I or L for 1, a hyphen or a space between the groups. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** Compares in constant time. */
export function codeMatches(officeKey: Buffer, ticket: CodedTicket, typed: string): boolean {
  const given = Buffer.from(normaliseCode(typed), 'utf8')
  const right = Buffer.from(checkInCode(officeKey, ticket), 'utf8')
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Text of the ticket's QR. */
export function qrText(ticket: CodedTicket, code: string): string {
  return `CHERHA1|${ticket.office}|${ticket.date}|${ticket.number}|${ticket.sold}|${code}`
}
