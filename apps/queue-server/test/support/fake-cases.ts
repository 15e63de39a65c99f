import { createHash } from 'node:crypto'
import type {
  CaseActionAnswer,
  CaseHandoverAnswer,
  CaseReport,
  CaseReportQuery,
  CaseView,
  StatusAnswer,
} from '@cherha/shared/protocol'
import { builtInCards, type FeeCheck } from '@cherha/shared/workflow'
import { CaseFileRefused, CaseNotFound, type Cases, type CaseStaff, type FileContent } from '../../src/cases/cases.ts'
import type { CaseHttp, SigningKeyMade, SigningKeys } from '../../src/http/cases/parts.ts'
import type { SteadyPace } from '../../src/http/cases/steady-pace.ts'
import { CaseTokens } from '../../src/hub-gateway/case-access.ts'
import type { ServerClock } from '../../src/offices/ports.ts'

const text = (uk: string) => ({ uk, en: uk })
/** The one case there is. */
export const caseId = '6801-004-000127'

export const aView: CaseView = {
  id: caseId,
  version: 7,
  status: 'open',
  end: null,
  card: { id: '004', version: 1, title: text('Посвідка'), result: 'card' },
  office: '6801',
  service: 'permit',
  entity: null,
  track: 'standard',
  day: '2026-03-02',
  today: '2026-03-04',
  officer: null,
  applicant: null,
  from: null,
  terms: { accepted: null, decision: null, result: null },
  risk: null,
  alerts: [],
  facts: [],
  appeal: null,
  path: [],
  offers: [],
  filing: [],
  checklist: [],
  fees: [],
  files: [],
  papers: [],
  signatures: [],
  letters: [],
  inquiries: [],
  notes: [],
  timeline: [],
  may: {
    reassign: false,
    complain: false,
    decideComplaint: false,
    abandon: false,
    note: true,
    addFile: true,
    writeApplicant: false,
  },
}

export const aStatus: StatusAnswer = {
  case: caseId,
  service: text('Посвідка'),
  office: text('Хмельницький'),
  phones: ['+380 382 65 32 10'],
  phase: 'deciding',
  stage: text('Приймається рішення'),
  now: [],
  accepted: '2026-03-02',
  deadline: '2026-03-12',
  overdue: false,
  expected: text('Нічого робити не треба'),
  visitOn: null,
  appeal: null,
  steps: [],
}

export function aReport(query: CaseReportQuery): CaseReport {
  return {
    office: query.office ?? null,
    from: query.from,
    to: query.to,
    today: '2026-03-04',
    cards: [{ card: '004', title: text('Посвідка, "постійна"'), open: 3, begun: 2, ended: 1, refused: 1 }],
    stages: [
      {
        card: '004',
        stage: 'decide',
        number: '11',
        title: text('Рішення'),
        open: 2,
        dueSoon: 1,
        overdue: 1,
        done: 4,
        late: 1,
        days: { average: 7.5, median: 7, longest: 11 },
        target: { unit: 'working-days', amount: 8 },
        limit: { unit: 'same-day' },
      },
    ],
    officers: [
      {
        office: '6801',
        unit: 'permits',
        unitTitle: null,
        officer: 'petrenko',
        name: '=Петренко',
        open: 2,
        dueSoon: 1,
        overdue: 1,
      },
    ],
    refusals: [
      { card: '004', kind: 'issue', ground: 'false-data', number: '3', text: text('Неправдиві дані'), count: 1 },
    ],
  }
}

/** Cases that answer as a test wants it and write down what they were asked. */
export class FakeCases implements Cases {
  readonly asked: unknown[][] = []
  readonly files = new Map<string, Uint8Array>()
  action: CaseActionAnswer = { ok: true, version: 8 }
  handover: CaseHandoverAnswer = { state: 'taken', version: 7 }
  /** What the next question runs into. */
  fails: Error | null = null

  async take(...asked: Parameters<Cases['take']>): Promise<CaseHandoverAnswer> {
    this.#note('take', asked)
    return this.handover
  }
  async receiveFile(...asked: Parameters<Cases['receiveFile']>): Promise<void> {
    this.#note('receiveFile', asked)
    const [, , hash, bytes] = asked
    if (createHash('sha256').update(bytes).digest('hex') !== hash) {
      throw new CaseFileRefused('wrong-hash', text('Файл не той'))
    }
    this.files.set(hash, bytes)
  }
  async act(...asked: Parameters<Cases['act']>): Promise<CaseActionAnswer> {
    this.#find('act', asked, asked[1])
    return this.action
  }
  async tell(): Promise<boolean> {
    return true
  }
  async view(...asked: Parameters<Cases['view']>): Promise<CaseView> {
    this.#find('view', asked, asked[1])
    return aView
  }
  async tasks(...asked: Parameters<Cases['tasks']>) {
    this.#note('tasks', asked)
    return { tasks: [], total: 0, overdue: 0, dueToday: 0, next: null, server: true }
  }
  async distribution(...asked: Parameters<Cases['distribution']>) {
    this.#note('distribution', asked)
    return { waiting: [], officers: [] }
  }
  async distribute(...asked: Parameters<Cases['distribute']>) {
    this.#note('distribute', asked)
    return { assigned: asked[1].assignments.map((one) => one.case), refused: [] }
  }
  async addFile(...asked: Parameters<Cases['addFile']>): Promise<CaseActionAnswer> {
    this.#find('addFile', asked, asked[1])
    return this.action
  }
  async file(...asked: Parameters<Cases['file']>): Promise<FileContent> {
    this.#find('file', asked, asked[1])
    const bytes = this.files.get(asked[2])
    if (bytes === undefined) throw new CaseNotFound()
    return { type: 'image/png', name: 'паспорт "1".png', bytes }
  }
  async paper(...asked: Parameters<Cases['paper']>): Promise<Uint8Array> {
    this.#find('paper', asked, asked[1])
    return Buffer.from('%PDF-')
  }
  async status(...asked: Parameters<Cases['status']>): Promise<StatusAnswer | null> {
    this.#note('status', asked)
    const [{ case: id, digits }] = asked
    return id === caseId && digits === '0417' ? aStatus : null
  }
  async tick(): Promise<number> {
    return 0
  }
  async report(...asked: Parameters<Cases['report']>): Promise<CaseReport> {
    this.#note('report', asked)
    return aReport(asked[0])
  }

  #find(what: string, asked: unknown[], id: string): void {
    this.#note(what, asked)
    if (id !== caseId) throw new CaseNotFound()
  }

  #note(what: string, asked: unknown[]): void {
    this.asked.push([what, ...asked])
    const failure = this.fails
    this.fails = null
    if (failure !== null) throw failure
  }
}

export class FakeKeys implements SigningKeys {
  readonly asked: unknown[][] = []
  answer: SigningKeyMade = { ok: true, publicKey: 'AAAA', made: true }
  async open(who: CaseStaff, password: string, newPassword?: string): Promise<SigningKeyMade> {
    this.asked.push([who, password, newPassword])
    return this.answer
  }
}

/** Time that is waited for without waiting. */
export class FakePace implements SteadyPace {
  readonly waited: number[] = []
  at = 0
  now(): number {
    return this.at
  }
  jitter(): number {
    return 0
  }
  async wait(ms: number): Promise<void> {
    this.waited.push(ms)
    this.at += ms
  }
}

export interface FakeCaseHttp extends CaseHttp {
  readonly cases: FakeCases
  readonly signingKeys: FakeKeys
  readonly pace: FakePace
  readonly fees: [code: string, office: string][]
}

/** The parts of the case interface, with nothing real behind them but the tokens. */
export function fakeCaseHttp(clock: Pick<ServerClock, 'now'>): FakeCaseHttp {
  const fees: [string, string][] = []
  return {
    cases: new FakeCases(),
    tokens: new CaseTokens(clock),
    signingKeys: new FakeKeys(),
    pace: new FakePace(),
    cards: () => builtInCards,
    checkFee: async (code, office): Promise<FeeCheck['result']> => {
      fees.push([code, office])
      return code === 'paid' ? 'confirmed' : 'not-confirmed'
    },
    fees,
  }
}
