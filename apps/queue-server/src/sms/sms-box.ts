import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'

const ivBytes = 12
const tagBytes = 16
const Content = z.tuple([z.string(), z.string()])

export interface SmsContentSealed {
  readonly phone: string
  readonly text: string
}

/** Seals phone and text of messages; a box opens under the id it was made for only. */
export class SmsBox {
  readonly #key: Buffer

  constructor(key: Buffer) {
    this.#key = key
  }

  /** With the key of the installation, made at the first start; two servers that start at once get the same one. */
  static async open(pool: Pool): Promise<SmsBox> {
    await pool.query('INSERT INTO secret.sms_key (id, key) VALUES (1, $1) ON CONFLICT DO NOTHING', [randomBytes(32)])
    const { rows } = await pool.query<{ key: Buffer }>('SELECT key FROM secret.sms_key WHERE id = 1')
    const key = rows[0]?.key
    if (key === undefined) throw new Error('the key of the messages was stored and is not there')
    return new SmsBox(key)
  }

  seal(id: string, { phone, text }: SmsContentSealed): Buffer {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(id))
    const sealed = Buffer.concat([cipher.update(JSON.stringify([phone, text]), 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  }

  /** null: it is no box of this message and key. */
  open(id: string, box: Buffer): SmsContentSealed | null {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, box.subarray(0, ivBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(id)).setAuthTag(box.subarray(ivBytes, ivBytes + tagBytes))
      const plain = Buffer.concat([decipher.update(box.subarray(ivBytes + tagBytes)), decipher.final()])
      const [phone, text] = Content.parse(JSON.parse(plain.toString('utf8')))
      return { phone, text }
    } catch {
      return null
    }
  }
}
