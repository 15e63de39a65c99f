import type { CardList, CaseReport } from '@cherha/shared/protocol'
import { dayAfter, today } from './office-data.ts'

const title004 = {
  uk: 'Оформлення та видача посвідки на постійне проживання',
  en: 'Permanent residence permit: processing and issue',
}
const title003 = {
  uk: 'Оформлення та видача у зв’язку із втратою або викраденням посвідки на тимчасове проживання, її обміну',
  en: 'Temporary residence permit: issue after loss or theft, and exchange',
}

export const cards: CardList = {
  cards: [
    card('002', 'Оформлення та видача дозволу на імміграцію', 'Immigration permit', 'decision'),
    { id: '003', version: 1, title: title003, result: 'card', resultTitle: title003 },
    { id: '004', version: 1, title: title004, result: 'card', resultTitle: title004 },
  ],
}

function card(id: string, uk: string, en: string, result: 'card' | 'decision'): CardList['cards'][number] {
  return { id, version: 1, title: { uk, en }, result, resultTitle: { uk, en } }
}

type Stage = CaseReport['stages'][number]
const working = (amount: number) => ({ unit: 'working-days' as const, amount })

function stage(
  number: string,
  uk: string,
  en: string,
  [open, dueSoon, overdue]: readonly [number, number, number],
  median: number | null,
  limit: Stage['limit'],
  of = '004',
): Stage {
  return {
    card: of,
    stage: `stage-${number}`,
    number,
    title: { uk, en },
    open,
    dueSoon,
    overdue,
    done: median === null ? 0 : 41,
    late: median !== null && limit?.unit === 'working-days' && median > limit.amount ? 23 : 1,
    days: median === null ? null : { average: median + 0.4, median, longest: Math.ceil(median * 2) + 1 },
    target: limit?.unit === 'working-days' && limit.amount > 1 ? working(limit.amount - 1) : null,
    limit,
  }
}

/** Two cards at work at one office; none at the other. */
export function report(office: string | null): CaseReport {
  const none = office === '4802'
  const empty = { open: 0, begun: 0, ended: 0, refused: 0 }
  return {
    office,
    from: dayAfter(-29),
    to: today,
    today,
    cards: [
      { card: '003', title: title003, ...(none ? empty : { open: 12, begun: 19, ended: 21, refused: 2 }) },
      { card: '004', title: title004, ...(none ? empty : { open: 57, begun: 44, ended: 38, refused: 5 }) },
    ],
    stages: none
      ? []
      : [
          stage('8', 'Розподіл', 'Distribution', [3, 0, 0], 0.5, working(1), '003'),
          stage('11', 'Ідентифікація', 'Identification', [9, 2, 1], 2, working(3), '003'),
          stage('1', 'Перевірка документів', 'Documents checked', [0, 0, 0], 0, { unit: 'same-visit' }),
          stage('8', 'Розподіл', 'Distribution', [6, 1, 0], 1, { unit: 'same-day' }),
          stage('10', 'Ідентифікація та перевірки', 'Identification and checks', [21, 4, 2], 4, working(5)),
          stage('11', 'Перевірка місця проживання', 'Check of the place of residence', [11, 3, 4], 6.5, working(5)),
          stage('12', 'Рішення про оформлення', 'Decision', [8, 2, 1], 1, working(2)),
          stage('14', 'Виготовлення бланка', 'The card is made', [7, 0, 0], null, working(5)),
          stage('18', 'Видача', 'Issue', [4, 1, 0], 3, { unit: 'months', amount: 6 }),
        ],
    officers: none
      ? []
      : [
          officer('division', 'Відділ у справах іноземців', 'bohdan', 'Богдан Лисенко', 24, 5, 3),
          officer('division', 'Відділ у справах іноземців', 'oksana', 'Оксана Власюк', 19, 3, 0),
          officer('control', 'Відділ запобігання нелегальній міграції', 'vira', 'Віра Руденко', 11, 3, 5),
          officer('division', 'Відділ у справах іноземців', null, null, 9, 1, 0),
        ],
    refusals: none
      ? []
      : [
          refusal('acceptance', '1', 'Документи подано не в повному обсязі', 'The documents are not complete', 4),
          refusal('issue', '3', 'Особу не вдалося ідентифікувати', 'The person could not be identified', 2),
          refusal('handover', null, 'Пред’явлено недійсний документ', 'An invalid document was shown', 1),
        ],
  }
}

function officer(
  unit: string,
  unitTitle: string,
  login: string | null,
  name: string | null,
  open: number,
  dueSoon: number,
  overdue: number,
): CaseReport['officers'][number] {
  return {
    office: '4801',
    unit,
    unitTitle: { uk: unitTitle, en: 'Division for foreigners' },
    officer: login,
    name,
    open,
    dueSoon,
    overdue,
  }
}

function refusal(
  kind: CaseReport['refusals'][number]['kind'],
  number: string | null,
  uk: string,
  en: string,
  count: number,
): CaseReport['refusals'][number] {
  return { card: '004', kind, ground: `ground-${kind}`, number, text: { uk, en }, count }
}
