import type { Applicant, IdentityDocument } from '@cherha/shared/workflow'
import type { FormRow, PaperLanguage } from '../model.ts'
import { transliterate } from '@cherha/shared/text'
import { longDate } from './dates.ts'

type Words = Readonly<Record<PaperLanguage, string>>

const documentKinds: Readonly<Record<IdentityDocument['kind'], Words>> = {
  passport: { uk: 'Паспортний документ', en: 'Passport document' },
  'stateless-id': { uk: 'Документ особи без громадянства', en: 'Document of a stateless person' },
  'residence-permit': { uk: 'Посвідка', en: 'Residence permit' },
  'birth-certificate': { uk: 'Свідоцтво про народження', en: 'Birth certificate' },
  other: { uk: 'Інший документ', en: 'Another document' },
}

export function documentKind(kind: IdentityDocument['kind'], language: PaperLanguage): string {
  return documentKinds[kind][language]
}

/** Surname, given name and patronymic; in English as the passport document has them, if it was written down. */
export function fullName(applicant: Applicant, language: PaperLanguage): string {
  const { latin } = applicant
  if (language === 'en' && latin !== undefined) return `${latin.surname} ${latin.givenName}`
  return [applicant.surname, applicant.givenName, applicant.patronymic].filter((part) => part !== undefined).join(' ')
}

/** As a signature has it: «Олександр БЕРДАР». */
export function signingName(applicant: Applicant): string {
  return `${applicant.givenName} ${applicant.surname.toLocaleUpperCase('uk')}`
}

/** The same of a member of staff, whose name is configured given name first; longer or shorter names stay as they are. */
export function staffSigningName(name: string, language: PaperLanguage = 'uk'): string {
  if (language === 'en') {
    const latin = transliterate(name)
    return latin.ok ? latin.value : name
  }
  const parts = name.trim().split(/\s+/)
  return parts.length === 2 ? `${parts[0]} ${parts[1]?.toLocaleUpperCase('uk')}` : name
}

/** Surname and initials: «Ткачук О.». */
export function surnameWithInitials(name: string): string {
  const parts = name.trim().split(/\s+/)
  return parts.length === 2 ? `${parts[1]} ${parts[0]?.slice(0, 1)}.` : name
}

/** Who the paper is about, in a few lines. Without a form the lines are left to write on. */
export function applicantRows(applicant: Applicant | null, language: PaperLanguage = 'uk'): readonly FormRow[] {
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  return [
    { label: say('Заявник', 'Applicant'), value: applicant && fullName(applicant, language) },
    { label: say('Дата народження', 'Date of birth'), value: applicant && longDate(applicant.birthDate, language) },
    { label: say('Громадянство', 'Citizenship'), value: applicant && applicant.citizenship },
    {
      label: applicant ? documentKind(applicant.document.kind, language) : say('Документ, номер', 'Document, number'),
      value: applicant && applicant.document.number,
    },
  ]
}
