import type { Applicant, Card, FieldValue, Stage } from '@cherha/shared/workflow'
import type { FormRow, PaperBlock, PaperModel, SignaturePlace } from '../model.ts'
import { longDate, longMoment } from '../words/dates.ts'
import { documentKind, signingName, staffSigningName, surnameWithInitials } from '../words/people.ts'
import { documentRows } from './documents.ts'
import type { Matter } from './matter.ts'
import { head, place } from './parts.ts'

/** The application form: everything the applicant has said, to be checked and signed. */
export function applicationForm(matter: Matter): PaperModel['parts'] {
  const { applicant, card, context, state } = matter
  const noted = notedAtIntake(matter)
  const documents = documentRows(matter)
  const blocks: PaperBlock[] = [
    ...head(matter, 'ЗАЯВА-АНКЕТА', card.title.uk),
    { kind: 'heading', text: '1. Заявник' },
    { kind: 'form', rows: personRows(applicant), photo: 'Місце для фотокартки 35 × 45 мм' },
    { kind: 'heading', text: '2. Документ, що посвідчує особу' },
    { kind: 'form', rows: identityRows(applicant) },
    { kind: 'heading', text: '3. Місце проживання і зв’язок' },
    { kind: 'form', rows: contactRows(applicant) },
    ...othersOf(applicant),
    ...(noted.length === 0 ? [] : [heading('Відомості, внесені під час приймання'), form(noted)]),
    ...(documents.length === 0
      ? []
      : [
          heading('Документи, подані із заявою-анкетою'),
          {
            kind: 'list' as const,
            items: documents.map(({ title, attached }, i) => ({ mark: `${i + 1}.`, text: `${title}: ${attached}` })),
          },
        ]),
    heading('Підтвердження відомостей'),
    { kind: 'paragraph', text: 'Відомості в заяві-анкеті перевірено. Вони правильні й повні.' },
    ...(checksResidence(card) ? [{ kind: 'paragraph' as const, text: residenceWarning }] : []),
    ...applicantSignature(matter),
    heading('Відмітки працівника, який прийняв документи'),
    form([
      {
        label: state.entity === null ? 'Прийняв' : 'Прийняв уповноважений суб’єкт',
        value: state.entity === null ? context.office.name.uk : (context.entity?.name.uk ?? null),
      },
      { label: 'Дата приймання', value: longDate(state.day) },
    ]),
    { kind: 'signatures', places: [employeePlace(matter)] },
  ]
  return [{ language: 'uk', blocks: numbered(blocks) }]
}

const residenceWarning =
  'Мене попереджено: я можу подати документи про право на проживання в житлі. Якщо їх не подано, мене відвідають за ' +
  'вказаною адресою; про час повідомлять телефоном та електронною поштою за один робочий день.'

function checksResidence({ stages }: Card): boolean {
  return stages.some(({ roles }) => roles.includes('residence-checker'))
}

function heading(text: string): PaperBlock {
  return { kind: 'heading', text }
}

function form(rows: readonly FormRow[]): PaperBlock {
  return { kind: 'form', rows }
}

/** Sections in order, whichever of them there are. */
function numbered(blocks: readonly PaperBlock[]): readonly PaperBlock[] {
  let section = 0
  return blocks.map((block) =>
    block.kind === 'heading' ? { ...block, text: `${++section}. ${block.text.replace(/^\d+\. /, '')}` } : block,
  )
}

function personRows(applicant: Applicant | null): readonly FormRow[] {
  const latin = applicant?.latin
  return [
    { label: 'Прізвище', value: applicant?.surname ?? null },
    { label: 'Ім’я', value: applicant?.givenName ?? null },
    { label: 'По батькові', value: applicant === null ? null : (applicant.patronymic ?? 'немає') },
    {
      label: 'Прізвище та ім’я латиницею, як у паспортному документі',
      value: latin === undefined ? null : `${latin.surname} ${latin.givenName}`,
    },
    { label: 'Дата народження', value: applicant && longDate(applicant.birthDate) },
    { label: 'Стать', value: { female: 'жіноча', male: 'чоловіча', '': null }[applicant?.sex ?? ''] },
    { label: 'Громадянство', value: applicant?.citizenship ?? null },
  ]
}

function identityRows(applicant: Applicant | null): readonly FormRow[] {
  const document = applicant?.document
  return [
    { label: 'Вид документа', value: document === undefined ? null : documentKind(document.kind, 'uk') },
    { label: 'Номер (із серією)', value: document?.number ?? null },
    { label: 'Виданий', value: document?.issuedOn === undefined ? null : longDate(document.issuedOn) },
    { label: 'Дійсний до', value: document?.validUntil === undefined ? null : longDate(document.validUntil) },
    { label: 'Орган, що видав', value: document?.issuer ?? null },
  ]
}

function contactRows(applicant: Applicant | null): readonly FormRow[] {
  return [
    { label: 'Адреса місця проживання', value: applicant?.address ?? null },
    { label: 'Контактний телефон', value: applicant?.phone ?? null },
    { label: 'Електронна пошта', value: applicant?.email ?? null },
    { label: 'Мова листування', value: { uk: 'українська', en: 'англійська', '': null }[applicant?.language ?? ''] },
  ]
}

function othersOf(applicant: Applicant | null): readonly PaperBlock[] {
  const { representative, hostingParty } = applicant ?? {}
  return [
    ...(representative === undefined
      ? []
      : [
          heading('Законний представник'),
          form([
            { label: 'Прізвище, ім’я, по батькові', value: representative.name },
            { label: 'Підстава повноважень', value: representative.authority },
          ]),
        ]),
    ...(hostingParty === undefined
      ? []
      : [
          heading('Приймаюча сторона'),
          form([
            { label: 'Найменування', value: hostingParty.name },
            { label: 'Адреса', value: hostingParty.address },
          ]),
        ]),
  ]
}

/** What the stages at the window wrote down, in the card's own words. Dates and signatures have their own places. */
function notedAtIntake({ card, state }: Matter): readonly FormRow[] {
  return card.stages
    .filter(({ place, key }) => place === 'window' && state.fields[key] !== undefined)
    .flatMap((stage) =>
      stage.fields.flatMap(({ key, label, kind, options }) => {
        const value = state.fields[stage.key]?.[key]
        // what is not so need not be confirmed
        if (value === undefined || value === false || kind === 'file' || key.startsWith('signature-')) return []
        const chosen = options?.find((option) => option.key === value)?.label.uk
        return [{ label: label.uk, value: chosen ?? fieldText(kind, value) }]
      }),
    )
}

/** A field as people read it. */
export function fieldText(kind: Stage['fields'][number]['kind'], value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'так' : 'ні'
  if (kind === 'date' || kind === 'date-time') return longMoment(String(value))
  return typeof value === 'number' ? value.toLocaleString('uk') : value
}

/** A line to sign on, and the note that replaces it; only the note once it is known that it does. */
function applicantSignature({ applicant, facts }: Matter): readonly PaperBlock[] {
  const { representative } = applicant ?? {}
  const who = representative === undefined ? 'Заявник' : 'Законний представник'
  const name = representative?.name ?? (applicant === null ? null : signingName(applicant))
  const cannot = facts.has('cannot-sign')
  const note =
    'Заявник не може підписати заяву-анкету власноруч через фізичні вади. Відомості засвідчує працівник власним підписом.'
  return [
    ...(cannot
      ? []
      : [{ kind: 'signatures' as const, places: [place(who, name, '«____» ________________ 20____ року')] }]),
    { kind: 'tick', text: note, ticked: cannot },
  ]
}

/** Row 5 of the cards: signature with date, surname and initials. */
function employeePlace({ context, state }: Matter): SignaturePlace {
  const written = state.fields['employee-signature'] ?? {}
  const [name, date] = [written['signature-name'], written['signature-date']]
  const { author } = context
  return {
    ...place(
      author?.title.uk ?? 'Працівник',
      typeof name === 'string' ? name : author === null ? null : surnameWithInitials(author.name),
      longDate(typeof date === 'string' ? date : context.today),
    ),
    captions: { sign: '(підпис)', name: '(прізвище, ініціали)' },
  }
}

/** The same place for a copy that an employee certifies. */
export function certifyingPlace({ context }: Matter): SignaturePlace {
  const { author, today } = context
  return place(author?.title.uk ?? 'Працівник', author === null ? null : staffSigningName(author.name), longDate(today))
}
