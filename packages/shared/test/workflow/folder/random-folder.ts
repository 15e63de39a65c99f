import {
  type Actor,
  addWorkingDays,
  type Card,
  type CaseRefusal,
  type Field,
  type FieldValue,
  openWork,
  outcomeNow,
  type RoleKey,
} from '@cherha/shared/workflow'
import { addDays } from '@cherha/shared/calendar'
import type { CaseView, OutcomeOffer, StageOffer } from '@cherha/shared/protocol'
import { martialLaw, peace } from '../case/case-run.ts'
import { FolderRun } from './folder-run.ts'
import { applicant, entity } from './people.ts'

export interface FolderSetting {
  readonly card: Card
  readonly entity: boolean
  readonly fast: boolean
  readonly holidays: boolean
  readonly from: number
}

/** Something that was offered and taken up: what it was, and why the rules refused it (null: they did not). */
export interface TakenUp {
  readonly what: string
  readonly refusal: CaseRefusal | null
}

/**
 * Plays a case by taking up what the screen offers: people come in turn, look at the case, and do one thing that is
 * offered to them and not blocked, filled in as its fields say with values drawn from the numbers.
 */
export function playOffers(setting: FolderSetting, numbers: readonly number[]) {
  const { card, holidays } = setting
  const today = addDays('2026-03-11', setting.from)
  const run = new FolderRun(card, { today, calendar: holidays ? peace : martialLaw })
  const grounds = card.information?.grounds.map(({ key }) => key) ?? []
  const digit = digitsOf(numbers[0] ?? 1)
  run.start({
    entity: setting.entity && card.roles['authorised-entity'] !== undefined ? entity : null,
    track: setting.fast && card.tracks.length > 1 ? 'fast' : 'standard',
    ...(grounds.length > 0 ? { grounds: [grounds[digit(grounds.length)] ?? ''] } : {}),
  })
  const taken: TakenUp[] = []
  const views: CaseView[] = []
  for (const number of numbers) {
    if (run.state.status === 'ended' && digit(20) === 0) break
    step(run, digitsOf(number), taken, views)
  }
  return { run, taken, views }
}

function step(run: FolderRun, digit: (below: number) => number, taken: TakenUp[], views: CaseView[]): void {
  const days = [0, 0, 0, 0, 0, 1, 1, 4][digit(8)] ?? 0
  if (digit(3) === 0) {
    run.on(addDays(run.today, days))
    outside(run, digit)
    return
  }
  const actor = somebody(run, digit)
  const view = run.view(actor)
  views.push(view)
  const choices = choicesOf(run, actor, view, digit)
  const chosen = choices[digit(choices.length || 1)]
  if (chosen === undefined) return
  taken.push({ what: chosen.what, refusal: chosen.does() })
}

/** Mostly whoever has something to do, sometimes anybody. */
function somebody(run: FolderRun, digit: (below: number) => number): Actor {
  const { card, state, context, today } = run
  const work = openWork(card, state, { context, today })
  const row = work[digit(work.length || 1)]
  const anyRole = Object.keys(card.roles) as RoleKey[]
  const role =
    row === undefined || digit(6) === 0 ? anyRole[digit(anyRole.length)] : row.roles[digit(row.roles.length)]?.role
  if (row?.assigned != null && digit(8) > 0) return { ...run.person('officer'), id: row.assigned }
  return run.person(role ?? 'intake', digit(3) === 0 ? 'second' : 'first')
}

interface Choice {
  readonly what: string
  readonly does: () => CaseRefusal | null
}

function choicesOf(run: FolderRun, actor: Actor, view: CaseView, digit: (below: number) => number): Choice[] {
  const choices: Choice[] = []
  for (const offer of view.offers) {
    for (const outcome of offer.outcomes) {
      if (outcome.blocked !== null) continue
      // Most refusals end the case: with as many of them as of anything else none would come far.
      if (outcome.grounds !== null && digit(5) > 0) continue
      const what = `${outcome.kind} ${offer.stage}.${outcome.key}`
      choices.push({ what, does: () => takeUp(run, actor, view, offer, outcome, digit) })
    }
    for (const { key } of offer.inquiries) {
      if (digit(4) > 0) continue
      const data = { inquiry: key, id: uuid(digit), ...(digit(2) ? { text: 'Прошу підтвердити.' } : {}) }
      const does = () => run.acts(actor, { action: 'send-inquiry', stage: offer.stage, data })
      choices.push({ what: `inquiry ${key}`, does })
    }
    for (const { event, earliest } of offer.plan) {
      const data = { event, date: addDays(earliest, digit(4)) }
      choices.push({
        what: `plan ${event}`,
        does: () => run.acts(actor, { action: 'plan-event', stage: offer.stage, data }),
      })
    }
    for (const { event, means } of offer.record) {
      const how = means[digit(means.length || 1)]
      const data = { event, ...(how === undefined ? {} : { means: how }) }
      choices.push({
        what: `record ${event}`,
        does: () => run.acts(actor, { action: 'record-event', stage: offer.stage, data }),
      })
    }
  }
  for (const { id, mayClose } of view.inquiries)
    if (mayClose)
      choices.push({ what: 'close', does: () => run.acts(actor, { action: 'close-inquiry', data: { id } }) })
  return choices.length === 0 || digit(5) === 0 ? wholeCase(run, actor, view, digit) : choices
}

function wholeCase(run: FolderRun, actor: Actor, view: CaseView, digit: (below: number) => number): Choice[] {
  const { may, appeal } = view
  const does = (action: Parameters<typeof run.acts>[1]['action'], data: unknown) => () =>
    run.acts(actor, { action, data })
  const choices: Choice[] = []
  if (may.writeApplicant && (view.applicant === null || digit(4) === 0))
    choices.push({ what: 'write', does: does('write-applicant', { applicant: someone(digit) }) })
  if (may.writeApplicant && view.checklist.length > 0) {
    const checks = view.checklist.map((line) => {
      const { document, attached, originalReturned: returned } = line
      return { document, shown: digit(30) > 0, attached, returned }
    })
    const all = (): CaseRefusal | null => {
      const refusals = checks.map((check) => run.acts(actor, { action: 'check-document', data: { check } }))
      return refusals.find((refusal) => refusal !== null) ?? null
    }
    choices.push({ what: 'check', does: all })
  }
  if (may.note && digit(9) === 0) choices.push({ what: 'note', does: does('add-note', { text: 'Примітка.' }) })
  if (may.reassign && digit(6) === 0) {
    const officer = view.officer?.login === 'officer-first' ? 'officer-second' : 'officer-first'
    choices.push({ what: 'reassign', does: does('reassign', { officer, reason: 'Відпустка' }) })
  }
  if (may.abandon && digit(60) === 0) choices.push({ what: 'abandon', does: does('abandon', {}) })
  if (may.decideComplaint) {
    const result = digit(3) > 0 ? 'annulled' : 'dismissed'
    choices.push({ what: 'decide complaint', does: does('decide-complaint', { result }) })
  }
  if (appeal !== null) {
    const to = appeal.to[digit(appeal.to.length)]
    const of = appeal.of[digit(appeal.of.length)]
    choices.push({ what: 'complain', does: does('file-complaint', { to, of, documents: ['c'.repeat(64)] }) })
  }
  if (may.addFile && digit(4) === 0) choices.push({ what: 'file', does: () => addFile(run, actor, digit) })
  return choices
}

function addFile(run: FolderRun, actor: Actor, digit: (below: number) => number): CaseRefusal | null {
  const hash = String(digit(10)).repeat(64)
  const file = {
    hash,
    name: 'a.pdf',
    type: 'application/pdf',
    bytes: 9,
    document: null,
    stage: null,
    scan: 'clean',
  } as const
  return run.tries({ type: 'add-file', actor, today: run.today, at: 1, file })
}

function takeUp(
  run: FolderRun,
  actor: Actor,
  view: CaseView,
  offer: StageOffer,
  outcome: OutcomeOffer,
  digit: (below: number) => number,
): CaseRefusal | null {
  const where = { stage: offer.stage, outcome: outcome.key }
  if (outcome.kind === 'sign') return run.acts(actor, { action: 'sign', ...where, data: {} }, document(outcome))
  const given: Record<string, FieldValue> = { ...offer.prefill }
  for (const { field, value } of outcome.requires) given[field] = value
  const fixed = new Set(outcome.requires.map(({ field }) => field))
  for (const field of [...offer.fields, ...outcome.fields]) {
    if (fixed.has(field.key)) continue
    if (field.required || digit(2) === 0) given[field.key] = valueOf(run, actor, field, digit)
  }
  const now = outcomeNow(view, offer, outcome, given)
  if (!now.offered || now.missing.length > 0)
    return { code: 'field-missing', what: `the form itself: ${now.missing.join()}` }
  const grounds = outcome.grounds?.filter((_, index) => index === 0 || digit(3) === 0).map(({ key }) => key)
  const parties = now.parties.filter(({ optional }) => !optional || digit(2) === 0).flatMap(({ party }) => party ?? [])
  const on = outcome.earliest !== null && digit(2) === 0 ? someDay(outcome.earliest, run.today, digit) : undefined
  const data = {
    fields: now.values,
    parties,
    ...(grounds === undefined ? {} : { grounds }),
    ...(outcome.written === null ? {} : { written: digit(2) === 0 }),
    ...(outcome.assignsOfficer ? { officer: digit(2) ? 'officer-first' : 'officer-second' } : {}),
    ...(on === undefined ? {} : { on }),
  }
  const awaits = run.card.stages.find(({ key }) => key === offer.stage)?.awaits !== undefined
  const answer = run.asks(actor, { action: 'complete', ...where, data }, document(outcome))
  if (!answer.ok) return answer.refusal
  const connected = awaits ? digit(2) === 0 : true
  return run.tries(...answer.commands.map((command) => (connected ? command : { ...command, connected: false })))
}

function document(outcome: OutcomeOffer): string | undefined {
  return outcome.signs === null ? undefined : 'd'.repeat(64)
}

/** What comes by itself: days end, registers and other bodies answer, mails go out. */
function outside(run: FolderRun, digit: (below: number) => number): void {
  const { state } = run
  const awaited = state.visits.filter(({ status }) => status === 'awaiting')
  const sent = state.inquiries.filter(({ status }) => status === 'sent')
  const stage = awaited[digit(awaited.length || 1)]?.stage
  const inquiry = sent[digit(sent.length || 1)]
  run.system({ type: 'tick' })
  if (stage !== undefined)
    run.system({ type: 'confirm-awaited', stage, taken: digit(5) > 0, reference: 'R-1' } as never)
  if (inquiry === undefined) return
  if (digit(2)) run.system({ type: 'inquiry-received', id: inquiry.id } as never)
  const results = inquiry.letter ? ['confirmed', 'not-confirmed'] : ['confirmed', 'not-confirmed', 'unreachable']
  if (digit(2))
    run.system({ type: 'inquiry-answered', id: inquiry.id, result: results[digit(results.length)] } as never)
}

function someone(digit: (below: number) => number) {
  return digit(3) === 0 ? applicant : { ...applicant, phone: '067 111 22 33', email: `p${digit(9)}@example.org` }
}

function someDay(from: string, to: string, digit: (below: number) => number): string {
  const day = addDays(from, digit(5))
  return day > to ? to : day
}

function valueOf(run: FolderRun, actor: Actor, { kind, options }: Field, digit: (below: number) => number): FieldValue {
  switch (kind) {
    case 'yes-no':
      return digit(2) === 0
    case 'number':
      return digit(1000) / 4
    case 'text':
      return ['Так', 'ABC 123', 'x'.repeat(2000)][digit(3)] ?? 'Так'
    case 'date':
      return addWorkingDays(run.today, digit(60) - 30, run.context.calendar)
    case 'date-time':
      return `${run.today}T${String(digit(24)).padStart(2, '0')}:${String(digit(60)).padStart(2, '0')}`
    case 'phone':
      return ['+380671234567', '067 123-45-67', '0501112233'][digit(3)] ?? '0671234567'
    case 'email':
      return `person${digit(100)}@example.org`
    case 'choice':
      return options?.[digit(options.length)]?.key ?? ''
    case 'file': {
      addFile(run, actor, digit)
      return run.folder.dossier.files[0]?.hash ?? ''
    }
  }
}

function uuid(digit: (below: number) => number): string {
  const hex = Array.from({ length: 12 }, () => digit(16).toString(16)).join('')
  return `22222222-2222-4222-8222-${hex}`
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
