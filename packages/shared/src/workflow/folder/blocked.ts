import { isDate } from '../../calendar/dates.ts'
import type { Card, OfficeMapping } from '../card.ts'
import { type CaseRefusal, caseRefusalText } from '../case/refusals.ts'
import { whoActs } from '../role-titles.ts'
import type { Text } from '../term.ts'
import { eventKeys, partyKeys, roleKeys } from '../vocabulary.ts'
import { eventTitles, partyTitles } from './event-titles.ts'
import { documentTitle } from './told.ts'
import { dayText, say } from './words.ts'

/** A refusal as people read it, with what it is about by its name in the card. */
export function refusalText(card: Card, { code, what }: CaseRefusal, mapping?: OfficeMapping): Text {
  const text = caseRefusalText(code)
  const about = what === undefined ? null : (namings[code]?.(card, what, mapping) ?? null)
  return about === null ? text : say(withName(text.uk, about.uk), withName(text.en, about.en))
}

/** The name stands inside the sentence, before its stop. */
function withName(sentence: string, name: string): string {
  return sentence.endsWith('.') ? `${sentence.slice(0, -1)} (${name}).` : `${sentence} (${name})`
}

type Naming = (card: Card, what: string, mapping?: OfficeMapping) => Text | null

const eventName: Naming = (_card, what) => (isOneOf(eventKeys, what) ? eventTitles[what] : null)

const fieldName: Naming = (card, what) => {
  const own = card.stages.flatMap(({ fields, outcomes }) => [...fields, ...outcomes.flatMap((one) => one.fields)])
  return own.find(({ key }) => key === what)?.label ?? null
}

const stageName: Naming = (card, what) => card.stages.find(({ key }) => key === what)?.title ?? null

const groundName: Naming = (card, what) =>
  Object.values(card.grounds)
    .flat()
    .find(({ key }) => key === what)?.text ?? null

const signerName: Naming = (card, what, mapping) => {
  if (isOneOf(roleKeys, what)) return whoActs(card, what, mapping)?.title ?? null
  return isOneOf(partyKeys, what) ? partyTitles[what] : null
}

/** What a refusal is about, by its name; the others are about nothing that has one. */
const namings: Readonly<Partial<Record<CaseRefusal['code'], Naming>>> = {
  'applied-too-soon': (_card, what) => (isDate(what) ? firstDay(what) : null),
  'event-missing': eventName,
  'event-recorded': eventName,
  'document-missing': documentTitle,
  'signature-missing': signerName,
  'field-missing': fieldName,
  'field-invalid': fieldName,
  'unknown-file': fieldName,
  'stage-awaiting': stageName,
  'stage-done': stageName,
  'stage-not-open': stageName,
  'ground-not-shown': groundName,
  'unknown-ground': groundName,
}

function isOneOf<K extends string>(keys: readonly K[], what: string): what is K {
  return (keys as readonly string[]).includes(what)
}

function firstDay(date: string): Text {
  const { uk, en } = dayText(date, '')
  return say(`з ${uk}`, `from ${en}`)
}
