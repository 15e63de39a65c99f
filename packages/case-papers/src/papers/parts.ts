import { type RoleKey, type Signer, whoActs } from '@cherha/shared/workflow'
import type { PaperBlock, PaperLanguage, SignaturePlace } from '../model.ts'
import { longDate } from '../words/dates.ts'
import { staffSigningName } from '../words/people.ts'
import type { Matter } from './matter.ts'
import { partyName } from './parties.ts'

/** Head of a paper: office, title, day and number. */
export function head(
  matter: Matter,
  title: string,
  under?: string,
  language: PaperLanguage = 'uk',
): readonly PaperBlock[] {
  const { office, today } = matter.context
  const phones = office.phones.join(', ')
  const contacts = [language === 'uk' ? `Тел.: ${phones}` : `Phone: ${phones}`, office.email]
  return [
    {
      kind: 'office',
      name: office.name[language],
      lines: [office.address[language], contacts.filter((each) => each !== undefined).join(' · ')],
    },
    { kind: 'title', text: title, ...(under === undefined ? {} : { under }) },
    {
      kind: 'dateline',
      left: longDate(today, language),
      right: language === 'uk' ? `Справа № ${matter.state.id}` : `Case No. ${matter.state.id}`,
    },
  ]
}

/** Grounds as the card prints them, with its numbers where it has some. */
export function groundsList({ grounds }: Pick<Matter, 'grounds'>, language: PaperLanguage = 'uk'): PaperBlock {
  return {
    kind: 'list',
    items: grounds.map(({ number, text }, index) => ({ mark: `${number ?? index + 1}.`, text: text[language] })),
  }
}

/** A place for a signature with the captions of the language. */
export function place(
  who: string,
  name: string | null,
  date: string | null = null,
  language: PaperLanguage = 'uk',
): SignaturePlace {
  const captions =
    language === 'uk'
      ? { sign: '(підпис)', name: '(ім’я, ПРІЗВИЩЕ)' }
      : { sign: '(signature)', name: '(name, SURNAME)' }
  return { who, name, date, captions }
}

/** The place of whoever makes the paper. */
export function authorPlace({ context }: Pick<Matter, 'context'>, language: PaperLanguage = 'uk'): SignaturePlace {
  const { author, today } = context
  const who = author?.title[language] ?? (language === 'uk' ? 'Працівник' : 'Employee')
  return place(
    who,
    author === null ? null : staffSigningName(author.name, language),
    longDate(today, language),
    language,
  )
}

/** A place for each signature by hand that some signers of the card ask for; optional ones say so. */
export function placesFor(matter: Matter, signers: readonly Signer[]): readonly SignaturePlace[] {
  const first = signers.find(({ role }) => role !== undefined)?.role
  return signers.flatMap(({ role, party, count, optional }) => {
    const note = optional ? ' (за наявності)' : ''
    if (role !== undefined) return staffPlaces(matter, role, count, role === first ? matter.context.author : null)
    if (party === undefined) return []
    return Array.from({ length: count }, () => place(`${partyName(party)}${note}`, null))
  })
}

/** Whoever has signed is named, else whoever makes the paper as the first to sign. */
function staffPlaces(
  matter: Matter,
  role: RoleKey,
  count: number,
  author: Matter['context']['author'],
): readonly SignaturePlace[] {
  const { card, state, stage, context } = matter
  const title = whoActs(card, role, context.mapping)?.title.uk ?? 'Працівник'
  const signed = state.signatures.flatMap(({ stage: key, who }) =>
    key === stage.key && 'staff' in who && who.role === role ? [context.names(who.staff)] : [],
  )
  const known = signed.length > 0 ? signed : [author]
  return Array.from({ length: count }, (_, index) => {
    const person = known[index] ?? null
    return place(person?.title.uk ?? title, person === null ? null : staffSigningName(person.name))
  })
}
