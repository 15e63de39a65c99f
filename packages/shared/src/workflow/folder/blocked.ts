import { isDate } from '../../calendar/dates.ts'
import type { Card, OfficeMapping } from '../card.ts'
import { type CaseRefusal, caseRefusalText } from '../case/refusals.ts'
import { whoActs } from '../role-titles.ts'
import type { Text } from '../term.ts'
import { type EventKey, eventKeys, type PartyKey, partyKeys, type RoleKey, roleKeys } from '../vocabulary.ts'
import { eventTitles, partyTitles } from './event-titles.ts'
import { documentTitle } from './told.ts'
import { dayText, say } from './words.ts'

/** A refusal as people read it, with what it is about by its name in the card. */
export function refusalText(card: Card, { code, what }: CaseRefusal, mapping?: OfficeMapping): Text {
  const text = caseRefusalText(code)
  const about = what === undefined ? null : named(card, code, what, mapping)
  return about === null ? text : say(`${text.uk} (${about.uk})`, `${text.en} (${about.en})`)
}

function named(card: Card, code: CaseRefusal['code'], what: string, mapping?: OfficeMapping): Text | null {
  switch (code) {
    case 'event-missing':
    case 'event-recorded':
      return isOneOf(eventKeys, what) ? eventTitles[what satisfies EventKey] : null
    case 'applied-too-soon':
      return isDate(what) ? dayWithYear(what) : null
    case 'document-missing':
      return documentTitle(card, what)
    case 'signature-missing':
      if (isOneOf(roleKeys, what)) return whoActs(card, what satisfies RoleKey, mapping)?.title ?? null
      return isOneOf(partyKeys, what) ? partyTitles[what satisfies PartyKey] : null
    case 'field-missing':
    case 'field-invalid': {
      const fields = card.stages.flatMap((stage) => [
        ...stage.fields,
        ...stage.outcomes.flatMap((outcome) => outcome.fields),
      ])
      return fields.find(({ key }) => key === what)?.label ?? null
    }
    case 'stage-awaiting':
    case 'stage-done':
    case 'stage-not-open':
      return card.stages.find(({ key }) => key === what)?.title ?? null
    case 'ground-not-shown':
    case 'unknown-ground':
      return (
        Object.values(card.grounds)
          .flat()
          .find(({ key }) => key === what)?.text ?? null
      )
    default:
      return null
  }
}

function isOneOf<K extends string>(keys: readonly K[], what: string): what is K {
  return (keys as readonly string[]).includes(what)
}

function dayWithYear(date: string): Text {
  const { uk, en } = dayText(date, '')
  return say(`з ${uk}`, `from ${en}`)
}
