import {
  type CardInput,
  type CaseContext,
  type CaseFolder,
  cardSchema,
  decideFolder,
  evolveFolder,
  type FolderCommand,
  holidaysOfUkraine,
  initialFolder,
  jobsFor,
  type OutsideJob,
  workingCalendar,
} from '@cherha/shared/workflow'
import { describe, expect, it } from 'vitest'
import { isStillNeeded } from '../../src/connectors/needed.ts'
import { uuidOf } from '../../src/connectors/systems.ts'
import { aLetter, aMail, anApplicant } from './support.ts'

const say = (en: string) => ({ uk: en, en })
const input: CardInput = {
  id: 'small',
  version: 1,
  title: say('Small'),
  approved: say('For the tests only'),
  result: 'card',
  resultTitle: say('Card'),
  units: { desk: say('Desk') },
  roles: { intake: { title: say('Clerk'), unit: 'desk' } },
  tracks: [{ key: 'standard', title: say('Standard') }],
  grounds: {},
  start: 'request',
  stages: [
    {
      key: 'request',
      title: say('Request'),
      does: say('The request is taken'),
      place: 'window',
      roles: ['intake'],
      awaits: 'register',
      inquiries: [{ key: 'border', title: say('Border'), connector: 'border', letter: false }],
      outcomes: [{ key: 'taken', title: say('Taken'), to: ['order'], marks: ['documents-accepted'] }],
    },
    {
      key: 'order',
      title: say('Order'),
      does: say('The card is ordered'),
      roles: ['intake'],
      needs: ['request'],
      awaits: 'printing-works',
      outcomes: [{ key: 'sent', title: say('Sent'), to: ['works'], marks: ['data-sent'], effects: ['order-card'] }],
    },
    {
      key: 'works',
      title: say('Works'),
      does: say('The card is made'),
      place: 'outside',
      performer: 'printing-works',
      roles: ['intake'],
      outcomes: [
        { key: 'delivered', title: say('Delivered'), end: 'issued', marks: ['card-delivered'] },
        { key: 'spoilt', title: say('Spoilt'), to: ['order'] },
      ],
    },
  ],
}
const card = cardSchema.parse(input)
const context: CaseContext = { calendar: workingCalendar(holidaysOfUkraine, { martialLaw: true }) }
const today = '2026-03-02'
const system = { today, at: 0 }
const clerk = { ...system, actor: { id: 'clerk', office: '8036', unit: 'desk', roles: ['intake'] as const } }

/** A case that remembers every job it has caused. */
class Run {
  folder: CaseFolder = initialFolder
  readonly jobs: OutsideJob[] = []

  do(command: (version: number) => FolderCommand): this {
    const wanted = command(this.folder.state.version)
    const decision = decideFolder(card, this.folder, wanted, context)
    if (!decision.ok) throw new Error(`${wanted.type} is refused: ${JSON.stringify(decision.refusal)}`)
    this.jobs.push(...jobsFor(card, this.folder, decision.events))
    this.folder = decision.events.reduce(evolveFolder, this.folder)
    return this
  }

  complete(stage: string, outcome: string): this {
    return this.do((version) => ({ ...clerk, type: 'complete', version, stage, outcome, connected: false }))
  }

  confirm(stage: string, taken: boolean): this {
    return this.do(() => ({ ...system, type: 'confirm-awaited', stage, taken, reference: 'R' }))
  }

  /** Of every job caused so far, whether the case still waits for it. */
  get needed(): readonly boolean[] {
    return this.jobs.map((job) => isStillNeeded(job, this.folder, card))
  }
}

function begun(): Run {
  return new Run()
    .do((version) => ({
      ...clerk,
      type: 'start',
      version,
      id: '8036-small-000001',
      office: '8036',
      service: 'small',
      entity: null,
      track: 'standard',
      day: today,
    }))
    .do(() => ({ ...clerk, type: 'write-applicant', applicant: anApplicant }))
}

describe('a job of a case', () => {
  it('of the Register is needed until its own time through the stage is confirmed or sent back', () => {
    const run = begun().complete('request', 'taken')
    expect(run.needed).toEqual([true])
    run.confirm('request', false)
    expect(run.needed).toEqual([false])
    run.complete('request', 'taken')
    expect(run.needed).toEqual([false, true])
    run.confirm('request', true)
    expect(run.needed).toEqual([false, false])
  })

  it('of the printing works is needed until the card of that order is delivered', () => {
    const run = begun().complete('request', 'taken').confirm('request', true).complete('order', 'sent')
    expect(run.needed).toEqual([false, true])
    run.confirm('order', true)
    expect(run.needed).toEqual([false, true])
    run.complete('works', 'spoilt').complete('order', 'sent').confirm('order', true)
    expect(run.needed).toEqual([false, false, true])
    run.complete('works', 'delivered')
    expect(run.needed.slice(0, 3)).toEqual([false, false, false])
  })

  it('that is an inquiry is needed until it is answered', () => {
    const run = begun().do((version) => {
      return { ...clerk, type: 'send-inquiry', version, stage: 'request', inquiry: 'border', id: 'q1' }
    })
    expect(run.needed).toEqual([true])
    run.do(() => ({ ...system, type: 'inquiry-answered', id: 'q1', result: 'confirmed' }))
    expect(run.needed).toEqual([false])
  })

  it('that is a letter is needed until it stands in the journal', () => {
    const run = begun()
    const job = aLetter()
    expect(isStillNeeded(job, run.folder, card)).toBe(true)
    const letter = { id: uuidOf(job.key), to: 'applicant', paper: 'decision', tracking: null } as const
    run.do(() => ({ ...clerk, type: 'write-letter', letter: { ...letter, sentOn: null, deliveredOn: null } }))
    expect(isStillNeeded(job, run.folder, card)).toBe(false)
  })

  it('that is a mail of a visit is needed while the visit is on that day', () => {
    const { folder } = begun()
    const planned = {
      ...folder,
      state: { ...folder.state, planned: { 'residence-visited': '2026-03-05' } },
    } as CaseFolder
    expect(isStillNeeded(aMail({ about: 'visit', on: '2026-03-05' }), planned, card)).toBe(true)
    expect(isStillNeeded(aMail({ about: 'visit', on: '2026-03-04' }), planned, card)).toBe(false)
    expect(isStillNeeded(aMail(), planned, card)).toBe(true)
  })

  it('of no case is not needed', () => {
    expect(isStillNeeded(aMail(), initialFolder, card)).toBe(false)
  })
})
