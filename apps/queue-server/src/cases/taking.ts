import { newCaseKey } from '@cherha/case-vault'
import { hashJson } from '@cherha/event-log'
import { addDays } from '@cherha/shared/calendar'
import type { CaseHandover, CaseHandoverAnswer, OfficeConfig } from '@cherha/shared/protocol'
import {
  actorOf,
  type Card,
  type CaseContext,
  type CaseFolder,
  type CaseRefusal,
  caseRefusalText,
  decideFolder,
  evolveFolder,
  type FolderCommand,
  FolderCommandData,
  type FolderEvent,
  initialFolder,
  intakeIsOver,
  isPaperOf,
  jobsFor,
  loginOf,
  reapplicationOf,
  refusalText,
  type Text,
  tooSoon,
} from '@cherha/shared/workflow'
import { indexCase } from './index/index-case.ts'
import type { CasePorts, Post } from './ports.ts'
import type { CardShelf } from './store/card-shelf.ts'
import type { CaseStore, NewCaseRecord, StoredCase } from './store/case-store.ts'
import type { Persons } from './store/persons.ts'
import type { CaseWork } from './work.ts'

export interface TakingParts {
  readonly ports: CasePorts
  readonly store: CaseStore
  readonly cards: CardShelf
  readonly persons: Persons
  readonly work: CaseWork
}

/** A command as the hub sent it, and the hash it is known by. */
type Step = { readonly id: string; readonly hash: string; readonly command: FolderCommand }
type Start = Extract<FolderCommand, { type: 'start' }>

/** Two connections of one hub at the same time, and a third. */
const mostTries = 3

/** A handover that cannot be taken, and why. */
class Refused extends Error {
  readonly answer: Extract<CaseHandoverAnswer, { state: 'refused' }>
  constructor(code: string, message: Text, what?: string) {
    super(code)
    this.answer = { state: 'refused', code, message, ...(what === undefined ? {} : { what }) }
  }
}

const texts = {
  'bad-handover': {
    uk: 'Передана справа не читається. Оновіть програму вузла.',
    en: 'What was handed over cannot be read. Bring the program of the hub up to date.',
  },
  'case-id-taken': {
    uk: 'Під цим номером на сервері є інша справа. Повідомте адміністратора.',
    en: 'Another case has this number at the server. Tell the administrator.',
  },
  'not-your-case': {
    uk: 'Номер або орган справи не належить цьому офісу.',
    en: 'The number or the office of the case is not of this office.',
  },
  'unknown-card': {
    uk: 'Такої технологічної картки на сервері немає. Завантажте її й повторіть.',
    en: 'The server has no such technology card. Load it, and try again.',
  },
  'intake-open': {
    uk: 'Приймання ще не закінчено: справу передають, коли на вікні все зроблено.',
    en: 'The intake is not over: a case is handed over when all is done at the window.',
  },
} as const satisfies Readonly<Record<string, Text>>

function refuse(code: keyof typeof texts, what?: string): never {
  throw new Refused(code, texts[code], what)
}

/**
 * Takes an intake over from a hub: every command is decided again by the server's own card, calendar and mapping, so
 * nothing is believed that the rules would refuse. All of it is taken in one transaction, once.
 */
export async function takeCase(
  parts: TakingParts,
  office: string,
  handover: CaseHandover,
): Promise<CaseHandoverAnswer> {
  try {
    return await take(parts, office, handover)
  } catch (error) {
    if (error instanceof Refused) return error.answer
    throw error
  }
}

async function take(
  parts: TakingParts,
  office: string,
  handover: CaseHandover,
  tries = 0,
): Promise<CaseHandoverAnswer> {
  const { ports, store, work } = parts
  const { id } = handover
  const steps = stepsOf(handover)
  const found = await store.find(id)
  if (found.exists) return taken(store, id, steps)
  const first = steps[0]?.command
  if (first?.type !== 'start' || first.id !== id) return refuse('bad-handover', 'start')
  const { hub, config } = checkOffice(ports, office, handover, first)
  const card = await cardOf(parts.cards, handover)
  const surroundings = await work.surroundings(config.code, first.entity, card)
  const { rules, today } = surroundings
  const formerPosts = (login: string) => ports.formerPosts?.(hub.code, login) ?? Promise.resolve([])
  const decided = await decideAgain(card, steps, today, {
    hub,
    caseOffice: config.code,
    context: rules.context,
    formerPosts,
  })
  if (!intakeIsOver(card, decided.folder)) return refuse('intake-open')
  const missing = await missingFiles(ports, id, decided.folder)
  if (missing.length > 0) return { state: 'needs-files', missing }
  const put = await insert(parts, id, decided, surroundings, found.key)
  // null: somebody was faster, the same hub on another connection
  return put ?? (tries < mostTries ? take(parts, office, handover, tries + 1) : refuse('case-id-taken'))
}

/** What was taken before: the same again is answered as then. */
async function taken(store: CaseStore, id: string, steps: readonly Step[]): Promise<CaseHandoverAnswer> {
  if (!(await store.beganWith(id, steps))) return refuse('case-id-taken')
  const stored = await store.load(id)
  return { state: 'taken', version: stored?.folder.state.version ?? 0 }
}

/**
 * What no intake has: registers and other bodies are heard by the server itself, and people sign and decide there. A hub
 * in wrong hands takes applications in, and does nothing of what comes after.
 */
const afterIntake: ReadonlySet<FolderCommand['type']> = new Set<FolderCommand['type']>([
  'confirm-awaited',
  'notice-sent',
  'reassign',
  'file-complaint',
  'decide-complaint',
  'keep-signature',
])

/** Whether a command is one of the window: in a stage of it, before the last is done, and believing no register. */
function isOfIntake(card: Card, folder: CaseFolder, command: FolderCommand): boolean {
  if (intakeIsOver(card, folder)) return false
  if (!('stage' in command)) return true
  const stage = card.stages.find(({ key }) => key === command.stage)
  if (stage === undefined || stage.place !== 'window') return false
  return command.type !== 'complete' || stage.awaits === undefined || command.connected === false
}

/** Whether the paper is one that the outcome before it has made; that may have been the last of the intake. */
function isMade(
  card: Card,
  folder: CaseFolder,
  done: Again['steps'],
  command: Extract<FolderCommand, { type: 'keep-paper' }>,
): boolean {
  const before = done.map(({ step }) => step.command).findLast(({ type }) => type !== 'keep-paper')
  return before?.type === 'complete' && isPaperOf(card, folder, command, before)
}

function stepsOf({ commands }: CaseHandover): readonly Step[] {
  const ids = new Set<string>()
  return commands.map(({ id, command }, n) => {
    const read = FolderCommandData.safeParse(command)
    if (!read.success) return refuse('bad-handover', [n, ...(read.error.issues[0]?.path ?? [])].join('.'))
    if (ids.has(id)) return refuse('bad-handover', `${n}.id`)
    ids.add(id)
    if (afterIntake.has(read.data.type)) return refuse('bad-handover', `${n}.type`)
    return { id, hash: hashJson(command), command: read.data }
  })
}

/** The configurations of the hub's office, and of the one the case belongs to: that for which the hub works. */
function checkOffice(
  ports: CasePorts,
  office: string,
  handover: CaseHandover,
  start: Start,
): { readonly hub: OfficeConfig; readonly config: OfficeConfig } {
  const hub = ports.office(office)
  const serving = hub?.kind === 'authorised-entity' ? (hub.servingOffice ?? '') : office
  const entity = hub?.kind === 'authorised-entity' ? office : null
  const config = ports.office(serving)
  const fits =
    handover.office === office &&
    handover.id.startsWith(`${office}-`) &&
    start.office === serving &&
    start.entity === entity
  return hub !== null && config !== null && fits ? { hub, config } : refuse('not-your-case', 'office')
}

async function cardOf(cards: CardShelf, { id, cardVersion }: CaseHandover): Promise<Card> {
  // `8036-004-000127`: between the office and the number
  const name = id.slice(5, id.lastIndexOf('-'))
  if (cardVersion !== undefined)
    return (await cards.get(name, cardVersion)) ?? refuse('unknown-card', `${name} ${cardVersion}`)
  return (await cards.newest()).find((one) => one.id === name) ?? refuse('unknown-card', name)
}

interface Again {
  readonly folder: CaseFolder
  readonly steps: readonly { readonly step: Step; readonly events: readonly FolderEvent[]; readonly version: number }[]
}

interface By {
  readonly hub: OfficeConfig
  readonly caseOffice: string
  readonly context: CaseContext
  readonly formerPosts: (login: string) => Promise<readonly Post[]>
}

async function decideAgain(card: Card, steps: readonly Step[], today: string, by: By): Promise<Again> {
  const { context } = by
  const latest = addDays(today, 1)
  let folder: CaseFolder = initialFolder
  const done: Again['steps'][number][] = []
  for (const [n, step] of steps.entries()) {
    let command = withOwnActor(step.command, by)
    // the hub's clock may be a little ahead of the server's at midnight
    if (command.today > latest) return notDecided({ code: 'bad-date' }, n)
    const fits = command.type === 'keep-paper' ? isMade(card, folder, done, command) : isOfIntake(card, folder, command)
    if (!fits) return refuse('bad-handover', `${n}`)
    let decision = decideFolder(card, folder, command, context)
    if (!decision.ok && ofPost.has(decision.refusal.code) && (await wasTheirs(step.command, by))) {
      command = step.command
      decision = decideFolder(card, folder, command, context)
    }
    if (!decision.ok) return notDecided(decision.refusal, n)
    folder = decision.events.reduce(evolveFolder, folder)
    done.push({ step: { ...step, command }, events: decision.events, version: folder.state.version })
  }
  return { folder, steps: done }
}

function notDecided({ code, what }: CaseRefusal, n: number): never {
  throw new Refused(code, caseRefusalText(code), what ?? `${n}`)
}

/**
 * Whoever is in the configuration acts with the post it gives; somebody who has left since did what they did, in the
 * hub's own office only.
 */
function withOwnActor(command: FolderCommand, { hub, caseOffice }: By): FolderCommand {
  if (!('actor' in command)) return command
  const { actor } = command
  const { login, office } = loginOf(actor.id, caseOffice)
  if (actor.office !== hub.code || office !== hub.code) return refuse('not-your-case', 'actor')
  return { ...command, actor: actorOf(hub, login, caseOffice) ?? actor }
}

/** Refusals for what somebody's post is. */
const ofPost: ReadonlySet<string> = new Set<CaseRefusal['code']>(['wrong-role', 'wrong-unit', 'wrong-office'])

/** Whether the person had the post the hub says once: an intake of before goes on though they do other work by now. */
async function wasTheirs(command: FolderCommand, { caseOffice, formerPosts }: By): Promise<boolean> {
  if (!('actor' in command)) return false
  const { id, unit, roles } = command.actor
  const posts = await formerPosts(loginOf(id, caseOffice).login)
  return posts.some((post) => post.unit === unit && roles.every((role) => post.roles.includes(role)))
}

/** Scans and papers that are not here yet. */
async function missingFiles({ vault }: CasePorts, id: string, { dossier }: CaseFolder): Promise<string[]> {
  const hashes = new Set([...dossier.files, ...dossier.papers].map(({ hash }) => hash))
  const missing: string[] = []
  for (const hash of hashes) if (!(await vault.has(id, hash))) missing.push(hash)
  return missing
}

async function insert(
  { store, persons }: TakingParts,
  id: string,
  { folder, steps }: Again,
  { card, rules, at }: Awaited<ReturnType<CaseWork['surroundings']>>,
  kept: Buffer | null,
): Promise<CaseHandoverAnswer | null> {
  const { state, ...rest } = folder
  const { applicant } = folder.dossier
  if (state.status === 'none') return refuse('bad-handover', 'start')
  if (applicant !== null && card.reapplication.length > 0) {
    const earlier = await persons.earlier(id, card.id, applicant)
    const again = reapplicationOf(card, persons.keysOf(applicant), earlier, state.day, rules.context.calendar)
    const early = tooSoon(state, again)
    if (early !== null) throw new Refused(early.code, refusalText(card, early), early.what)
  }
  const whole: StoredCase['folder'] = { ...rest, state }
  const records: NewCaseRecord[] = steps.map(({ step, events, version }) => ({
    at,
    command: { id: step.id, hash: step.hash, result: { ok: true, version } },
    content: { commands: [step.command], events },
  }))
  const put = await store.insert(id, {
    card,
    key: kept ?? newCaseKey(),
    keyIsKept: kept !== null,
    person: applicant === null ? null : persons.rowOf(id, applicant),
    folder: whole,
    index: indexCase(card, state, rules.context),
    rules: rules.stamp,
    at,
    records,
    jobs: jobsFor(
      card,
      initialFolder,
      steps.flatMap(({ events }) => events),
    ),
  })
  return put.is === 'put' ? { state: 'taken', version: state.version } : null
}
