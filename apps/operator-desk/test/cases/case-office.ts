import type { CaseActionBody } from '@cherha/shared/protocol'
import { type CaseActionAnswer, type CaseView, type DistributionView, type TaskPage } from '@cherha/shared/protocol'
import {
  type Actor,
  builtInCards,
  type Card,
  type CaseFolder,
  type CaseRefusal,
  caseView,
  commandOf,
  decideAll,
  distributionView,
  evolveFolder,
  feeCommands,
  findCard,
  type FolderCommand,
  holidaysOfUkraine,
  initialFolder,
  intakeIsOver,
  type Name,
  refusalText,
  type RoleKey,
  taskRows,
  type TrackKey,
  waitingCase,
  workingCalendar,
} from '@cherha/shared/workflow'

const calendar = workingCalendar(holidaysOfUkraine, { martialLaw: true })
const context = { calendar }
export const code = '6801'

interface Colleague {
  readonly name: string
  readonly title: { readonly uk: string; readonly en: string }
  readonly roles: readonly RoleKey[]
}

const specialist = { uk: 'Головний спеціаліст', en: 'Chief specialist' }
/** People of the drawn office; whoever a role belongs to works in the unit the card prints for it. */
export const people = {
  olena: {
    name: 'Олена Ткачук',
    title: { uk: 'Адміністраторка', en: 'Administrator' },
    roles: ['intake', 'receiver', 'materially-responsible'],
  },
  bohdan: { name: 'Богдан Лисенко', title: specialist, roles: ['officer', 'print-dispatcher'] },
  vira: { name: 'Віра Сохань', title: specialist, roles: ['officer'] },
  taras: { name: 'Тарас Єфименко', title: { uk: 'Інспектор', en: 'Inspector' }, roles: ['residence-checker'] },
  nadiia: { name: 'Надія Крук', title: { uk: 'Інспекторка', en: 'Inspector' }, roles: ['residence-checker'] },
  iryna: {
    name: 'Ірина Дорош',
    title: { uk: 'Начальниця відділу', en: 'Head of division' },
    roles: ['distributor', 'decision-maker'],
  },
} as const satisfies Record<string, Colleague>
export type Login = keyof typeof people

const names = (id: string): Name | null => (id in people ? people[id as Login] : null)

interface Running {
  readonly card: Card
  folder: CaseFolder
}

/** Hub and queue server of one office in memory, by the real rules: what the desk is answered is what they answer. */
export class CaseOffice {
  today = '2026-03-05'
  readonly cases = new Map<string, Running>()
  /** What «check» will say. */
  fee: 'confirmed' | 'not-confirmed' | 'unreachable' = 'confirmed'
  server = true
  #at = Date.parse('2026-03-05T08:24:00Z')
  #count = 126

  /** The login in the first unit one of its roles has in the card. */
  actor(login: string, card: Card, role?: RoleKey): Actor {
    const { roles }: Colleague = people[login as Login]
    const unit = card.roles[role ?? roles.find((one) => card.roles[one] !== undefined) ?? 'intake']?.unit ?? ''
    return { id: login, office: code, unit, roles }
  }

  on(today: string, time = '10:00'): this {
    this.today = today
    this.#at = Date.parse(`${today}T${time}:00+02:00`)
    return this
  }

  start(
    login: Login,
    service: string,
    cardId: string,
    more: { track?: TrackKey; grounds?: string[]; ticket?: string | null } = {},
  ) {
    const card = findCard(builtInCards, cardId)
    if (card === undefined) throw new Error(`no card ${cardId}`)
    this.#count += 1
    const id = `${code}-${cardId}-${String(this.#count).padStart(6, '0')}`
    const running: Running = { card, folder: initialFolder }
    this.cases.set(id, running)
    const at = this.#moment()
    const actor = this.actor(login, card)
    const { today } = this
    const { track = 'standard', grounds, ticket = 'А-015' } = more
    const from = {
      type: 'came-from',
      actor,
      today,
      at,
      ticket,
      window: 'w3',
      servedSince: '2026-03-05T10:21:00+02:00',
    } as const
    const start = {
      type: 'start',
      actor,
      today,
      at,
      version: 0,
      id,
      office: code,
      service,
      entity: null,
      track,
      day: today,
    } as const
    this.#must(running, [{ ...start, ...(grounds === undefined ? {} : { grounds }) }, from])
    return id
  }

  /** An action as the desk sends it. */
  act(login: string, id: string, body: CaseActionBody, document?: string): CaseActionAnswer {
    const running = this.#case(id)
    const stage = running.card.stages.find(({ key }) => key === body.stage)
    const actor = this.actor(
      login,
      running.card,
      stage?.roles.find((role) => (people[login as Login].roles as readonly RoleKey[]).includes(role)),
    )
    const given = {
      actor,
      today: this.today,
      at: this.#moment(),
      officers: (other: string) => this.actor(other, running.card, 'officer'),
    }
    if (body.action === 'check-fee') {
      const { code: receipt } = body.data as { code: string }
      const fee = { id: body.commandId, code: receipt, result: this.fee }
      this.#must(running, feeCommands(running.card, running.folder, fee, { ...given, context }))
      return { ok: true, version: this.#version(running), fee: this.fee }
    }
    const read = commandOf(body, {
      ...given,
      ...(stage?.place === 'window' ? { connected: false } : {}),
      ...(document === undefined ? {} : { document }),
    })
    const refusal = read.ok ? this.#decide(running, read.commands) : read.refusal
    if (refusal === null) return { ok: true, version: this.#version(running) }
    const { code: why, what, version } = refusal as CaseRefusal & { version?: number }
    return {
      ok: false,
      refusal: {
        code: why,
        message: refusalText(running.card, refusal),
        ...(what === undefined ? {} : { what }),
        ...(version === undefined ? {} : { version }),
      },
    }
  }

  /** The same for tests and scenes: it has to be accepted. */
  does(
    login: Login,
    id: string,
    action: CaseActionBody['action'],
    rest: Partial<CaseActionBody> = {},
    document?: string,
  ): this {
    const version = this.#version(this.#case(id))
    const answer = this.act(login, id, { commandId: crypto.randomUUID(), version, action, ...rest }, document)
    if (!answer.ok)
      throw new Error(
        `${action} ${rest.stage ?? ''} ${rest.outcome ?? ''}: ${answer.refusal.code} ${answer.refusal.what ?? ''}`,
      )
    return this
  }

  /** Outside systems. */
  told(
    id: string,
    command: Extract<FolderCommand, { readonly type: 'confirm-awaited' | 'inquiry-received' | 'inquiry-answered' }>,
  ): this {
    this.#must(this.#case(id), [{ ...command, today: this.today, at: this.#moment() }])
    return this
  }

  keep(
    login: Login,
    id: string,
    command: FolderCommand extends infer C
      ? C extends { type: 'keep-paper' | 'add-file' }
        ? Omit<C, 'actor' | 'today' | 'at'>
        : never
      : never,
  ): this {
    const running = this.#case(id)
    const actor = this.actor(login, running.card)
    this.#must(running, [{ ...command, actor, today: this.today, at: this.#moment() }])
    return this
  }

  view(login: string, id: string): CaseView {
    const running = this.#case(id)
    const { card, folder } = running
    const offering = this.#roleNow(login, running)
    const view = caseView(card, folder, {
      actor: this.actor(login, card, offering),
      context,
      today: this.today,
      names,
      windowLabel: (window) => window.replace('w', ''),
      draft: this.#isDraft(running),
    })
    return view
  }

  tasks(login: string, q = ''): TaskPage {
    const tasks = [...this.cases.values()].flatMap((running) => {
      const { card, folder } = running
      const options = {
        actor: this.actor(login, card, this.#roleNow(login, running)),
        context,
        today: this.today,
        names,
      }
      return taskRows(card, folder, { ...options, draft: this.#isDraft(running) })
    })
    const found = tasks
      .filter((row) => this.server || row.kind === 'draft')
      .filter(({ case: id, applicant }) => id.includes(q) || applicant.toLowerCase().startsWith(q.toLowerCase()))
    return {
      tasks: found.sort(
        (a, b) =>
          Number(b.kind === 'draft') - Number(a.kind === 'draft') || (a.limit ?? '9').localeCompare(b.limit ?? '9'),
      ),
      total: found.length,
      overdue: found.filter(({ overdue }) => overdue).length,
      dueToday: found.filter(({ daysLeft }) => daysLeft === 0).length,
      next: null,
      server: this.server,
    }
  }

  distribution(login: string): DistributionView {
    const waiting = [...this.cases.values()].flatMap(({ card, folder }) => {
      const row = waitingCase(card, folder, {
        actor: this.actor(login, card, 'distributor'),
        context,
        today: this.today,
      })
      return row === null ? [] : [row]
    })
    return distributionView(waiting, [
      { login: 'bohdan', name: people.bohdan.name, open: 14, dueSoon: 3, overdue: 1 },
      { login: 'vira', name: people.vira.name, open: 11, dueSoon: 2, overdue: 0 },
    ])
  }

  /** The role in which somebody with several acts in the case now. */
  #roleNow(login: string, { card, folder }: Running): RoleKey | undefined {
    const { roles }: Colleague = people[login as Login]
    if (folder.state.status === 'none') return undefined
    const open = folder.state.visits.filter(({ status }) => status === 'open').map(({ stage }) => stage)
    const wanted = card.stages.filter(({ key }) => open.includes(key)).flatMap((stage) => stage.roles)
    return roles.find((role) => wanted.includes(role))
  }

  #isDraft({ card, folder }: Running): boolean {
    return !intakeIsOver(card, folder)
  }

  #case(id: string): Running {
    const running = this.cases.get(id)
    if (running === undefined) throw new Error(`no case ${id}`)
    return running
  }

  #version({ folder }: Running): number {
    return folder.state.status === 'none' ? 0 : folder.state.version
  }

  #decide(running: Running, commands: readonly FolderCommand[]): CaseRefusal | null {
    const decision = decideAll(running.card, running.folder, commands, context)
    if (!decision.ok) return decision.refusal
    running.folder = decision.events.reduce(evolveFolder, running.folder)
    return null
  }

  #must(running: Running, commands: readonly FolderCommand[]): void {
    const refusal = this.#decide(running, commands)
    if (refusal !== null)
      throw new Error(`${commands.map(({ type }) => type).join()}: ${refusal.code} ${refusal.what ?? ''}`)
  }

  #moment(): number {
    this.#at += 7 * 60_000
    return this.#at
  }
}
