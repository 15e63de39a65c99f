import type { Card, FeeCheck } from '@cherha/shared/workflow'
import type { Cases, CaseStaff } from '../../cases/cases.ts'
import type { CaseTokens } from '../../hub-gateway/case-access.ts'
import type { SteadyPace } from './steady-pace.ts'

/** A signing key that could not be made or changed: nothing is changed. */
export type SigningKeyRefusal = 'wrong-password' | 'locked'

export type SigningKeyMade =
  /** `publicKey`: Ed25519, raw, base64. `made`: there was none before. */
  | { readonly ok: true; readonly publicKey: string; readonly made: boolean }
  | { readonly ok: false; readonly code: SigningKeyRefusal; readonly retryAfter?: number | undefined }

/** Keys of the people who sign decisions. */
export interface SigningKeys {
  /** Makes the person's key, or proves that the password opens it; with `newPassword` the key is put under that one. */
  open(who: CaseStaff, password: string, newPassword?: string): Promise<SigningKeyMade>
}

/** What the HTTP interface of the cases is made of. */
export interface CaseHttp {
  readonly cases: Cases
  readonly tokens: CaseTokens
  readonly signingKeys: SigningKeys
  /** Every card in every version that cases run by. */
  readonly cards: () => readonly Card[]
  /** Asks for at most some seconds; never throws. */
  readonly checkFee: (code: string, office: string) => Promise<FeeCheck['result']>
  /** Of answers about a status. Left out: the computer's time. */
  readonly pace?: SteadyPace | undefined
}
