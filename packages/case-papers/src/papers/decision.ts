import { whoActs } from '@cherha/shared/workflow'
import type { FormRow, PaperBlock, PaperLanguage, PaperModel } from '../model.ts'
import { longDate, shortDate } from '../words/dates.ts'
import { applicantRows, staffSigningName } from '../words/people.ts'
import { applies, type Matter } from './matter.ts'
import { groundsList, head, placesFor } from './parts.ts'
import { againBlocks } from './refusals.ts'

/** The decision: what was decided, about whom and why, and who signs it. */
export function decision(matter: Matter): PaperModel['parts'] {
  return [
    {
      language: 'uk',
      blocks: [...head(matter, 'РІШЕННЯ', matter.card.title.uk), ...decisionBlocks(matter, 'uk'), ...signing(matter)],
    },
  ]
}

/** What a decision says, for itself and for its copy. */
export function decisionBlocks(matter: Matter, language: PaperLanguage): readonly PaperBlock[] {
  const { applicant, outcome } = matter
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  const refused = outcome?.refusal
  return [
    {
      kind: 'paragraph',
      text: say(
        'Розглянуто заяву-анкету, проведено ідентифікацію особи та перевірку документів.',
        'The application was considered, the person identified and the documents checked.',
      ),
    },
    { kind: 'form', rows: [...applicantRows(applicant, language), ...caseRows(matter, language)] },
    ...(language === 'uk' ? inquiryTable(matter) : []),
    {
      kind: 'paragraph',
      text: `${say('ВИРІШЕНО:', 'DECIDED:')} ${outcome === null ? '' : lowerFirst(outcome.title[language])}.`,
      style: 'strong',
    },
    ...(refused === undefined
      ? []
      : [
          { kind: 'heading' as const, text: say('Підстави', 'Grounds') },
          groundsList(matter, language),
          ...againBlocks(matter, refused.kind, language),
        ]),
  ]
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLocaleLowerCase('uk')}${text.slice(1)}`
}

function caseRows({ card, state, context }: Matter, language: PaperLanguage): readonly FormRow[] {
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  const accepted = state.marks['documents-accepted'] ?? state.day
  return [
    { label: say('Про що рішення', 'Decision about'), value: card.resultTitle[language] },
    { label: say('Документи прийнято', 'Documents accepted'), value: longDate(accepted, language) },
    ...(context.entity === null
      ? []
      : [{ label: say('Прийняв', 'Accepted by'), value: context.entity.name[language] }]),
  ]
}

const answers = {
  confirmed: 'підтверджено',
  'not-confirmed': 'не підтверджено',
  unreachable: 'відповіді немає',
} as const

/** Inquiries of this round with what came back. */
function inquiryTable({ card, state }: Matter): readonly PaperBlock[] {
  if (state.inquiries.length === 0) return []
  const titleOf = (stage: string, key: string) =>
    card.stages.find((one) => one.key === stage)?.inquiries.find((one) => one.key === key)?.title.uk ?? key
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Перевірка, запит', share: 0.5 },
        { title: 'Надіслано', share: 0.18 },
        { title: 'Відповідь', share: 0.32 },
      ],
      rows: state.inquiries.map(({ stage, key, sentOn, result, closedOn }) => [
        titleOf(stage, key),
        shortDate(sentOn),
        result === null ? 'не надійшла' : `${answers[result]}${closedOn === null ? '' : `, ${shortDate(closedOn)}`}`,
      ]),
    },
  ]
}

/** Who signs: electronically in a frame, by hand on lines. */
function signing(matter: Matter): readonly PaperBlock[] {
  const signers = (matter.outcome?.signers ?? []).filter((signer) => applies(matter, signer))
  const byHand = signers.filter(({ how }) => how === 'by-hand')
  const electronic = signers.filter(({ how }) => how === 'electronic')
  return [
    ...(byHand.length === 0 ? [] : [{ kind: 'signatures' as const, places: placesFor(matter, byHand) }]),
    ...(electronic.length === 0
      ? []
      : [
          {
            kind: 'electronic' as const,
            title: 'Рішення підписують електронним підписом',
            lines: [
              ...electronic.flatMap(({ role, count }) => electronicLines(matter, role, count)),
              'Запис підпису зберігається у справі. Він дійсний лише для цього файла без змін.',
            ],
          },
        ]),
  ]
}

function electronicLines(
  { card, context }: Matter,
  role: NonNullable<Matter['outcome']>['signers'][number]['role'],
  count: number,
): readonly string[] {
  if (role === undefined) return []
  const title = whoActs(card, role, context.mapping)?.title.uk ?? 'Посадова особа'
  const { author } = context
  // two people sign the same file: then it names neither
  if (count > 1 || author === null) return [count > 1 ? `${title} (підписів: ${count})` : title]
  return [`${author.title.uk} ${staffSigningName(author.name)}`]
}
