import type { FeeCheck } from '@cherha/shared/workflow'
import type { PaperModel } from '../model.ts'
import { applicantRows } from '../words/people.ts'
import type { Matter } from './matter.ts'
import { authorPlace, head } from './parts.ts'

const results: Readonly<Record<FeeCheck['result'], string>> = {
  confirmed: 'сплату підтверджено',
  'not-confirmed': 'сплату не підтверджено',
  unreachable: 'перевірити не вдалося: «check» не відповів',
}

/** Document 003: what «check» said of the receipt codes the applicant gave, printed for the case. */
export function feeReceipt(matter: Matter): PaperModel['parts'] {
  const { applicant, card, folder } = matter
  const { fees } = folder.dossier
  const printed = card.information?.fees ?? []
  return [
    {
      language: 'uk',
      blocks: [
        ...head(matter, 'КВИТАНЦІЯ', 'Перевірка сплати в програмному продукті «check»'),
        { kind: 'form', rows: [...applicantRows(applicant), { label: 'Послуга', value: card.title.uk }] },
        {
          kind: 'table',
          columns: [
            { title: '№', share: 0.08 },
            { title: 'Код квитанції', share: 0.42 },
            { title: 'Відповідь «check»', share: 0.5 },
          ],
          rows: fees.map(({ code, result }, index) => [String(index + 1), code, results[result]]),
          ...(fees.length === 0 ? { spare: 3 } : {}),
        },
        ...(printed.length === 0
          ? []
          : [
              { kind: 'heading' as const, text: 'Платежі за інформаційною карткою' },
              {
                kind: 'table' as const,
                columns: [
                  { title: 'Платіж', share: 0.76 },
                  { title: 'Сума, грн', share: 0.24 },
                ],
                rows: printed.map(({ title, amount }) => [title.uk, amount]),
              },
            ]),
        ...(card.information?.feeNote === undefined
          ? []
          : [{ kind: 'paragraph' as const, text: card.information.feeNote.uk, style: 'small' as const }]),
        { kind: 'signatures', places: [authorPlace(matter)] },
      ],
    },
  ]
}
