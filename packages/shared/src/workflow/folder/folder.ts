import { evolveCase } from '../case/evolve.ts'
import { initialCase } from '../case/state.ts'
import type { CaseFolder, FolderEvent, LoggedEvent } from './commands.ts'
import type { Dossier, DossierEvent } from './dossier.ts'

const emptyDossier: Dossier = {
  from: null,
  applicant: null,
  checks: {},
  fees: [],
  files: [],
  notes: [],
  papers: [],
  signed: [],
  letters: [],
}

/** Before anything has happened. */
export const initialFolder: CaseFolder = { state: initialCase, dossier: emptyDossier, log: [] }

/** The folder after an event. Never refuses: what is in the record has happened. */
export function evolveFolder(folder: CaseFolder, event: FolderEvent): CaseFolder {
  const log = isTold(event) ? [...folder.log, logged(event)] : folder.log
  if (isOfDossier(event)) return { ...folder, dossier: evolveDossier(folder.dossier, event), log }
  return { ...folder, state: evolveCase(folder.state, event), log }
}

const contents: ReadonlySet<string> = new Set<DossierEvent['type']>([
  'came-from',
  'applicant-written',
  'document-checked',
  'fee-checked',
  'file-added',
  'file-removed',
  'note-added',
  'paper-made',
  'record-signed',
  'letter-written',
])

/** Whether the event is about what lies in the folder, not about how far the case has come. */
export function isOfDossier(event: FolderEvent): event is DossierEvent {
  return contents.has(event.type)
}

function isTold({ type }: FolderEvent): boolean {
  return type !== 'deadline-set' && type !== 'deadline-moved' && type !== 'deadline-met' && type !== 'deadline-dropped'
}

/** The form stands in the dossier once, in its newest version. */
function logged(event: FolderEvent): LoggedEvent {
  if (event.type !== 'applicant-written') return event
  const { type, on, at, by } = event
  return { type, on, at, by }
}

function evolveDossier(dossier: Dossier, event: DossierEvent): Dossier {
  const { on, at, by } = event
  switch (event.type) {
    case 'came-from': {
      const { ticket, window, servedSince } = event
      return { ...dossier, from: { ticket, window, servedSince } }
    }
    case 'applicant-written':
      return { ...dossier, applicant: event.applicant }
    case 'document-checked':
      return { ...dossier, checks: { ...dossier.checks, [event.check.document]: event.check } }
    case 'fee-checked':
      return { ...dossier, fees: [...dossier.fees, event.fee] }
    case 'file-added':
      return { ...dossier, files: [...dossier.files, { ...event.file, on, by }] }
    case 'file-removed':
      return { ...dossier, files: dossier.files.filter(({ hash }) => hash !== event.hash) }
    case 'note-added':
      return { ...dossier, notes: [...dossier.notes, { at, by, text: event.text }] }
    case 'paper-made':
      return { ...dossier, papers: [...dossier.papers, { ...event.paper, on }] }
    case 'record-signed':
      return { ...dossier, signed: [...dossier.signed, event.record] }
    case 'letter-written': {
      const { letter } = event
      const known = dossier.letters.some(({ id }) => id === letter.id)
      const letters = known
        ? dossier.letters.map((one) => (one.id === letter.id ? letter : one))
        : [...dossier.letters, letter]
      return { ...dossier, letters }
    }
  }
}
