import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { FileVault, noScanner } from '@cherha/case-vault'
import {
  CardShelf,
  type CasePorts,
  type Database,
  openCases,
  type OpenCases,
  openStores,
  systemClock,
} from '@cherha/queue-server'
import type { CaseHandover, OfficeConfig } from '@cherha/shared/protocol'
import { type Card, type CardInput, cardSchema, type FolderCommand, type RoleKey } from '@cherha/shared/workflow'
import { benchOffice } from './bench-office.ts'

const office = '8036'
const say = (text: string) => ({ uk: text, en: text })

/** Stages of the bench's card, each with the role that does it; the first is the handover. */
const steps: readonly { readonly key: string; readonly role: RoleKey; readonly assigned?: boolean }[] = [
  { key: 'request', role: 'intake' },
  { key: 'distribution', role: 'distributor' },
  { key: 'consideration', role: 'officer', assigned: true },
  { key: 'decision', role: 'decision-maker' },
  { key: 'issue', role: 'receiver' },
]

/** A card of five stages, with a term for each. */
function fiveSteps(): Card {
  const stages = steps.map(({ key, role, assigned }, n): CardInput['stages'][number] => {
    const next = steps[n + 1]?.key
    return {
      key,
      title: say(key),
      does: say(key),
      place: n === 0 ? 'window' : 'office',
      roles: [role],
      ...(assigned === true ? { assigned } : {}),
      deadlines:
        n === 0
          ? []
          : [{ printed: say(key), from: 'documents-accepted', limit: { unit: 'working-days', amount: 2 * n } }],
      outcomes: [
        {
          key: 'done',
          title: say('done'),
          ...(next === undefined ? { end: 'issued' } : { to: [next] }),
          ...(n === 0 ? { marks: ['documents-accepted'] } : {}),
          ...(key === 'distribution' ? { effects: ['assign-officer'] } : {}),
        },
      ],
    }
  })
  return cardSchema.parse({
    id: 'bench',
    version: 1,
    title: say('bench'),
    approved: say('bench'),
    result: 'decision',
    resultTitle: say('bench'),
    units: { unit: say('unit') },
    roles: Object.fromEntries(steps.map(({ role }) => [role, { title: say(role), unit: 'unit' }])),
    tracks: [{ key: 'standard', title: say('standard') }],
    start: 'request',
    stages,
  } satisfies CardInput)
}

/** The cases of a server with one office, and what its people do in them. */
export interface BenchCases {
  readonly cases: OpenCases
  /** Takes a case over: its first step. */
  take(n: number): Promise<void>
  /** The five steps of a case, to be done one after the other; each is answered when it is durable. */
  stepsOf(n: number): readonly (() => Promise<void>)[]
}

export async function benchCases(database: Database, folder: string): Promise<BenchCases> {
  const stores = openStores(database)
  const card = fiveSteps()
  await new CardShelf(database.db).add(card, 'bench', 0)
  const config: OfficeConfig = {
    ...benchOffice(),
    code: office,
    staff: steps.map(({ role }) => ({
      login: role,
      name: role,
      role: 'clerk',
      post: { unit: 'unit', title: say(role), roles: [role] },
    })),
  }
  const ports: CasePorts = {
    database,
    clock: systemClock(),
    calendar: stores.calendar,
    journal: stores.journal,
    office: (code) => (code === office ? config : null),
    vault: await FileVault.open(path.join(folder, 'vault')),
    scanner: noScanner,
    sign: async () => ({ ok: false, code: 'no-signing-key', message: say('none') }),
    checkFee: async () => 'unreachable',
    enqueue: async () => {},
    report: (message, cause) => {
      throw new Error(message, { cause })
    },
  }
  const cases = await openCases(ports)
  const take = async (handover: CaseHandover): Promise<number> => {
    const answer = await cases.take(office, handover)
    if (answer.state !== 'taken') throw new Error(`not taken: ${JSON.stringify(answer)}`)
    return answer.version
  }
  return {
    cases,
    take: async (n) => void (await take(handoverOf(n))),
    stepsOf(n) {
      // what the hub sends is made by the hub
      const handover = handoverOf(n)
      let version = 0
      const others = steps.slice(1).map(({ key, role }) => async () => {
        const data = key === 'distribution' ? { officer: 'officer' } : {}
        const body = {
          commandId: randomUUID(),
          version,
          action: 'complete',
          stage: key,
          outcome: 'done',
          data,
        } as const
        const answer = await cases.act({ office, login: role }, numberOf(n), body)
        if (!answer.ok) throw new Error(`${key} is refused: ${answer.refusal.code}`)
        version = answer.version
      })
      return [async () => void (version = await take(handover)), ...others]
    },
  }
}

function numberOf(n: number): string {
  return `${office}-bench-${String(n).padStart(6, '0')}`
}

const dateInKyiv = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv' })
const surnames = ['Шевченко', 'Мельник', 'Бондаренко', 'Ткаченко', 'Коваль', 'Алієв', 'Нгуєн', 'Петренко']

function handoverOf(n: number): CaseHandover {
  const id = numberOf(n)
  const at = Date.now()
  const today = dateInKyiv.format(at)
  const actor = { id: 'intake', office, unit: 'unit', roles: ['intake'] as const }
  const by = { actor, today, at }
  const applicant = {
    surname: `${surnames[n % surnames.length]}`,
    givenName: 'Олена',
    birthDate: '1990-05-01',
    citizenship: 'Україна',
    document: { kind: 'passport', number: `AA ${100_000 + n}` },
    address: 'м. Київ, вул. Хрещатик, 1',
    language: 'uk',
  } as const
  const start = { version: 0, id, office, service: 'a', entity: null, track: 'standard', day: today } as const
  const commands: FolderCommand[] = [
    { ...by, ...start, type: 'start' },
    { ...by, type: 'write-applicant', applicant },
    { ...by, type: 'complete', version: 2, stage: 'request', outcome: 'done', connected: false },
  ]
  return {
    id,
    office,
    // as a hub does: the version its intake was decided by
    cardVersion: 1,
    commands: commands.map((command) => ({ id: randomUUID(), command: { ...command } })),
    files: [],
  }
}
