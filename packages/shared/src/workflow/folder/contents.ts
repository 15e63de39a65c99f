import { isDate } from '../../calendar/dates.ts'
import { isFilledIn } from '../case/fields.ts'
import { type Objection, objection } from '../case/refusals.ts'
import type { Applicant } from './applicant.ts'
import { isOfCase, type OfCase, takesIt, worksOnIt, writesForm } from './may.ts'
import type { DossierCommand } from './commands.ts'
import { type Dossier, type DossierEvent, maxFilesOfCase, maxNotesOfCase } from './dossier.ts'

export type ContentsDecision =
  | { readonly ok: true; readonly events: readonly DossierEvent[] }
  | { readonly ok: false; readonly refusal: NonNullable<Objection> }

/** Decides what is done with the contents of a case that has begun. */
export function decideContents(of: OfCase, dossier: Dossier, command: DossierCommand): ContentsDecision {
  const { today, at, actor } = command
  if (!isDate(today)) return refuse(objection('bad-date', 'today'))
  const against = mayDo(of, command) ?? fits(of, dossier, command)
  if (against !== null) return refuse(against)
  const event = eventOf(dossier, command, { on: today, at, by: actor.id })
  return { ok: true, events: event === null ? [] : [event] }
}

function mayDo(of: OfCase, command: DossierCommand): Objection {
  const { actor } = command
  switch (command.type) {
    case 'write-applicant':
      return writesForm(of, actor)
    case 'came-from':
    case 'remove-file':
      return takesIt(of, actor)
    case 'check-document':
    case 'keep-fee-check':
      return worksOnIt(of, actor)
    case 'add-file': {
      const against = worksOnIt(of, actor)
      // A complaint comes with documents, also when the case is long over.
      return against !== null && of.state.refusals.length > 0 ? isOfCase(of, actor) : against
    }
    case 'add-note':
    case 'write-letter':
    // What an outcome made is put into the folder after it, and the outcome may have ended the case.
    case 'keep-paper':
    case 'keep-signature':
      return isOfCase(of, actor)
  }
}

function fits(of: OfCase, dossier: Dossier, command: DossierCommand): Objection {
  switch (command.type) {
    case 'check-document':
      return knows(of, command.check.document)
    case 'add-file': {
      const { file } = command
      if (dossier.files.some(({ hash }) => hash === file.hash)) return null
      if (dossier.files.length >= maxFilesOfCase) return objection('too-many-files', String(maxFilesOfCase))
      return file.document === null ? null : knows(of, file.document)
    }
    case 'remove-file':
      return dossier.files.some(({ hash }) => hash === command.hash) ? null : objection('unknown-file', command.hash)
    case 'add-note':
      if (command.text.trim() === '') return objection('field-missing', 'text')
      return dossier.notes.length >= maxNotesOfCase ? objection('too-many-notes', String(maxNotesOfCase)) : null
    case 'write-letter': {
      const { sentOn, deliveredOn } = command.letter
      const days = [sentOn, deliveredOn].flatMap((date) => date ?? [])
      if (days.some((date) => !isDate(date) || date > command.today || date < of.state.day))
        return objection('bad-date', 'letter')
      return sentOn !== null && deliveredOn !== null && deliveredOn < sentOn ? objection('bad-date', 'letter') : null
    }
    case 'keep-paper':
      return of.card.stages.some(({ key }) => key === command.paper.stage)
        ? null
        : objection('unknown-stage', command.paper.stage)
    case 'keep-signature':
      return command.record.case === of.state.id ? null : objection('unknown-stage', command.record.case)
    case 'write-applicant':
      return formObjection(command.applicant, command.today)
    case 'came-from':
    case 'keep-fee-check':
      return null
  }
}

/** What no form can say: days that are none or are to come, a phone or an e-mail that reaches nobody. */
function formObjection({ birthDate, document, phone, email }: Applicant, today: string): Objection {
  if (!isDate(birthDate) || birthDate > today) return objection('bad-date', 'birthDate')
  const { issuedOn, validUntil } = document
  if (issuedOn !== undefined && (!isDate(issuedOn) || issuedOn > today || issuedOn < birthDate))
    return objection('bad-date', 'issuedOn')
  if (validUntil !== undefined && (!isDate(validUntil) || validUntil < (issuedOn ?? birthDate)))
    return objection('bad-date', 'validUntil')
  if (phone !== undefined && phone !== '' && !isFilledIn({ kind: 'phone' }, phone))
    return objection('field-invalid', 'phone')
  if (email !== undefined && email !== '' && !isFilledIn({ kind: 'email' }, email))
    return objection('field-invalid', 'email')
  return null
}

/** Whether the information card lists the document; a card without one has no list. */
function knows({ card }: OfCase, document: string): Objection {
  return card.information?.documents.some(({ key }) => key === document)
    ? null
    : objection('unknown-document', document)
}

/** What is there already happens once: null. */
function eventOf(
  dossier: Dossier,
  command: DossierCommand,
  who: { readonly on: string; readonly at: number; readonly by: string },
): DossierEvent | null {
  switch (command.type) {
    case 'came-from': {
      const { ticket, window, servedSince } = command
      return { ...who, type: 'came-from', ticket, window, servedSince }
    }
    case 'write-applicant':
      return { ...who, type: 'applicant-written', applicant: command.applicant }
    case 'check-document':
      return { ...who, type: 'document-checked', check: command.check }
    case 'add-file':
      if (dossier.files.some(({ hash }) => hash === command.file.hash)) return null
      return { ...who, type: 'file-added', file: command.file }
    case 'remove-file':
      return { ...who, type: 'file-removed', hash: command.hash }
    case 'add-note':
      return { ...who, type: 'note-added', text: command.text }
    case 'keep-paper': {
      const { paper } = command
      const same = dossier.papers.some(
        (one) => one.hash === paper.hash && one.paper === paper.paper && one.stage === paper.stage,
      )
      return same ? null : { ...who, type: 'paper-made', paper }
    }
    case 'keep-signature':
      if (dossier.signed.some(({ signature }) => signature === command.record.signature)) return null
      return { ...who, type: 'record-signed', record: command.record }
    case 'write-letter':
      return { ...who, type: 'letter-written', letter: command.letter }
    case 'keep-fee-check':
      if (dossier.fees.some(({ id }) => id === command.fee.id)) return null
      return { ...who, type: 'fee-checked', fee: command.fee }
  }
}

function refuse(refusal: NonNullable<Objection>): ContentsDecision {
  return { ok: false, refusal }
}
