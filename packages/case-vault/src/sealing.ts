import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { freshBytes } from './fresh-bytes.ts'

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A new key of a case: whoever erases it has erased everything that was sealed with it. */
export function newCaseKey(): Buffer {
  return randomBytes(keyBytes)
}

/**
 * Seals an event (or a state) of a case: base64 of iv, tag and AES-256-GCM ciphertext.
 * @param about the case's number, or more (`8036-004-000127 state`): the box opens with the same words only, so nobody
 *   can put the box of one case, or of one place, into another
 */
export function sealEvent(key: Buffer, about: string, json: Json): string {
  return sealBytes(key, about, Buffer.from(JSON.stringify(json), 'utf8')).toString('base64')
}

/** Opens a box; null: another key, other words, or a box that was changed. */
export function openEvent(key: Buffer, about: string, box: string): Json | null {
  const bytes = openBytes(key, about, Buffer.from(box, 'base64'))
  // what the key has sealed was made by `sealEvent`
  return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as Json)
}

/** As `sealEvent`, of raw bytes. */
export function sealBytes(key: Buffer, about: string, bytes: Buffer): Buffer {
  const iv = freshBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', prepared(key), iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(about, 'utf8'))
  const sealed = [cipher.update(bytes), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed])
}

export function openBytes(key: Buffer, about: string, box: Buffer): Buffer | null {
  if (box.length < ivBytes + tagBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', prepared(key), box.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(about, 'utf8'))
    decipher.setAuthTag(box.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(box.subarray(ivBytes + tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

const keys = new WeakMap<Buffer, KeyObject>()

/** The key as `node:crypto` works with it: given as bytes it is prepared for each box, which takes as long as sealing. */
function prepared(key: Buffer): KeyObject {
  const known = keys.get(key)
  if (known !== undefined) return known
  const made = createSecretKey(key)
  keys.set(key, made)
  return made
}
