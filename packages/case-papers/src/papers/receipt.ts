import type { PaperBlock, PaperLanguage, PaperModel } from '../model.ts'
import { longDate } from '../words/dates.ts'
import { fullName, signingName } from '../words/people.ts'
import { documentRows } from './documents.ts'
import type { Matter } from './matter.ts'
import { authorPlace, head, place } from './parts.ts'

/** What the applicant takes home: what was taken and given back, and how to ask what became of it. */
export function receipt(matter: Matter): PaperModel['parts'] {
  const english = matter.applicant?.language === 'en'
  return [
    { language: 'uk', blocks: page(matter, 'uk') },
    ...(english ? [{ language: 'en' as const, blocks: page(matter, 'en') }] : []),
  ]
}

function page(matter: Matter, language: PaperLanguage): readonly PaperBlock[] {
  const { applicant, card, state } = matter
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  const rows = documentRows(matter, language)
  return [
    ...head(
      matter,
      say('ОПИС ПРИЙНЯТИХ ДОКУМЕНТІВ', 'DOCUMENTS TAKEN'),
      say('Розписка про приймання заяви-анкети', 'Receipt for the application'),
      language,
    ),
    {
      kind: 'form',
      rows: [
        { label: say('Номер справи', 'Case number'), value: state.id },
        { label: say('Заявник', 'Applicant'), value: applicant && fullName(applicant, language) },
        { label: say('Послуга', 'Service'), value: card.title[language] },
        { label: say('Дата приймання', 'Taken on'), value: longDate(state.day, language) },
        ...termRows(matter, language),
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: '№', share: 0.07 },
        { title: say('Документ', 'Document'), share: 0.5 },
        { title: say('Прийнято', 'Taken'), share: 0.22 },
        { title: say('Повернуто', 'Given back'), share: 0.21 },
      ],
      rows: rows.map(({ title, attached, returned }, index) => [String(index + 1), title, attached, returned]),
      ...(rows.length === 0 ? { spare: 5 } : {}),
    },
    { kind: 'heading', text: say('Як дізнатися про стан розгляду', 'How to ask about your application') },
    { kind: 'list', items: ways(matter, language) },
    {
      kind: 'signatures',
      places: [
        authorPlace(matter, language),
        place(
          say('Розписку отримано. Заявник', 'Receipt taken by the applicant'),
          applicant === null ? null : language === 'uk' ? signingName(applicant) : fullName(applicant, 'en'),
          null,
          language,
        ),
      ],
    },
  ]
}

/** The legal term as the card prints it, and its last day where it runs. */
function termRows({ card, state }: Matter, language: PaperLanguage) {
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  const cap = card.caps.find(({ tracks }) => tracks === undefined || tracks.includes(state.track))
  const running = state.deadlines.find(({ kind, status }) => kind === 'cap' && status === 'running')
  if (cap === undefined) return []
  const last = running === undefined ? '' : say(' – до ', ': by ') + longDate(running.date, language)
  return [{ label: say('Строк', 'Term'), value: `${cap.printed[language]}${last}` }]
}

function ways({ context }: Matter, language: PaperLanguage) {
  const { statusAddress, office } = context
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  const where = statusAddress === undefined ? '' : ` ${statusAddress}`
  return [
    {
      mark: '–',
      text: say(
        `На сторінці «Де моя заява»${where}: введіть номер справи й останні чотири цифри номера документа, за яким подано заяву.`,
        `On the page “Where is my application”${where}: enter the case number and the last four digits of the document you applied with.`,
      ),
    },
    {
      mark: '–',
      text: say(
        `За телефоном ${office.phones.join(', ')}: назвіть номер справи.`,
        `By phone, ${office.phones.join(', ')}: give the case number.`,
      ),
    },
  ]
}
