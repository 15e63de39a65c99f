import type { Kysely } from 'kysely'
import { newVoucherKey, type VoucherSigner, voucherSigner } from '../hub-gateway/vouchers.ts'
import type { Tables } from './tables.ts'

/** The installation has one key. */
const id = 1

/** The installation's voucher key, made at the first start; two servers that start at once get the same one. */
export async function openVouchers(db: Kysely<Tables>): Promise<VoucherSigner> {
  const kept = () => db.selectFrom('secret.voucher_key').select('private_key').where('id', '=', id).executeTakeFirst()
  if ((await kept()) === undefined) {
    await db
      .insertInto('secret.voucher_key')
      .values({ id, private_key: newVoucherKey() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
  const row = await kept()
  if (row === undefined) throw new Error('the voucher key was stored and is not there')
  return voucherSigner(row.private_key)
}
