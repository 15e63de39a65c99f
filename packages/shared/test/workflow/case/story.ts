import type { CompleteStage, StartCase } from '@cherha/shared/workflow'
import { CaseRun } from './case-run.ts'

/** A step: `11 distribution.assigned` (day of March 2026, stage and outcome), or something else that happens. */
export type Step = string | ((run: CaseRun) => void)

export interface Walk {
  readonly card: string
  readonly name: string
  readonly start?: Partial<StartCase>
  readonly steps: readonly Step[]
  /** What completing the steps takes beyond the usual, by `stage.outcome`. */
  readonly with?: Readonly<Record<string, Partial<CompleteStage>>>
  readonly ends: string | null
  /** The stages in the order they were done, where it is not the steps' own. */
  readonly open?: readonly string[]
}

export const ownIntake = [
  '11 intake-check.accepted',
  '11 application.formed',
  '11 print.correct',
  '11 applicant-signature.signed',
  '11 employee-signature.signed',
  '11 scans.scanned',
]
/** Walks a case from its start; answers the case as it stands after the last step. */
export function walk(
  { card, start, steps, with: more = {} }: Omit<Walk, 'name' | 'ends'>,
  until = steps.length,
): CaseRun {
  const run = new CaseRun(card).start(start)
  for (const step of steps.slice(0, until)) {
    if (typeof step === 'string') {
      const [day, stage, outcome] = parts(step)
      run.on(`2026-03-${day}`).complete(stage, outcome, more[`${stage}.${outcome}`])
    } else step(run)
  }
  return run
}

export function parts(step: string): [string, string, string] {
  const found = /^(\d\d) ([a-z-]+)\.([a-z-]+)$/.exec(step)
  if (found === null) throw new Error(`not a step: ${step}`)
  return [found[1] ?? '', found[2] ?? '', found[3] ?? '']
}

export function ask(run: CaseRun, day: string, stage: string, inquiry: string, id = `q-${inquiry}`): void {
  const officer = run.person('officer')
  run.on(`2026-03-${day}`).does(run.command(officer, { type: 'send-inquiry', stage, inquiry, id }))
  run.does({ type: 'inquiry-received', today: run.today, id })
  run.does({ type: 'inquiry-answered', today: run.today, id, result: 'confirmed' })
}

export function record(
  run: CaseRun,
  day: string,
  stage: string,
  event: 'electronic-transferred' | 'visit-notified' | 'refusal-notified',
  role: 'authorised-entity' | 'residence-checker' | 'officer',
  means?: string,
): void {
  const told = means === undefined ? {} : { means }
  run.on(`2026-03-${day}`).does(run.command(run.person(role), { type: 'record-event', stage, event, ...told }))
}

export function plan(run: CaseRun, day: string, date: string): void {
  const checker = run.person('residence-checker')
  const visit = { stage: 'residence-check', event: 'residence-visited', date: `2026-03-${date}` } as const
  run.on(`2026-03-${day}`).does(run.command(checker, { type: 'plan-event', ...visit }))
}

export function secondChecker(run: CaseRun, day: string, outcome: string): void {
  const second = run.person('residence-checker', 'second')
  run.on(`2026-03-${day}`).does(run.command(second, { type: 'sign', stage: 'residence-check', outcome }))
}

export function countersign(run: CaseRun, day: string): void {
  const entity = run.person('authorised-entity')
  run.on(`2026-03-${day}`).does(run.command(entity, { type: 'sign', stage: 'handover', outcome: 'handed-over' }))
}

export function intakeFields(more: Record<string, boolean | string>): Record<string, boolean | string> {
  const no = ['fee-code-given', 'by-representative', 'fee-exempt', 'expired-passport-allowed', 'issued-by-another-body']
  return { ...Object.fromEntries([...no, 'home-visit'].map((key) => [key, false])), ...more }
}
