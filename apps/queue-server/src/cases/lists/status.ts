import { CaseNumber, type StatusAnswer, type StatusBody } from '@cherha/shared/protocol'
import { publicStatus, statusSteps } from '@cherha/shared/workflow'
import { CaseNotFound } from '../cases.ts'
import type { Persons } from '../store/persons.ts'
import type { CaseAt, CaseWork } from '../work.ts'

/** Where an application is, for whoever knows its number and the document's last digits. */
export async function statusFor(
  { persons, work }: { readonly persons: Persons; readonly work: CaseWork },
  { case: given, digits }: StatusBody,
): Promise<StatusAnswer | null> {
  const number = CaseNumber.safeParse(normal(given))
  // a number that is none is looked for like any other
  const id = number.success ? number.data : '0000-000-000000'
  if (!(await persons.digitsAre(id, digits))) return null
  try {
    return answerOf(await work.open(id))
  } catch (error) {
    if (error instanceof CaseNotFound) return null
    throw error
  }
}

function answerOf({ stored, card, config, rules, today }: CaseAt): StatusAnswer {
  const { state } = stored.folder
  const { phase, stage, now, deadline, overdue, expected, visitOn, appeal } = publicStatus(card, state, {
    today,
    calendar: rules.context.calendar,
  })
  return {
    case: stored.id,
    service: card.title,
    office: config.name,
    phones: [...config.phones],
    phase,
    stage,
    now: [...now],
    accepted: state.marks['documents-accepted'] ?? null,
    deadline,
    overdue,
    expected,
    visitOn,
    appeal,
    steps: [...statusSteps(card, state)],
  }
}

/** People write a number with other dashes, with spaces, in capitals. */
function normal(number: string): string {
  return number
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/\s/g, '')
}
