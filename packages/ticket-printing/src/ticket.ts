/** Everything a paper ticket shows (document 000 II.10 and rules P). Texts are final; nothing is looked up here. */
export interface TicketModel {
  readonly language: 'uk' | 'en'
  readonly office: { readonly name: string; readonly address: string; readonly phone: string }
  /** As rule N6 writes it: `А-015`. */
  readonly number: string
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `HH:MM`. */
  readonly time: string
  readonly service: string
  /** Null: of an online booking the office has the document digits only. */
  readonly person: { readonly surname: string; readonly givenName: string; readonly patronymic: string | null } | null
  /** Check-in code, 8 characters; printed as two groups of four under the QR. */
  readonly code: string
  /** Text of the QR: `CHERHA1|office|date|number|r|code`. */
  readonly qr: string
  /** `seq·hash8` of the registration's event: lets an auditor prove that it was in the log. */
  readonly witness: string
  /** When the ticket was issued, office time. */
  readonly issued: { readonly date: string; readonly time: string }
  readonly noShowMinutes: number
  /** Printed again from the log. */
  readonly copy: boolean
}
