import type { Card, CaseFolder, PaperKey } from '@cherha/shared/workflow'
import type { PaperContext } from './context.ts'
import type { PaperModel } from './model.ts'
import { handoverAct, identityAct, residenceAct, withdrawalAct } from './papers/acts.ts'
import { applicationForm } from './papers/application-form.ts'
import { decisionCopy, entityNotice } from './papers/decision-copy.ts'
import { decision } from './papers/decision.ts'
import { feeReceipt } from './papers/fee-receipt.ts'
import { inquiry } from './papers/inquiry.ts'
import { type Matter, matterOf } from './papers/matter.ts'
import { receipt } from './papers/receipt.ts'
import { acceptanceRefusal, considerationRefusal } from './papers/refusals.ts'
import { paperTitles } from './titles.ts'
import { typesetAll } from './words/typeset.ts'

const makers: Readonly<Record<PaperKey, (matter: Matter) => PaperModel['parts']>> = {
  'application-form': applicationForm,
  receipt,
  'fee-receipt': feeReceipt,
  'acceptance-refusal': acceptanceRefusal,
  'consideration-refusal': considerationRefusal,
  inquiry,
  decision,
  'decision-copy': decisionCopy,
  'entity-notice': entityNotice,
  'residence-act': residenceAct,
  'identity-act': identityAct,
  'handover-act': handoverAct,
  'withdrawal-act': withdrawalAct,
}

/** Not prose: never touched by typography. */
const fixed = new Set(['kind', 'language', 'style', 'share', 'paper', 'case', 'date', 'spare', 'ticked'])

/**
 * The words of a paper of a case. Pure: the same card, folder and context give the same model. What the case does not
 * know yet is left as a line to write on; a paper can be printed at any time.
 * @throws PaperNotPossible when the case has not begun or its card has no such stage
 */
export function paperModel(card: Card, folder: CaseFolder, paper: PaperKey, context: PaperContext): PaperModel {
  const matter = matterOf(card, folder, paper, context)
  const { id } = matter.state
  return {
    paper,
    title: `${paperTitles[paper].uk}, справа № ${id}`,
    case: id,
    date: context.today,
    author: context.office.name.uk,
    parts: typesetAll(makers[paper](matter), fixed),
  }
}
