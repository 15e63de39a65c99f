import type { FormRow, PaperBlock, PaperModel } from '../model.ts'
import { longDate, longMoment } from '../words/dates.ts'
import { applicantRows, signingName, staffSigningName } from '../words/people.ts'
import { applies, type Matter } from './matter.ts'
import { authorPlace, head, place, placesFor } from './parts.ts'
import { partyName } from './parties.ts'

/** The act of a residence check: two employees, and whoever of applicant, owner and neighbours was there. */
export function residenceAct(matter: Matter): PaperModel['parts'] {
  const { applicant, outcome, stage, fields, context } = matter
  const time = fields['visit-time']
  const made = stage.outcomes.filter(({ papers }) => papers.includes('residence-act'))
  const signers = outcome?.signers ?? unionOf(made.map((one) => one.signers))
  const blocks: readonly PaperBlock[] = [
    ...head(matter, 'АКТ', 'перевірки адреси місця проживання'),
    {
      kind: 'form',
      rows: [
        ...applicantRows(applicant),
        { label: 'Адреса, яку вказано', value: applicant?.address ?? null },
        { label: 'Дата та час відвідання', value: typeof time === 'string' ? longMoment(time) : null },
        { label: 'Присутні особи', value: context.act?.['present'] ?? null },
      ],
    },
    ...(outcome === null
      ? made.map((one) => ({ kind: 'tick' as const, text: one.title.uk, ticked: false }))
      : [{ kind: 'paragraph' as const, text: `Встановлено: ${outcome.title.uk}.`, style: 'strong' as const }]),
    ...found('Обставини, виявлені під час перевірки:', context.act?.['found'], 4),
    {
      kind: 'signatures',
      places: placesFor(
        matter,
        signers.filter((signer) => applies(matter, signer)),
      ),
    },
  ]
  return [{ language: 'uk', blocks }]
}

/** The act of a visit at home or in hospital (document 003, item 10): the fields and signers the card lists. */
export function identityAct(matter: Matter): PaperModel['parts'] {
  const { applicant, card, context } = matter
  const visit = card.information?.homeVisit
  const rows = (visit?.actFields ?? []).map(
    ({ key, label, field }): FormRow => ({
      label: label.uk,
      value: writtenDown(matter, field) ?? actValue(matter, key),
    }),
  )
  const places = (visit?.signers ?? [])
    .filter((signer) => applies(matter, signer))
    .map(({ party }) => {
      if (party === 'employee') return authorPlace(matter)
      const name =
        party !== 'applicant' || applicant === null ? null : (applicant.representative?.name ?? signingName(applicant))
      return place(party === 'applicant' ? 'Заявник або законний представник' : partyName(party), name)
    })
  const blocks: readonly PaperBlock[] = [
    ...head(matter, 'АКТ', 'про відвідування заявника та перевірку тотожності особи'),
    { kind: 'form', rows: [...applicantRows(applicant), ...rows] },
    ...(visit === undefined
      ? []
      : [
          { kind: 'heading' as const, text: 'Документи, на підставі яких здійснено виїзд' },
          { kind: 'list' as const, items: visit.grounds.map(({ uk }, i) => ({ mark: `${i + 1}.`, text: uk })) },
        ]),
    ...found('Додаткові відомості:', context.act?.['found'], 2),
    { kind: 'signatures', places: places.length === 0 ? [authorPlace(matter), place('Заявник', null)] : places },
  ]
  return [{ language: 'uk', blocks }]
}

/** What the clerk has written of an act's field in the stage. */
function writtenDown({ fields }: Matter, field: string | undefined): string | null {
  const value = field === undefined ? undefined : fields[field]
  if (typeof value === 'boolean') return value ? 'підтверджено' : 'не підтверджено'
  if (typeof value !== 'string' || value === '') return null
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? longMoment(value) : value
}

/** What is known of an act's field before it is written by hand. */
function actValue({ context, applicant, facts }: Matter, key: string): string | null {
  const given = context.act?.[key]
  if (given !== undefined) return given
  const { author } = context
  if (key === 'employee' && author !== null) return `${author.title.uk} ${staffSigningName(author.name)}`
  // in hospital the place is another
  if (key === 'place' && applicant !== null && !facts.has('in-hospital')) return applicant.address
  return null
}

/** The act of transfer: cards to an authorised entity, or what goes with a card that was withdrawn. */
export function handoverAct(matter: Matter): PaperModel['parts'] {
  const { card, outcome, context, stage } = matter
  const withdrawn =
    outcome?.effects.includes('withdraw-card') ??
    stage.outcomes.some(({ effects }) => effects.includes('withdraw-card'))
  const things = withdrawn ? withdrawnThings(matter) : [[card.resultTitle.uk, cardWords(matter), '1']]
  const signers = (outcome?.signers ?? stage.outcomes[0]?.signers ?? []).filter((signer) => applies(matter, signer))
  const places = withdrawn
    ? [{ ...authorPlace(matter), who: `Передав: ${authorPlace(matter).who}` }, place('Прийняв', null)]
    : placesFor(matter, signers).map((one, i) => ({ ...one, who: `${i === 0 ? 'Передав' : 'Прийняв'}: ${one.who}` }))
  const blocks: readonly PaperBlock[] = [
    ...head(matter, 'АКТ', 'приймання-передачі'),
    {
      kind: 'form',
      rows: [
        { label: 'Передає', value: context.office.name.uk },
        { label: 'Приймає', value: withdrawn ? (context.act?.['to'] ?? null) : (context.entity?.name.uk ?? null) },
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: '№', share: 0.08 },
        { title: 'Що передано', share: 0.42 },
        { title: 'Номер, дата', share: 0.34 },
        { title: 'Кількість', share: 0.16 },
      ],
      rows: things.map((row, index) => [String(index + 1), ...row]),
    },
    { kind: 'signatures', places },
  ]
  return [{ language: 'uk', blocks }]
}

function withdrawnThings({ state, fields, card, applicant }: Matter): readonly (readonly string[])[] {
  const act = fields['withdrawal-act']
  const permit = applicant?.document.kind === 'residence-permit' ? `№ ${applicant.document.number}` : ''
  return [
    ['Заява-анкета', `справа № ${state.id}`, '1'],
    [card.resultTitle.uk, permit, '1'],
    ['Акт про вилучення', typeof act === 'string' ? `№ ${act}` : '', '1'],
  ]
}

/** Number and date of the card that was made. */
function cardWords({ state }: Matter): string {
  const found = Object.values(state.fields).find((fields) => fields['card-number'] !== undefined)
  const [number, date] = [found?.['card-number'], found?.['card-date']]
  if (number === undefined) return ''
  return `№ ${String(number)}${typeof date === 'string' ? ` від ${longDate(date)}` : ''}`
}

/** The act of withdrawal of an invalid card. */
export function withdrawalAct(matter: Matter): PaperModel['parts'] {
  const { applicant, card, fields, outcome, context } = matter
  const number = fields['withdrawal-act']
  const signers = (outcome?.signers ?? matter.stage.outcomes[0]?.signers ?? []).filter((one) => applies(matter, one))
  const blocks: readonly PaperBlock[] = [
    ...head(matter, 'АКТ', 'про вилучення недійсної посвідки'),
    {
      kind: 'form',
      rows: [
        { label: 'Номер акта', value: typeof number === 'string' ? number : null },
        ...applicantRows(applicant),
        { label: 'Вилучено', value: card.resultTitle.uk },
        { label: 'Номер посвідки', value: context.act?.['card-number'] ?? null },
      ],
    },
    {
      kind: 'paragraph',
      text: 'Під час приймання документів виявлено, що посвідку визнано недійсною. Заявнику про це повідомлено. Посвідку вилучено.',
    },
    ...found('Стан посвідки, зауваження:', context.act?.['found'], 2),
    {
      kind: 'signatures',
      places: [
        ...placesFor(matter, signers).map((one) => ({ ...one, date: longDate(context.today) })),
        place('З актом ознайомлено. Заявник', applicant === null ? null : signingName(applicant)),
      ],
    },
  ]
  return [{ language: 'uk', blocks }]
}

/** Words that are known, else lines to write them on. */
function found(label: string, known: string | undefined, lines: number): readonly PaperBlock[] {
  if (known === undefined) return [{ kind: 'blank', label, lines }]
  return [{ kind: 'paragraph', text: `${label} ${known}` }]
}

/** All signers several outcomes may ask for, each once. */
function unionOf(
  lists: readonly NonNullable<Matter['outcome']>['signers'][],
): NonNullable<Matter['outcome']>['signers'] {
  const all = new Map(lists.flat().map((signer) => [`${signer.role ?? ''} ${signer.party ?? ''}`, signer]))
  return [...all.values()].map((signer) => (signer.party === undefined ? signer : { ...signer, optional: true }))
}
