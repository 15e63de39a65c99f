import { z } from 'zod'

/** Calendar date of the office, `YYYY-MM-DD`. */
export const DateText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** Time of day in the office, 24 hours, `HH:MM`. */
export const TimeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A moment, RFC 3339 with offset or `Z`. */
export const Instant = z.iso.datetime({ offset: true })

/** A text in both languages of the screens. */
export const Bilingual = z.strictObject({ uk: z.string().min(1), en: z.string().min(1) })
export type Bilingual = z.infer<typeof Bilingual>

export const Language = z.enum(['uk', 'en'])
export type Language = z.infer<typeof Language>

/** Identifiers of services, windows, devices and staff: short ASCII words chosen by the administrator. */
export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** A ticket number as a client may type it; rule N6 normalises it. */
export const TicketText = z.string().trim().min(2).max(12)

/** Check-in code: 8 Crockford base-32 characters; case and look-alikes are normalised before comparing. */
export const CheckInCode = z.string().trim().min(8).max(9)

/** The last four digits of the number of an identity document (document 000 II.6). */
export const DocumentDigits = z.string().regex(/^\d{4}$/)

export const Channel = z.enum(['online', 'terminal', 'current'])
export type Channel = z.infer<typeof Channel>

export const DeviceRole = z.enum(['terminal', 'display', 'desk'])
export type DeviceRole = z.infer<typeof DeviceRole>

/** `assistant`: a representative of the service's operator (document 000 II.8); helps at a terminal and commands nothing. */
export const StaffRole = z.enum(['clerk', 'lead', 'auditor', 'assistant'])
export type StaffRole = z.infer<typeof StaffRole>
