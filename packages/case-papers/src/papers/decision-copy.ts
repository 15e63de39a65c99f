import type { SignatureRecord } from '@cherha/shared/workflow'
import type { FormRow, PaperBlock, PaperModel } from '../model.ts'
import { longDate, longMoment } from '../words/dates.ts'
import { fullName, signingName, staffSigningName } from '../words/people.ts'
import { certifyingPlace } from './application-form.ts'
import { decisionBlocks } from './decision.ts'
import { type Matter, matterAt, stageThatMade } from './matter.ts'
import { groundsList, authorPlace, head, place } from './parts.ts'
import { againBlocks, entityAddress } from './refusals.ts'

/** A copy of the decision for the applicant, certified; with an English page for whoever is written to in English. */
export function decisionCopy(matter: Matter): PaperModel['parts'] {
  const decided = decisionOf(matter)
  const { applicant, card, context } = matter
  const mark = card.information?.copyMark.uk ?? 'Згідно з оригіналом'
  const uk: readonly PaperBlock[] = [
    ...head(decided, 'РІШЕННЯ (КОПІЯ)', card.title.uk),
    { kind: 'paragraph', text: `Рішення прийнято ${longDate(decidedOn(matter, decided))}.` },
    ...decisionBlocks(decided, 'uk'),
    ...signedBlocks(decided),
    { kind: 'heading', text: `«${mark}»` },
    { kind: 'signatures', places: [certifyingPlace(matter)] },
    { kind: 'heading', text: 'Вручення' },
    {
      kind: 'form',
      rows: [
        { label: 'Вручено під розписку (дата)', value: null },
        { label: 'Або рекомендований лист №', value: null },
        ...hostRows(matter),
      ],
    },
    {
      kind: 'signatures',
      places: [place('Копію отримано. Заявник', applicant === null ? null : signingName(applicant))],
    },
  ]
  if (applicant?.language !== 'en') return [{ language: 'uk', blocks: uk }]
  const en: readonly PaperBlock[] = [
    ...head({ ...decided, context }, 'DECISION', card.title.en, 'en'),
    { kind: 'paragraph', text: `Decided on ${longDate(decidedOn(matter, decided), 'en')}.` },
    ...decisionBlocks(decided, 'en'),
    {
      kind: 'paragraph',
      text: 'This page is a translation for your convenience. The Ukrainian text is the decision.',
      style: 'small',
    },
    { kind: 'signatures', places: [place('Received by', fullName(applicant, 'en'), null, 'en')] },
  ]
  return [
    { language: 'uk', blocks: uk },
    { language: 'en', blocks: en },
  ]
}

/** Where the card has the hosting party told, too: who that is, and the number of the letter to it. */
function hostRows({ stage, applicant }: Matter): readonly FormRow[] {
  const host = applicant?.hostingParty
  const isTold = stage.outcomes.some(({ notices }) => notices.some(({ who }) => who === 'hosting-party'))
  if (host === undefined || !isTold) return []
  return [
    { label: 'Приймаюча сторона', value: `${host.name}, ${host.address}` },
    { label: 'Рекомендований лист їй №', value: null },
  ]
}

/** The notice to the authorised entity of what was decided about an application it took. */
export function entityNotice(matter: Matter): PaperModel['parts'] {
  const decided = decisionOf(matter)
  const { context, card, applicant } = matter
  const refused = decided.outcome?.refusal
  return [
    {
      language: 'uk',
      blocks: [
        ...head(matter, 'ПОВІДОМЛЕННЯ', 'уповноваженому суб’єкту про рішення у справі'),
        ...entityAddress(context.entity),
        {
          kind: 'form',
          rows: [
            { label: 'Заявник', value: applicant && fullName(applicant, 'uk') },
            { label: 'Послуга', value: card.title.uk },
            { label: 'Рішення', value: decided.outcome?.title.uk ?? null },
            { label: 'Дата рішення', value: longDate(decidedOn(matter, decided)) },
          ],
        },
        ...(refused === undefined
          ? []
          : [
              { kind: 'heading' as const, text: 'Підстави' },
              groundsList(decided),
              { kind: 'paragraph' as const, text: 'Просимо повідомити заявника про рішення і вручити йому копію.' },
              ...againBlocks(decided, refused.kind, 'uk'),
            ]),
        { kind: 'signatures', places: [authorPlace(matter)] },
      ],
    },
  ]
}

/** The stage that decided; a card without one decides in the paper's own stage. */
function decisionOf(matter: Matter): Matter {
  const stage = stageThatMade(matter, 'decision')
  return stage === null ? matter : matterAt(matter, stage)
}

function decidedOn({ state, context }: Matter, decided: Matter): string {
  return state.visits.findLast(({ stage }) => stage === decided.stage.key)?.doneOn ?? context.today
}

/** Who signed electronically, as the records in the case say. */
function signedBlocks({ folder, stage, state, context }: Matter): readonly PaperBlock[] {
  const visit = state.visits.findLast((one) => one.stage === stage.key)?.visit
  const records = folder.dossier.signed.filter((record) => record.stage === stage.key && record.visit === visit)
  if (records.length === 0) return []
  return [
    {
      kind: 'electronic',
      title: 'Підписано електронним підписом',
      lines: records.flatMap((record) => [
        `${record.signer.title} ${staffSigningName(record.signer.name)}, ${signedAt(record, context.timeZone ?? 'Europe/Kyiv')}`,
        `Хеш документа (SHA-256): ${record.document}`,
      ]),
    },
  ]
}

/** The moment in the office's time. */
function signedAt({ at }: SignatureRecord, timeZone: string): string {
  const moment = Date.parse(at)
  if (Number.isNaN(moment)) return at
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment)
  return longMoment(parts.replace(' ', 'T'))
}
