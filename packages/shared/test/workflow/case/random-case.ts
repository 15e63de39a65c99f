import type { Actor, CaseCommand, CaseEvent, CaseState, StaffCaseCommand, TrackKey } from '@cherha/shared/workflow'
import { addDays } from '@cherha/shared/calendar'
import { CaseRun, day0, martialLaw, peace } from './case-run.ts'
import { theEntity } from './people.ts'

/** What came of one command: the case before, the events or none when it was refused. */
export interface Happened {
  readonly before: CaseState
  readonly command: CaseCommand
  readonly events: readonly CaseEvent[]
  readonly after: CaseState
}

export interface Setting {
  readonly card: string
  readonly entity: boolean
  readonly fast: boolean
  readonly holidays: boolean
  readonly from: number
}

/**
 * Plays a case from a row of numbers: mostly what could be done next, sometimes nonsense, days passing in between.
 * Nothing of the rules is used to choose, so that wrong stages and people are tried, too.
 */
export function play(setting: Setting, numbers: readonly number[]): { run: CaseRun; story: Happened[] } {
  const from = addDays(day0, setting.from)
  const run = new CaseRun(setting.card, { today: from, calendar: setting.holidays ? peace : martialLaw })
  const track: TrackKey = setting.fast && run.card.tracks.length > 1 ? 'fast' : 'standard'
  const story: Happened[] = []
  const tell = (command: CaseCommand): void => {
    const before = run.state
    const decision = run.try(command)
    if (decision.ok) run.does(command)
    story.push({ before, command, events: decision.ok ? decision.events : [], after: run.state })
  }
  tell(run.starting({ track, ...(setting.entity ? { entity: theEntity } : {}) }))
  for (const number of numbers) {
    const { days, command } = next(run, number)
    run.on(addDays(run.today, days))
    tell({ ...command, today: run.today })
  }
  return { run, story }
}

function next(run: CaseRun, number: number): { days: number; command: CaseCommand } {
  const digit = digitsOf(number)
  const kind = digit(28)
  const days = [0, 0, 0, 0, 1, 1, 2, 9][digit(8)] ?? 0
  const { stages } = run.card
  const open = run.running.visits.filter(({ status }) => status === 'open' || status === 'awaiting')
  const stage =
    stages.find(({ key }) => digit(8) > 0 && key === open[digit(open.length || 1)]?.stage) ??
    stages[digit(stages.length)]
  const drawn = stage?.outcomes[digit(stage.outcomes.length)]
  // Most refusals end the case: with as many of them as of anything else none would come far.
  const outcome = drawn?.refusal === undefined || digit(8) === 0 ? drawn : stage?.outcomes[0]
  const inquiry = run.running.inquiries[digit(run.running.inquiries.length || 1)]?.id ?? 'none'
  const tick: CaseCommand = { type: 'tick', today: run.today }
  if (stage === undefined || outcome === undefined) return { days, command: tick }
  const staff = (command: Omit<StaffCaseCommand, 'today' | 'actor' | 'version'>, actor: Actor): CaseCommand =>
    ({ ...command, today: run.today, version: run.running.version, actor }) as CaseCommand
  const anybody = run.person(stage.roles[digit(stage.roles.length)] ?? 'intake', digit(3) === 0 ? 'second' : 'first')
  switch (kind) {
    case 0:
    case 1:
      return { days, command: tick }
    case 2: {
      const event = stage.deadlines[digit(stage.deadlines.length || 1)]?.until ?? 'copy-sent'
      const means = ['phone', 'email'][digit(2)] ?? 'phone'
      return { days, command: staff({ type: 'record-event', stage: stage.key, event, means } as never, anybody) }
    }
    case 3: {
      const asked = stage.inquiries[digit(stage.inquiries.length || 1)]?.key ?? 'none'
      const id = `q${run.running.inquiries.length}`
      return { days, command: staff({ type: 'send-inquiry', stage: stage.key, inquiry: asked, id } as never, anybody) }
    }
    case 4:
      return { days, command: { type: 'inquiry-received', today: run.today, id: inquiry } }
    case 5:
    case 6:
      return { days, command: { type: 'inquiry-answered', today: run.today, id: inquiry, result: 'confirmed' } }
    case 7:
      return { days, command: staff({ type: 'close-inquiry', id: inquiry } as never, anybody) }
    case 8:
      return {
        days,
        command: { type: 'confirm-awaited', today: run.today, stage: stage.key, taken: digit(4) > 0, reference: 'r' },
      }
    case 9: {
      const date = addDays(run.today, digit(6))
      const command = { type: 'plan-event', stage: stage.key, event: 'residence-visited', date }
      return { days, command: staff(command as never, anybody) }
    }
    case 10: {
      const head = run.person('decision-maker')
      const filing = {
        type: 'file-complaint',
        to: digit(2) ? 'court' : 'administrative',
        of: 'issue',
        documents: ['d'],
      }
      const deciding = { type: 'decide-complaint', result: digit(3) ? 'annulled' : 'dismissed' }
      return { days, command: staff((digit(2) ? filing : deciding) as never, head) }
    }
    case 11: {
      const signer = outcome.signers.flatMap(({ role }) => role ?? [])[digit(2)] ?? 'officer'
      const command = { type: 'sign', stage: stage.key, outcome: outcome.key }
      return { days, command: staff(command as never, run.person(signer, digit(2) ? 'second' : 'first')) }
    }
    case 12: {
      const officer = run.person('officer', digit(2) ? 'first' : 'second')
      const command = { type: 'reassign', officer, reason: 'leave' }
      return { days, command: staff(command as never, run.person('distributor')) }
    }
    case 13:
      return {
        days,
        command: run.completing(stage.key, outcome.key, { actor: anybody, version: run.running.version - digit(2) }),
      }
    case 14:
      return { days, command: run.completing(stage.key, outcome.key, { connected: false }) }
    default: {
      const officer = run.running.officer
      const actor = stage.assigned && officer !== null ? { actor: { ...run.person('officer'), id: officer } } : {}
      const command = run.completing(stage.key, outcome.key, actor)
      const elsewhere = 'issued-by-another-body'
      const asked = stage.fields.some(({ key }) => key === elsewhere)
      const fields = asked ? { ...command.fields, [elsewhere]: digit(2) === 0 } : command.fields
      return { days, command: { ...command, ...(fields === undefined ? {} : { fields }) } }
    }
  }
}

/** Draws small numbers from one seed (xorshift), each below its bound. */
function digitsOf(seed: number): (below: number) => number {
  let rest = (seed ^ 0x9e3779b9) | 1
  return (below) => {
    rest ^= rest << 13
    rest ^= rest >>> 17
    rest ^= rest << 5
    return (rest >>> 4) % below
  }
}
