import { createCipheriv, createHmac } from 'node:crypto'
import type { OfficeSecrets } from '@cherha/shared/protocol'
import type { Sealed } from '@cherha/shared/queue'
import { fingerprintText } from '@cherha/shared/text'
import type { Visitor } from './answers.ts'

/*
 * What the hub does with the same keys (its `secrets` folder), as far as a booking needs it: the hub opens these boxes
 * and compares these codes, so both have to stay as they are.
 */

const ivBytes = 12
/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Seals a visitor's data with the key of the visit day. A booking without a name has a fingerprint of its own: four
 * digits do not tell two people apart.
 * @param key 32 bytes
 */
export function sealVisitor(
  key: Buffer,
  visitor: Visitor,
  service: string,
  date: string,
  random: (bytes: number) => Buffer,
): Sealed {
  const iv = random(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(visitor), 'utf8'), cipher.final()])
  const box = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')
  const { surname, givenName, patronymic } = visitor
  if (surname === '' && givenName === '') return { box, fingerprint: random(32).toString('hex') }
  const person = fingerprintText({ surname, givenName, patronymic: patronymic ?? undefined }, service, date)
  return { box, fingerprint: createHmac('sha256', key).update(person, 'utf8').digest('hex') }
}

/** The 8 characters that prove a ticket is the visitor's; `sold`: how often its place has been sold. */
export function checkInCode(
  secrets: OfficeSecrets,
  office: string,
  date: string,
  number: string,
  sold: number,
): string {
  const mac = createHmac('sha256', Buffer.from(secrets.office, 'base64'))
    .update(`${office}|${date}|${number}|${sold}`, 'utf8')
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
