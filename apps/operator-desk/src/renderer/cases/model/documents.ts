import type { CaseView } from '@cherha/shared/protocol'
import type { Text } from '@cherha/shared/workflow'

export type DocumentLook = 'done' | 'now' | 'risk' | 'stop' | 'idle'

/** One line of the list of documents. */
export interface DocumentLine {
  readonly key: string
  readonly title: Text
  readonly look: DocumentLook
  /** A key of the texts below `case.doc.`, and the number in it. */
  readonly word: DocumentWord
  readonly count: number
  /** Hashes that can be opened; a line without one is no link. */
  readonly files: readonly { readonly hash: string; readonly type: string }[]
}
export type DocumentWord =
  | 'signed'
  | 'toSign'
  | 'made'
  | 'compared'
  | 'certified'
  | 'attached'
  | 'unseen'
  | 'missing'
  | 'waits'
  | 'late'
  | 'answered'
  | 'confirmed'
  | 'notConfirmed'
  | 'unreachable'
  | 'unanswered'
  | 'scanned'

/** Everything that lies in the case: papers, what the applicant brought, answers of other bodies, other scans. */
export function documentsOf(view: CaseView): readonly DocumentLine[] {
  return [...view.papers.map(paperLine), ...broughtLines(view), ...view.inquiries.map(inquiryLine), ...otherScans(view)]
}

function paperLine({ paper, stage, visit, hash, title, signed, toSign }: CaseView['papers'][number]): DocumentLine {
  const waits = toSign > 0
  return {
    key: `paper ${paper} ${stage} ${visit}`,
    title,
    look: waits ? 'now' : 'done',
    word: waits ? 'toSign' : signed === 0 ? 'made' : 'signed',
    count: signed,
    files: [{ hash, type: 'application/pdf' }],
  }
}

function broughtLines(view: CaseView): readonly DocumentLine[] {
  return view.checklist
    .filter(({ check, files }) => view.status === 'draft' || check !== null || files.length > 0)
    .map(({ document, title, check, attached, files }) => {
      const seen = check !== null && (check.shown || check.attached !== 'none')
      return {
        key: `document ${document}`,
        title,
        look: check === null ? 'idle' : seen ? 'done' : 'stop',
        word:
          check === null
            ? 'unseen'
            : !seen
              ? 'missing'
              : check.attached === 'certified-copy'
                ? 'certified'
                : check.attached === 'original' && attached !== 'none'
                  ? 'attached'
                  : 'compared',
        count: 0,
        files: files.map((hash) => ({ hash, type: view.files.find((file) => file.hash === hash)?.type ?? '' })),
      }
    })
}

function inquiryLine({ id, title, letter, status, result, overdue }: CaseView['inquiries'][number]): DocumentLine {
  const [look, word] = inquiryState({ letter, status, result, overdue })
  return { key: `inquiry ${id}`, title, look, word, count: 0, files: [] }
}

/** How an inquiry stands. */
export function inquiryState({
  letter,
  status,
  result,
  overdue,
}: Pick<CaseView['inquiries'][number], 'letter' | 'status' | 'result' | 'overdue'>): readonly [
  DocumentLook,
  DocumentWord,
] {
  if (status === 'sent') return overdue ? ['risk', 'late'] : ['idle', 'waits']
  if (status === 'unanswered') return ['risk', 'unanswered']
  switch (result) {
    case 'not-confirmed':
      return ['stop', 'notConfirmed']
    case 'unreachable':
      return ['risk', 'unreachable']
    case 'confirmed':
      return ['done', letter ? 'answered' : 'confirmed']
    case null:
      return ['done', 'answered']
  }
}

function otherScans({ files, checklist }: CaseView): readonly DocumentLine[] {
  const shown = new Set(checklist.flatMap((line) => line.files))
  return files
    .filter(({ hash }) => !shown.has(hash))
    .map(({ hash, name, type }) => ({
      key: `file ${hash}`,
      title: { uk: name, en: name },
      look: 'done',
      word: 'scanned',
      count: 0,
      files: [{ hash, type }],
    }))
}
