import { z } from 'zod'
import { cardSchema } from '../../workflow/card.ts'
import { textSchema } from '../../workflow/term.ts'

/** `GET /api/cards`: every card in its newest version. */
export const CardList = z.strictObject({
  cards: z.array(
    z.strictObject({
      id: z.string(),
      version: z.int(),
      title: textSchema,
      result: z.enum(['card', 'decision']),
      resultTitle: textSchema,
    }),
  ),
})
export type CardList = z.infer<typeof CardList>
/** `GET /api/cards/:id?version=N`: a card whole; without a version the newest. */
export const CardBody = cardSchema
export const CardQuery = z.strictObject({ version: z.coerce.number().int().min(1).optional() })

/**
 * `GET /api/cases/:id`. `refresh`: the screen reads again what somebody has before them; that is written down once per
 * person, case and hour, a look every time.
 */
export const CaseQuery = z.strictObject({ refresh: z.literal('true').optional() })
export type CaseQuery = z.infer<typeof CaseQuery>

/**
 * Headers of `POST /api/cases/:id/files`; the body is the file's raw bytes. `name`: URI-encoded. `command`: UUID.
 * `document` (a key of the checklist) and `stage` may be left out.
 */
export const fileHeaders = {
  name: 'x-cherha-name',
  command: 'x-cherha-command',
  document: 'x-cherha-document',
  stage: 'x-cherha-stage',
} as const

/** `POST /api/connectors/check`, from a hub: is the fee of this receipt paid? */
export const FeeQuestion = z.strictObject({ code: z.string().trim().min(1).max(40) })
export type FeeQuestion = z.infer<typeof FeeQuestion>
/** `unreachable`: nobody could be asked within a few seconds; it is no ground to refuse. */
export const FeeAnswer = z.strictObject({ result: z.enum(['confirmed', 'not-confirmed', 'unreachable']) })
export type FeeAnswer = z.infer<typeof FeeAnswer>

/** Characters that the password of a signing key has at least. */
export const shortestSigningPassword = 10

const Password = z.string().min(shortestSigningPassword, `at least ${shortestSigningPassword} characters`).max(200)
/**
 * `POST /api/cases/signing-key`: makes the asker's key under a password, or, with `newPassword`, puts the key there is
 * under another one.
 */
export const SigningKeyBody = z.strictObject({ password: Password, newPassword: Password.optional() })
export type SigningKeyBody = z.infer<typeof SigningKeyBody>
/** `publicKey`: Ed25519, raw, base64. `made`: there was none before. */
export const SigningKeyAnswer = z.strictObject({ publicKey: z.base64(), made: z.boolean() })
export type SigningKeyAnswer = z.infer<typeof SigningKeyAnswer>
