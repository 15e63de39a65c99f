import { z } from 'zod'

const DateText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const Name = z.string().trim().min(1).max(80)

/** The document that proves who the applicant is. `number` as printed, with its series. */
export const IdentityDocument = z.strictObject({
  kind: z.enum(['passport', 'stateless-id', 'residence-permit', 'birth-certificate', 'other']),
  number: z
    .string()
    .trim()
    .min(4)
    .max(20)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} /-]*$/u, 'letters, digits, hyphens'),
  issuedOn: DateText.optional(),
  validUntil: DateText.optional(),
  issuer: z.string().trim().max(200).optional(),
})
export type IdentityDocument = z.infer<typeof IdentityDocument>

/** What the application form says of the applicant, the same for every card. Kept sealed, never in a log in the clear. */
export const Applicant = z.strictObject({
  surname: Name,
  givenName: Name,
  patronymic: Name.optional(),
  /** As in the passport document. */
  latin: z.strictObject({ surname: Name, givenName: Name }).optional(),
  birthDate: DateText,
  sex: z.enum(['female', 'male']).optional(),
  citizenship: z.string().trim().min(2).max(80),
  document: IdentityDocument,
  address: z.string().trim().min(3).max(300),
  phone: z.string().trim().max(30).optional(),
  email: z.string().trim().max(254).optional(),
  /** Who applies for a child or for somebody who cannot. */
  representative: z
    .strictObject({ name: z.string().trim().min(3).max(160), authority: z.string().trim().min(3).max(300) })
    .optional(),
  /** 003: whoever is told of a refusal besides the applicant. */
  hostingParty: z
    .strictObject({ name: z.string().trim().min(2).max(200), address: z.string().trim().min(3).max(300) })
    .optional(),
  /** In which language the applicant is written to. */
  language: z.enum(['uk', 'en']),
})
export type Applicant = z.infer<typeof Applicant>

/** The last four digits of the identity document's number, by which a status is asked; null when it has fewer. */
export function lastDigits(document: Pick<IdentityDocument, 'number'>): string | null {
  const digits = document.number.replace(/\D/g, '')
  return digits.length < 4 ? null : digits.slice(-4)
}
