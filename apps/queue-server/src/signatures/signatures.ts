import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { openKeyStore } from './key-store.ts'
import type { KeyHolder, SignaturePort } from './port.ts'
import { type RecordSigned, type RecordToSign, signRecord } from './record.ts'
import { StaffKeys } from './staff-keys.ts'

/** What a server signs with. */
export interface Signatures {
  readonly keys: StaffKeys
  /** Signs a record with the person's key; a refusal says what to do, and nothing was signed. */
  sign(who: KeyHolder, password: string, record: RecordToSign): Promise<RecordSigned>
  /** Makes the person's key, proves that the password opens it, or puts it under another one. */
  open: SignaturePort['create']
}

/** The signatures of a server: the built-in keys, in its database. @param now server time, ms */
export function openSignatures(db: Kysely<Tables>, now: () => number): Signatures {
  const keys = new StaffKeys({ store: openKeyStore(db), now })
  return {
    keys,
    sign: (who, password, record) => signRecord(keys, who, password, record),
    open: (who, password, newPassword) => keys.create(who, password, newPassword),
  }
}
