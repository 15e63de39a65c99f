import type { CaseView } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import { trueFacts } from '../case/writer.ts'
import type { Text } from '../term.ts'
import { refusalKinds } from '../vocabulary.ts'
import type { CaseFolder } from './commands.ts'
import { caseTerms } from './decision.ts'
import { offersOf } from './offers.ts'
import { filingAlerts, filingOf, groundsOfFiling } from './filing.ts'
import { groundsOfReapplying, reapplicationAlert } from './reapplying.ts'
import type { Reapplication } from '../case/reapplication.ts'
import { papersOf } from './papers-view.ts'
import { isOfCase, writesForm } from './may.ts'
import { checklist, inquiries, inquiryTitle, originalsAlert, reminderAlerts } from './parts-view.ts'
import { pathStops } from './path-view.ts'
import { readingOf } from './reading.ts'
import { riskOf } from './risk.ts'
import { timelineOf } from './timeline.ts'
import { anOfficer, type Looking, tried } from './trial.ts'
import { joined, say } from './words.ts'

export interface Name {
  readonly name: string
  readonly title: Text
}

export interface CaseViewOptions extends Looking {
  /** Name and job title behind the id of an actor; null for nobody known. */
  readonly names: (id: string) => Name | null
  /** What stands on the door of a window of the case's office, by its id. */
  readonly windowLabel?: (id: string) => string
  /** True at the hub, while the intake is its own. */
  readonly draft?: boolean
  /** Whether this person may apply again yet, as the server finds it among earlier cases. */
  readonly reapplication?: Reapplication
}

/**
 * The case as one member of staff sees it: its days, its path, and everything this person can do now. What is offered
 * and not blocked is what the rules accept.
 * @throws RangeError when the case has not begun
 */
export function caseView(card: Card, folder: CaseFolder, options: CaseViewOptions): CaseView {
  const { state, dossier } = folder
  if (state.status === 'none') throw new RangeError('the case has not begun')
  const { context, today, names } = options
  const { calendar } = context
  const nameOf = (id: string): string => names(id)?.name ?? id
  const of = { card, state, context }
  const filing = filingOf(card, state, calendar)
  const again = options.reapplication ?? null
  const before = again === null ? null : reapplicationAlert(again, today)
  const pointedAt = [...groundsOfFiling(filing), ...groundsOfReapplying(card, again)]
  return {
    id: state.id,
    version: state.version,
    status: state.status === 'ended' ? 'ended' : options.draft === true ? 'draft' : 'open',
    end: state.end?.how ?? null,
    card: { id: card.id, version: card.version, title: card.title, result: card.result },
    office: state.office,
    service: state.service,
    entity: state.entity,
    track: state.track,
    day: state.day,
    today,
    officer: state.officer === null ? null : { login: state.officer, name: nameOf(state.officer) },
    applicant: dossier.applicant,
    from: dossier.from,
    terms: caseTerms(card, state, calendar),
    risk: state.status === 'ended' ? null : riskOf({ card, state, today, calendar }),
    alerts: [
      ...(before === null ? [] : [before]),
      ...filingAlerts(filing, state, today),
      ...originalsAlert(card, folder),
      ...reminderAlerts(card, state, today),
    ],
    reading: readingOf(card, state, calendar),
    facts: [...trueFacts(state.facts)].sort(),
    appeal: appealNow(card, folder, options),
    path: pathStops(card, state, context, nameOf),
    offers: offersOf({
      ...options,
      card,
      folder,
      state,
      signsAs: signsAs(names(options.actor.id)),
      pointedAt,
    }),
    checklist: checklist(card, folder),
    filing,
    fees: [...dossier.fees],
    files: dossier.files.map((file) => ({ ...file, by: file.by === null ? null : nameOf(file.by) })),
    papers: papersOf(card, folder),
    signatures: [...dossier.signed],
    letters: [...dossier.letters],
    inquiries: inquiries(card, folder, options),
    notes: dossier.notes.map((note) => ({ ...note, by: note.by === null ? null : nameOf(note.by) })),
    timeline: timelineOf(folder.log, {
      card,
      today,
      inquiryTitle: (id) => inquiryTitle(card, state, id),
      whoIs: (id) => who(names(id), id),
      ...(options.windowLabel === undefined ? {} : { windowLabel: options.windowLabel }),
    }),
    may: {
      reassign: isTaken(card, folder, options, {
        type: 'reassign',
        officer: anOfficer(card, state, context),
        reason: '-',
      }),
      complain: appealNow(card, folder, options) !== null,
      decideComplaint: isTaken(card, folder, options, { type: 'decide-complaint', result: 'dismissed' }),
      abandon: isTaken(card, folder, options, { type: 'abandon' }),
      note: isOfCase(of, options.actor) === null,
      addFile: mayAddFile(card, folder, options),
      writeApplicant: writesForm(of, options.actor) === null,
    },
  }
}

type Whole =
  | { readonly type: 'reassign'; readonly officer: ReturnType<typeof anOfficer>; readonly reason: string }
  | { readonly type: 'decide-complaint'; readonly result: 'dismissed' }
  | { readonly type: 'abandon' }

function isTaken(card: Card, folder: CaseFolder, { actor, today, context }: Looking, command: Whole): boolean {
  const whole = { ...command, actor, today, at: 0, version: folder.state.version }
  return tried(card, folder, whole, context) === null
}

const anyHash = '0'.repeat(64)

function mayAddFile(card: Card, folder: CaseFolder, { actor, today, context }: Looking): boolean {
  const file = {
    hash: anyHash,
    name: '-',
    type: 'application/pdf',
    bytes: 1,
    document: null,
    stage: null,
    scan: 'clean',
  } as const
  return tried(card, folder, { type: 'add-file', actor, today, at: 0, file }, context) === null
}

function appealNow(card: Card, folder: CaseFolder, { actor, today, context }: Looking): CaseView['appeal'] {
  const { appeal } = card
  if (appeal === undefined) return null
  const of = refusalKinds.filter((kind) => {
    const to = appeal.to[0] ?? 'court'
    const { version } = folder.state
    const command = {
      type: 'file-complaint',
      actor,
      today,
      at: 0,
      version,
      to,
      of: kind,
      documents: [anyHash],
    } as const
    return tried(card, folder, command, context) === null
  })
  if (of.length === 0) return null
  return { to: [...appeal.to], of, documentsRequired: appeal.documentsRequired, text: appeal.text }
}

function who(name: Name | null, id: string): Text {
  if (name === null) return say(id, id)
  return joined([name.title, say(name.name, name.name)])
}

/**
 * Surname and initials, as a signature is written: «Лисенко Б. І.» for «Лисенко Богдан Іванович» as for «Богдан
 * Лисенко». A patronymic tells which word is the surname; of two words the second is.
 */
export function signsAs(name: Name | null): string | null {
  const words = (name?.name ?? '').trim().split(/\s+/)
  const surnameFirst = words.length > 2 && /(вич|вна|ич|огли|кизи)$/iu.test(words.at(-1) ?? '')
  const surname = surnameFirst ? words[0] : words.at(-1)
  if (surname === undefined || surname === '') return null
  const given = surnameFirst ? words.slice(1, 3) : words.slice(0, -1)
  return [surname, ...given.map((part) => `${Array.from(part)[0] ?? ''}.`)].join(' ')
}
