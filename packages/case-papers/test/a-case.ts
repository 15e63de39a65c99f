import {
  type Actor,
  type Applicant,
  builtInCards,
  type Card,
  type CaseCommand,
  type CaseFolder,
  type CompleteStage,
  decideCase,
  type DossierEvent,
  evolveFolder,
  type Field,
  type Fields,
  findCard,
  holidaysOfUkraine,
  initialFolder,
  type RoleKey,
  workingCalendar,
} from '@cherha/shared/workflow'
import type { PaperContext, PaperOffice } from '../src/index.ts'

export const office: PaperOffice = {
  name: {
    uk: 'Управління Державної міграційної служби України в Миколаївській області',
    en: 'Department of the State Migration Service of Ukraine in Mykolaiv Oblast',
  },
  address: { uk: '54001, м. Миколаїв, вул. Декабристів, 5/А', en: '5/A Dekabrystiv St, Mykolaiv, 54001, Ukraine' },
  phones: ['(0512) 49-81-18'],
  email: 'mk@dmsu.gov.ua',
}
export const entity: PaperOffice = {
  name: { uk: 'Державне підприємство «Документ», пункт у м. Миколаїв', en: 'State enterprise “Document”, Mykolaiv' },
  address: { uk: '54030, м. Миколаїв, вул. Спаська, 12', en: '12 Spaska St, Mykolaiv, 54030' },
  phones: ['(0512) 50-10-10'],
}
export const clerk = {
  name: 'Олена Ткачук',
  title: { uk: 'Провідний спеціаліст сектору ЦОД', en: 'Leading specialist' },
}
export const head = {
  name: 'Ярослав Ґудзь',
  title: { uk: 'Перший заступник начальника УДМС', en: 'First deputy head' },
}

export const applicant: Applicant = {
  surname: 'Їжакевич-Задунайська',
  givenName: 'Єлизавета-Вікторія',
  patronymic: 'Всеволодівна',
  latin: { surname: 'YIZHAKEVYCH-ZADUNAISKA', givenName: 'YELYZAVETA-VIKTORIIA' },
  birthDate: '1987-03-05',
  sex: 'female',
  citizenship: 'Республіка Молдова',
  document: {
    kind: 'passport',
    number: 'AB 1234567',
    issuedOn: '2019-11-22',
    validUntil: '2029-11-22',
    issuer: 'ASP Chișinău',
  },
  address: '54001, Миколаївська обл., м. Миколаїв, просп. Центральний, буд. 22/6, кв. 114',
  phone: '+380 67 123-45-67',
  email: 'yelyzaveta.yizhakevych@example.org',
  language: 'uk',
}

/** Sixty of the widest letters, where a name may be that long; and everything else as long as its form allows. */
export const longest: Applicant = {
  ...applicant,
  surname: 'Щ'.repeat(60),
  givenName: `${'Ж'.repeat(29)}-${'Ю'.repeat(30)}`,
  patronymic: `${'Ш'.repeat(39)}’${'Ї'.repeat(20)}`,
  latin: { surname: 'W'.repeat(60), givenName: 'M'.repeat(60) },
  citizenship: 'Об’єднана Республіка '.repeat(4).trim().slice(0, 80),
  document: { ...applicant.document, number: 'WWWWWWWW 123456789ЩЩ', issuer: 'Ґ'.repeat(200) },
  address: `${'вулиця Ґвардійсько-Єврейська, '.repeat(9)}${'Щ'.repeat(30)}`,
  email: `${'w'.repeat(120)}@${'m'.repeat(60)}.example.org`,
  representative: { name: 'Щ'.repeat(160), authority: 'Довіреність № 7 від 1 січня 2026 року. '.repeat(7).trim() },
  hostingParty: { name: 'ТОВ «Ґазда і Їжак» '.repeat(10).trim(), address: 'Щ'.repeat(300) },
  language: 'en',
}

const calendar = workingCalendar(holidaysOfUkraine, { martialLaw: true })

/** A case brought by the rules as far as a paper needs it. */
export class ACase {
  readonly card: Card
  folder: CaseFolder = initialFolder
  today: string
  readonly entity: string | null

  constructor(id: string, { today = '2026-11-16', entity: code = null as string | null } = {}) {
    const card = findCard(builtInCards, id)
    if (card === undefined) throw new Error(`no card ${id}`)
    this.card = card
    this.today = today
    this.entity = code
    const actor = this.person(code === null ? 'intake' : 'authorised-entity')
    const { information } = card
    this.does({
      type: 'start',
      today,
      version: 0,
      actor,
      id: `8036-${id}-100001`,
      office: '8036',
      service: 'permit',
      entity: code,
      track: 'standard',
      day: today,
      ...(information === undefined ? {} : { grounds: ['expired'] }),
    })
  }

  person(role: RoleKey, id: string = role): Actor {
    return {
      id,
      office: role === 'authorised-entity' ? (this.entity ?? '8036') : '8036',
      unit: this.card.roles[role]?.unit ?? 'none',
      roles: [role],
    }
  }

  get version(): number {
    return this.folder.state.version
  }

  does(command: CaseCommand): this {
    const decision = decideCase(this.card, this.folder.state, command, { calendar })
    if (!decision.ok) throw new Error(`${command.type} refused: ${JSON.stringify(decision.refusal)}`)
    for (const event of decision.events) this.folder = evolveFolder(this.folder, { ...event, at: 0 })
    return this
  }

  holds(...events: readonly DossierEvent[]): this {
    for (const event of events) this.folder = evolveFolder(this.folder, event)
    return this
  }

  writes(who: Applicant): this {
    return this.holds({ type: 'applicant-written', on: this.today, at: 0, by: 'olena', applicant: who })
  }

  complete(step: string, more: Partial<CompleteStage> = {}, values: Fields = {}): this {
    const [stageKey = '', outcomeKey = ''] = step.split('.')
    const stage = this.card.stages.find(({ key }) => key === stageKey)
    const outcome = stage?.outcomes.find(({ key }) => key === outcomeKey)
    if (stage === undefined || outcome === undefined) throw new Error(`no ${step}`)
    const ours = this.entity !== null && stage.roles.includes('authorised-entity') ? 'authorised-entity' : undefined
    const role = ours ?? stage.roles.find((key) => key !== 'authorised-entity') ?? 'authorised-entity'
    return this.does({
      type: 'complete',
      today: this.today,
      version: this.version,
      actor: this.person(role),
      stage: stageKey,
      outcome: outcomeKey,
      fields: { ...Object.fromEntries([...stage.fields, ...outcome.fields].map((f) => [f.key, sample(f)])), ...values },
      parties: outcome.signers.flatMap(({ party, when }) => (party === undefined || when.length > 0 ? [] : [party])),
      ...(outcome.effects.includes('assign-officer') ? { officer: this.person('officer') } : {}),
      ...more,
    })
  }

  intake(): this {
    for (const step of [
      'intake-check.accepted',
      'application.formed',
      'print.correct',
      'applicant-signature.signed',
      'employee-signature.signed',
      this.entity === null ? 'scans.scanned' : 'scans.scanned-for-transfer',
    ])
      this.complete(step)
    return this
  }

  /** The authorised entity hands the case over: electronically, then on paper. */
  transfer(): this {
    const { today, version } = this
    const actor = this.person('authorised-entity')
    this.does({ type: 'record-event', stage: 'transfer', event: 'electronic-transferred', today, version, actor })
    return this.complete('transfer.transferred')
  }

  context(stage: string, more: Partial<PaperContext> = {}): PaperContext {
    return {
      office,
      entity: this.entity === null ? null : entity,
      stage,
      today: this.today,
      author: clerk,
      names: (login) => (login === 'decision-maker' ? head : clerk),
      statusAddress: 'https://cherha.example.gov.ua/status',
      ...more,
    }
  }
}

function sample({ kind, options, key }: Field): string | number | boolean {
  switch (kind) {
    case 'yes-no':
      return ['biometrics-taken', 'warned', 'passport-shown'].includes(key)
    case 'number':
      return 1
    case 'text':
      return key === 'signature-name' ? 'Ткачук О. В.' : 'ІН 123456'
    case 'date':
      return '2026-11-16'
    case 'date-time':
      return '2026-11-20T10:30'
    case 'phone':
      return '067 123 45 67'
    case 'email':
      return 'somebody@example.org'
    case 'choice':
      return options?.[0]?.key ?? ''
    case 'file':
      return 'a'.repeat(64)
  }
}
