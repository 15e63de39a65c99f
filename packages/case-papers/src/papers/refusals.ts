import type { RefusalKind } from '@cherha/shared/workflow'
import type { PaperBlock, PaperLanguage, PaperModel } from '../model.ts'
import { applicantRows, fullName, signingName } from '../words/people.ts'
import type { Matter } from './matter.ts'
import { authorPlace, groundsList, head, place } from './parts.ts'

/** The refusal to accept, in writing; in English too for an applicant who is written to in English. */
export function acceptanceRefusal(matter: Matter): PaperModel['parts'] {
  const english = matter.applicant?.language === 'en'
  return [
    { language: 'uk', blocks: acceptancePage(matter, 'uk') },
    ...(english ? [{ language: 'en' as const, blocks: acceptancePage(matter, 'en') }] : []),
  ]
}

function acceptancePage(matter: Matter, language: PaperLanguage): readonly PaperBlock[] {
  const { applicant, card, outcome } = matter
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  const onRequest = outcome?.refusal?.written === 'on-request'
  return [
    ...head(matter, say('ВІДМОВА В ПРИЙНЯТТІ ДОКУМЕНТІВ', 'REFUSAL TO ACCEPT THE DOCUMENTS'), undefined, language),
    {
      kind: 'form',
      rows: [...applicantRows(applicant, language), { label: say('Послуга', 'Service'), value: card.title[language] }],
    },
    {
      kind: 'paragraph',
      text: say('Документи не прийнято. Підстави:', 'The documents are not accepted. Grounds:'),
      style: 'strong',
    },
    groundsList(matter, language),
    ...againBlocks(matter, 'acceptance', language),
    ...(onRequest
      ? [
          {
            kind: 'paragraph' as const,
            text: say('Письмову відмову надано на прохання заявника.', 'Given in writing at the applicant’s request.'),
          },
        ]
      : []),
    {
      kind: 'signatures',
      places: [
        authorPlace(matter, language),
        place(
          say('Відмову отримано. Заявник', 'Received by the applicant'),
          applicant === null ? null : language === 'uk' ? signingName(applicant) : fullName(applicant, 'en'),
          null,
          language,
        ),
      ],
    },
  ]
}

/** The refusal to consider what an authorised entity took: a notice to the entity, for handing to the applicant. */
export function considerationRefusal(matter: Matter): PaperModel['parts'] {
  const { applicant, card, context } = matter
  return [
    {
      language: 'uk',
      blocks: [
        ...head(matter, 'ПОВІДОМЛЕННЯ', 'про відмову в розгляді документів'),
        ...entityAddress(context.entity),
        {
          kind: 'form',
          rows: [...applicantRows(applicant), { label: 'Послуга', value: card.title.uk }],
        },
        {
          kind: 'paragraph',
          text: 'Документи, прийняті уповноваженим суб’єктом, перевірено. У розгляді документів відмовлено. Підстави:',
          style: 'strong',
        },
        groundsList(matter),
        { kind: 'paragraph', text: 'Просимо вручити це повідомлення заявнику.' },
        ...againBlocks(matter, 'consideration', 'uk'),
        { kind: 'signatures', places: [authorPlace(matter)] },
      ],
    },
  ]
}

/** Whom a letter to the authorised entity goes to. */
export function entityAddress(entity: Matter['context']['entity']): readonly PaperBlock[] {
  if (entity === null) return [{ kind: 'form', rows: [{ label: 'Уповноваженому суб’єкту', value: null }] }]
  return [
    { kind: 'paragraph', text: `Кому: ${entity.name.uk}`, style: 'address' },
    { kind: 'paragraph', text: entity.address.uk, style: 'address' },
  ]
}

/** When one may apply again after a refusal, and where it can be appealed, as the card prints both. */
export function againBlocks({ card }: Matter, kind: RefusalKind, language: PaperLanguage): readonly PaperBlock[] {
  const again = card.reapplication.filter(({ after }) => after.includes(kind))
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  return [
    ...(again.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: say('Повторне звернення', 'Applying again') },
          ...again.map(({ text }) => ({ kind: 'paragraph' as const, text: sentence(text[language]) })),
        ]),
    ...(card.appeal?.of.includes(kind)
      ? [
          { kind: 'heading' as const, text: say('Оскарження', 'Appeal') },
          { kind: 'paragraph' as const, text: card.appeal.text[language] },
        ]
      : []),
  ]
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
