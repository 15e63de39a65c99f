import { smsText } from '@cherha/shared/booking'
import type { NewSms } from '../../sms/port.ts'
import type { BookingKeys, Person } from '../keys.ts'
import type { HoldRow } from '../store/rows.ts'

/** Id of the message with the newest code of a hold: another one each time one is asked for. */
export function codeMessageId(
  keys: BookingKeys,
  { id, codes, codeAt }: Pick<HoldRow, 'id' | 'codes' | 'codeAt'>,
): string {
  return keys.messageId(id, `code ${codes} ${codeAt}`)
}

/**
 * The message with the newest code of a hold; of no use when the hold is over (B28). It names the whole minutes that are
 * left when the code is made: a new one prolongs nothing (B7).
 */
export function codeMessage(keys: BookingKeys, row: HoldRow, { phone }: Person): NewSms {
  const code = keys.code(row.id, phone, row.codes, row.codeAt)
  const minutes = Math.max(1, Math.floor((row.until - row.codeAt) / 60_000))
  const text = smsText({ kind: 'code', code, minutes, of: 'booking' }, row.language)
  return { id: codeMessageId(keys, row), kind: 'code', phone, text, until: row.until }
}
