import type { GuardianInput, PersonInput, RefusalCode } from '@cherha/shared/protocol'
import { normaliseName, normalisePhone } from '@cherha/shared/text'
import type { PrivateData } from '../secrets/sealing.ts'

export type ReadPerson =
  | { readonly ok: true; readonly person: PrivateData }
  | { readonly ok: false; readonly refusal: { readonly code: RefusalCode; readonly field: string } }

/**
 * The visitor's names and the guardian's data as the office writes them, or the refusal at the field that is wrong.
 * A patronymic left empty is no patronymic.
 */
export function readPerson(input: PersonInput, guardian: GuardianInput | undefined): ReadPerson {
  const read: Record<'surname' | 'givenName' | 'patronymic', string | null> = {
    surname: '',
    givenName: '',
    patronymic: null,
  }
  for (const field of ['surname', 'givenName', 'patronymic'] as const) {
    const typed = input[field]
    if (field === 'patronymic' && (typed === undefined || typed.trim() === '')) continue
    const name = normaliseName(typed ?? '')
    if (!name.ok) return { ok: false, refusal: { code: name.code, field: `person.${field}` } }
    read[field] = name.value
  }
  const names = { surname: read.surname ?? '', givenName: read.givenName ?? '', patronymic: read.patronymic }
  if (guardian === undefined) return { ok: true, person: names }
  if ('documentDigits' in guardian) return { ok: true, person: { ...names, guardian } }
  const phone = normalisePhone(guardian.phone)
  if (phone === null) return { ok: false, refusal: { code: 'guardian-phone', field: 'guardian.phone' } }
  return { ok: true, person: { ...names, guardian: { phone } } }
}
