import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Ticket } from '@cherha/shared/queue'
import type { TicketModel } from '@cherha/ticket-printing'
import { Temporal } from 'temporal-polyfill'
import type { IssuedTicket } from '../gateway/command-intake.ts'
import { qrText } from '../secrets/check-in-code.ts'

/** The registration's record: when it was made, and the hash the ticket carries as a witness. */
export interface Witness {
  readonly seq: number
  readonly at: number
  readonly hash: string
}

/** What the paper of a ticket says (document 000 II.10). `names` as the visitor typed them. */
export function ticketModel(
  config: OfficeConfig,
  ticket: Ticket,
  issued: IssuedTicket,
  names: TicketModel['person'],
  witness: Witness,
): TicketModel {
  const { language } = ticket
  const service = config.services.find(({ id }) => id === ticket.service)
  const when = Temporal.Instant.fromEpochMilliseconds(witness.at).toZonedDateTimeISO(config.timeZone)
  const { date, number, sold, code } = issued
  return {
    language,
    office: { name: config.name[language], address: config.address[language], phone: config.phones[0] ?? '' },
    number,
    date,
    time: ticket.time,
    service: service?.title[language] ?? ticket.service,
    person: names,
    code,
    qr: qrText({ office: config.code, date, number, sold }, code),
    witness: `${witness.seq}·${witness.hash.slice(0, 8)}`,
    issued: { date: when.toPlainDate().toString(), time: when.toPlainTime().toString({ smallestUnit: 'minute' }) },
    noShowMinutes: Math.floor(config.rules.noShowSeconds / 60),
    copy: issued.copy,
  }
}
