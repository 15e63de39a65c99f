import type { PaperModel } from '../model.ts'
import { applicantRows } from '../words/people.ts'
import type { Matter } from './matter.ts'
import { authorPlace, head } from './parts.ts'

/** A letter that asks another body to confirm something about the application. */
export function inquiry(matter: Matter): PaperModel['parts'] {
  const { applicant, card, context } = matter
  const { to } = context.inquiry ?? {}
  const text = writtenFor(matter)
  return [
    {
      language: 'uk',
      blocks: [
        ...head(matter, 'ЗАПИТ'),
        {
          kind: 'form',
          rows: [
            { label: 'Кому', value: to ?? null },
            { label: 'Предмет', value: asked(matter).join('; ') },
          ],
        },
        { kind: 'paragraph', text: `Розглядаємо заяву-анкету. Послуга: ${card.title.uk}.` },
        { kind: 'form', rows: [...applicantRows(applicant), { label: 'Адреса', value: applicant?.address ?? null }] },
        ...(text === ''
          ? [{ kind: 'blank' as const, label: 'Просимо перевірити й підтвердити:', lines: 3 }]
          : [{ kind: 'paragraph' as const, text }]),
        ...answerTerm(matter).map((printed) => ({ kind: 'paragraph' as const, text: `Строк відповіді: ${printed}.` })),
        { kind: 'signatures', places: [authorPlace(matter)] },
      ],
    },
  ]
}

/** What the officer wrote: for the one inquiry, or for all that were sent in this stage. */
function writtenFor({ stage, state, context: { inquiry } }: Matter): string {
  if (inquiry?.text !== undefined) return inquiry.text.trim()
  const sent = state.inquiries.filter((one) => one.stage === stage.key && one.letter)
  const about = inquiry === undefined ? sent : sent.filter(({ key }) => key === inquiry.key).slice(-1)
  return about.flatMap(({ text }) => text?.trim() ?? []).join('\n')
}

/** The one inquiry, those that were sent in this stage, or all it can send by letter. */
function asked({ stage, state, context }: Matter): readonly string[] {
  const sent = state.inquiries.filter((one) => one.stage === stage.key && one.letter).map(({ key }) => key)
  const keys = context.inquiry === undefined ? sent : [context.inquiry.key]
  const chosen = stage.inquiries.filter(({ key }) => keys.includes(key))
  return (chosen.length > 0 ? chosen : stage.inquiries.filter(({ letter }) => letter)).map(({ title }) => title.uk)
}

/** The other body's term, as the card prints it. */
function answerTerm({ stage }: Matter): readonly string[] {
  const term = stage.deadlines.find(({ owed }) => owed === 'other-body')
  return term === undefined ? [] : [`${term.printed.uk.slice(0, 1).toLowerCase()}${term.printed.uk.slice(1)}`]
}
