import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { z } from 'zod'
import { keyObject } from './key-object.ts'
import { freshBytes } from '@cherha/case-vault'

const ivBytes = 12
const tagBytes = 16

const Guardian = z.union([z.strictObject({ phone: z.string() }), z.strictObject({ documentDigits: z.string() })])

/**
 * What is sealed with a registration, with the guardian's data where given: names as normalised, or, of an online
 * booking or a claim, the last digits of the visitor's document alone (document 000 II.6).
 */
export const PrivateData = z.union([
  z.strictObject({
    surname: z.string(),
    givenName: z.string(),
    patronymic: z.string().nullable(),
    guardian: Guardian.optional(),
    documentDigits: z.string().optional(),
  }),
  z.strictObject({ documentDigits: z.string(), guardian: Guardian.optional() }),
])
export type PrivateData = z.infer<typeof PrivateData>

/**
 * Seals personal data with the key of its visit day: base64 of iv, tag and AES-256-GCM ciphertext.
 * @param random gives that many bytes; the same ones must never come twice under one key
 */
export function seal(dayKey: Buffer, data: PrivateData, random: (bytes: number) => Buffer = freshBytes): string {
  return sealText(dayKey, JSON.stringify(data), random)
}

/** The same for a text a visitor has written. */
export function sealText(dayKey: Buffer, text: string, random: (bytes: number) => Buffer = freshBytes): string {
  const iv = random(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyObject(dayKey), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Opens a box; null when the key is not the one that sealed it or the box was tampered with. */
export function unseal(dayKey: Buffer, box: string): PrivateData | null {
  const text = unsealText(dayKey, box)
  if (text === null) return null
  try {
    return PrivateData.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The text of a box, or null. */
export function unsealText(dayKey: Buffer, box: string): string | null {
  const bytes = Buffer.from(box, 'base64')
  if (bytes.length <= ivBytes + tagBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyObject(dayKey), bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
    return text.toString('utf8')
  } catch {
    return null
  }
}

/** Keyed hash that finds a second registration of the same person without reading the first. */
export function fingerprint(dayKey: Buffer, text: string): string {
  return createHmac('sha256', keyObject(dayKey)).update(text, 'utf8').digest('hex')
}
