import { createHash } from 'node:crypto'
import { splitSms } from '@cherha/shared/booking'
import type { Pdu } from 'smpp'
import type { Outgoing, Receipt } from '../gateways/gateway.ts'

const ucs2 = 8
const hasHeader = 0x40
const ofReceipt = 0x04
const alphanumeric = 5
const international = 1
const isdn = 1

/** The packets of a message: one, or several that a telephone puts together again. The last asks for a receipt. */
export function submissions(message: Outgoing, sender: string): readonly Readonly<Record<string, unknown>>[] {
  const texts = splitSms(message.text)
  // a repetition has the same number: its parts fit those that have arrived
  const group = createHash('sha256').update(message.id).digest()[0] ?? 0
  const isNumber = /^\d+$/.test(sender)
  return texts.map((text, index) => {
    const header = texts.length === 1 ? Buffer.alloc(0) : Buffer.from([5, 0, 3, group, texts.length, index + 1])
    return {
      source_addr_ton: isNumber ? 0 : alphanumeric,
      source_addr_npi: isNumber ? isdn : 0,
      source_addr: sender,
      dest_addr_ton: international,
      dest_addr_npi: isdn,
      destination_addr: message.phone.slice(1),
      esm_class: texts.length === 1 ? 0 : hasHeader,
      data_coding: ucs2,
      registered_delivery: index === texts.length - 1 ? 1 : 0,
      validity_period: period(message.validMs),
      short_message: Buffer.concat([header, Buffer.from(text, 'utf16le').swap16()]),
    }
  })
}

/** Relative time of SMPP, `YYMMDDhhmmss000R`; at least a minute, at most 28 days. */
function period(ms: number): string {
  const seconds = Math.min(Math.max(60, Math.round(ms / 1_000)), 28 * 86_400)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `0000${two(seconds / 86_400)}${two((seconds / 3_600) % 24)}${two((seconds / 60) % 60)}${two(seconds % 60)}000R`
}

const delivered = 2

/** What a delivery receipt says, by its fields or by its text; null: it is none (somebody has answered a message). */
export function receiptOf(pdu: Pdu): Receipt | null {
  if (pdu.command !== 'deliver_sm' || ((pdu.esm_class ?? 0) & ofReceipt) === 0) return null
  const said = pdu.short_message?.message
  const text = typeof said === 'string' ? said : (said?.toString('latin1') ?? '')
  const reference = pdu.receipted_message_id ?? /\bid:(\S+)/i.exec(text)?.[1]
  if (reference === undefined || reference === '') return null
  const word = /\bstat:(\w{1,10})/i.exec(text)?.[1]?.toUpperCase()
  const isDelivered = pdu.message_state === delivered || word === 'DELIVRD'
  return { reference: reference.slice(0, 100), outcome: isDelivered ? 'delivered' : (word ?? 'unknown') }
}

/** ESME_RTHROTTLED, ESME_RMSGQFUL: too much at once. */
const busy: readonly number[] = [0x58, 0x14]
/**
 * Of one message: its length, address, destinations, validity; ESME_RSUBMITFAIL; ESME_RX_P_APPN and ESME_RX_R_APPN. What is
 * not among them, codes of an operator's own too, may be of one message or of all: what becomes of others shows it (B47).
 */
const ofMessage: readonly number[] = [0x01, 0x0b, 0x33, 0x34, 0x40, 0x45, 0x50, 0x51, 0x61, 0x62, 0x65, 0x66]

/** What a status of `submit_sm_resp` other than 0 means. */
export function kindOfStatus(status: number): 'away' | 'busy' | 'rejected' {
  if (busy.includes(status)) return 'busy'
  return ofMessage.includes(status) ? 'rejected' : 'away'
}
