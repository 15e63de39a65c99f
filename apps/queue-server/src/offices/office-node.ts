import { randomBytes, randomUUID } from 'node:crypto'
import { hashJson, type LogHead, type LogRecord } from '@cherha/event-log'
import type { OfficeConfig, OfficeSecrets } from '@cherha/shared/protocol'
import { boardView, type QueueState } from '@cherha/shared/queue'
import {
  freeOnline,
  type FreeTime,
  type OnlineCommand,
  type OnlineResults,
  type OnlineState,
} from '@cherha/shared/replication'
import type {
  Booking,
  BookRequest,
  CancelReason,
  CancelRequest,
  ClientCommand,
  OfficeAnswer,
  OfficeBoard,
  PlaceChanges,
  PublishedDay,
  RequestAnswered,
  Taken,
} from './answers.ts'
import { Bell } from './bell.ts'
import { dateAt } from './day-clock.ts'
import { InboxWriter } from './inbox-writer.ts'
import { Mirror } from './mirror.ts'
import { configureCommands, refusedChange } from './config-change.ts'
import { missingDays, previewDays, type PreviewDay, type Problem } from './planner.ts'
import type { OfficePorts } from './ports.ts'
import { publishedDays } from './published-days.ts'
import { checkInCode, sealVisitor } from './sealing.ts'
import { SecretsKeeper, type SecretsContent } from './secrets-keeper.ts'

const eventsPerSnapshot = 1_000

interface Parts {
  readonly ports: OfficePorts
  readonly writer: InboxWriter
  readonly mirror: Mirror
  readonly keeper: SecretsKeeper
  readonly bells: { readonly inbox: Bell; readonly copy: Bell<readonly LogRecord[]> }
}

/**
 * One office on the queue server: its inbox, which is written here alone, and the mirror of its live queue, folded from
 * the copy of its log. Commands are decided one after another; those that wait share one append, and are answered when it
 * is durable. A failed append changes nothing and its callers get an `OfficeUnavailableError`.
 */
export class OfficeNode {
  readonly #ports: OfficePorts
  readonly #writer: InboxWriter
  readonly #mirror: Mirror
  readonly #keeper: SecretsKeeper
  readonly #bells: Parts['bells']
  #heardAt: number | null = null
  #hubHead: LogHead | null = null

  private constructor({ ports, writer, mirror, keeper, bells }: Parts) {
    this.#ports = ports
    this.#writer = writer
    this.#mirror = mirror
    this.#keeper = keeper
    this.#bells = bells
  }

  /** Folds both logs and opens the secrets, making the office key at the first time. @throws what they throw */
  static async open(ports: OfficePorts): Promise<OfficeNode> {
    const bells: Parts['bells'] = { inbox: new Bell(ports.report), copy: new Bell(ports.report) }
    const ring = () => bells.inbox.ring()
    const { inbox, copy, secrets, clock, report, random = randomBytes, snapshotEvery = eventsPerSnapshot } = ports
    const [keeper, writer, mirror] = await Promise.all([
      SecretsKeeper.open({ store: secrets, random, now: () => clock.now(), changed: ring }),
      InboxWriter.open(inbox, clock, report, ring),
      Mirror.open(copy, report, snapshotEvery),
    ])
    if (ports.voucherKey !== undefined) await keeper.tellVoucherKey(ports.voucherKey)
    return new OfficeNode({ ports, writer, mirror, keeper, bells })
  }

  // what is known ----------------------------------------------------------------------------------------------

  get code(): string {
    return this.#ports.code
  }
  /** null until the office is configured. */
  get config(): OfficeConfig | null {
    return this.#writer.state.config
  }
  /** How often the office has been configured; 0: never. */
  get version(): number {
    return this.#writer.state.version
  }
  /** What the server has decided, as stored. Never changed in place. */
  get online(): OnlineState {
    return this.#writer.state
  }
  /** The live queue as the hub last told it. Only to be read, and not kept. */
  get mirror(): QueueState {
    return this.#mirror.state
  }
  get inboxHead(): LogHead {
    return this.#writer.head
  }
  get copyHead(): LogHead {
    return this.#mirror.head
  }
  /** `inbox`: items the hub has not acknowledged. `events`: of its log, not here yet; null: it has told no head. */
  get lag(): { readonly inbox: number; readonly events: number | null } {
    const events = this.#hubHead === null ? null : Math.max(0, this.#hubHead.seq - this.copyHead.seq)
    return { inbox: Math.max(0, this.inboxHead.seq - this.mirror.inbox.seq), events }
  }
  /** When the hub was heard last (server time, ms); null: not since the server's start. */
  get lastContact(): number | null {
    return this.#heardAt
  }
  get secrets(): OfficeSecrets {
    return this.#keeper.current
  }
  /** The office's date now; null until it is configured. */
  get today(): string | null {
    const { config } = this
    return config === null ? null : dateAt(this.#ports.clock.now(), config.timeZone)
  }
  /** sha256 of the mirror's canonical JSON: equal to the hub's when both have the same log. */
  stateHash(): string {
    return hashJson(this.mirror)
  }

  /** The public board as of the moment the hub was heard last: later the server only knows that time has passed. */
  board(): OfficeBoard {
    const state = this.mirror
    if (state.seq === 0) return { ageSeconds: this.#ageOf(this.#heardAt), board: null }
    const at = this.#heardAt ?? Math.min(state.lastAt, this.#ports.clock.now())
    return { ageSeconds: this.#ageOf(at), board: boardView(state, { at, mono: this.#mirror.monoAt(at) }) }
  }

  /** Times the server can sell, with the number of free places; none until the hub has acknowledged the day. */
  freePlaces(date: string, service?: string): FreeTime[] {
    const day = this.online.days[date]
    if (day === undefined || this.mirror.inbox.seq < day.publishedSeq) return []
    return freeOnline(this.online, date, this.mirror.days[date] ?? null, service)
  }

  /** Published days that are kept, by date. */
  published(): PublishedDay[] {
    return publishedDays(this.online, this.mirror)
  }

  /** What the hub answered to a request; null: not yet, or more than a thousand answers ago. */
  answerOf(request: string): RequestAnswered | null {
    return this.#mirror.answerOf(request)
  }

  // commands ---------------------------------------------------------------------------------------------------

  /**
   * @param how `version`: refused with `version-changed` when the office has another one now; `apply`: published dates
   * that follow the change (`replan`), in the same append
   */
  async configure(
    config: OfficeConfig,
    { version, apply = [] }: { readonly version?: number; readonly apply?: readonly string[] } = {},
  ): Promise<OfficeAnswer<{ version: number }>> {
    const change = { config, version, apply, now: this.#ports.clock.now() }
    const refusal = refusedChange(this.online, this.mirror, change)
    if (refusal !== null) return { ok: false, refusal }
    const written = await this.#writer.write({
      build: (state) => configureCommands(state, this.mirror, change, () => this.#newId()),
    })
    return written.ok ? { ok: true, ...resultOf<'configure'>(written.results[0]) } : written
  }

  /** Publishes the days of the horizon that are missing, their keys first; closes those that have begun already. */
  async publishMissing(): Promise<{ readonly published: readonly string[]; readonly problems: readonly Problem[] }> {
    const { today } = this
    if (today === null) return { published: [], problems: [] }
    const { publish, problems } = missingDays(this.online, this.mirror, today)
    if (publish.length === 0) return { published: [], problems }
    await this.#keeper.ensureDays(publish.map(({ date }) => date))
    const written = await this.#writer.write({
      build: (state) =>
        publish
          .filter(({ date }) => state.days[date] === undefined)
          .flatMap((day): OnlineCommand[] =>
            day.date <= today ? [day, { type: 'close-online', date: day.date }] : [day],
          ),
    })
    return { published: written.ok ? publish.map(({ date }) => date) : [], problems }
  }

  /** The booking is durable when this resolves. @throws as the class says */
  async book(request: BookRequest): Promise<OfficeAnswer<Booking>> {
    const { date, service, time, language, visitor, client, heldSince } = request
    const { random = randomBytes } = this.#ports
    const key = this.#keeper.dayKey(date)
    const { config } = this
    const today = heldSince === undefined || config === null ? this.today : dateAt(heldSince, config.timeZone)
    if (key === null || today === null) return { ok: false, refusal: { code: 'unknown-day', field: 'date' } }
    const sealed = sealVisitor(key, visitor, service, date, random)
    const answer = await this.#one<'book'>(
      () => ({
        type: 'book',
        date,
        service,
        time,
        language,
        sealed,
        acknowledged: this.mirror.inbox.seq,
        hubDay: this.mirror.days[date] ?? null,
        today,
      }),
      client,
    )
    if (!answer.ok) return answer
    return { ...answer, code: this.codeOf(answer) }
  }

  /** What a command that booked was answered with; null: it has booked nothing. @throws what the log throws */
  async bookingOf(commandId: string): Promise<Booking | null> {
    const results = await this.#writer.resultsOf(commandId)
    const booked = results?.[0]
    if (booked === undefined || !('number' in booked)) return null
    return { ...booked, code: this.codeOf(booked) }
  }

  /** The check-in code of a ticket whose place has been sold so often. */
  codeOf({ date, number, sold }: Pick<Booking, 'date' | 'number' | 'sold'>): string {
    return checkInCode(this.secrets, this.code, date, number, sold)
  }

  /** `request`: after the handover the hub decides; ask `answerOf` later. null: it has ended at once. */
  cancelBooking({ date, number, by, client }: CancelRequest): Promise<OfficeAnswer<{ request: string | null }>> {
    const request = this.#newId()
    return this.#one<'cancel-booking'>(() => ({ type: 'cancel-booking', date, number, by, request }), client)
  }

  /** The day handover: nothing of the day is sold or cancelled here from now on. */
  closeOnline(date: string): Promise<OfficeAnswer<{ sold: number }>> {
    return this.#one<'close-online'>(() => ({ type: 'close-online', date }))
  }

  /**
   * Closes every open day whose date has come (office time), in order; returns those dates.
   * @param waiting dates that places are still held of (B10)
   */
  async closeDue(waiting: ReadonlySet<string> = new Set()): Promise<readonly string[]> {
    const { today } = this
    const isDue = (state: OnlineState) =>
      Object.values(state.days)
        .filter((day) => day.state === 'open' && today !== null && day.date <= today && !waiting.has(day.date))
        .map((day) => day.date)
        .sort()
    const due = isDue(this.online)
    if (due.length === 0) return []
    await this.#writer.write({ build: (state) => isDue(state).map((date) => ({ type: 'close-online', date })) })
    return due
  }

  /** Places added to a published day and withdrawn from it; of the hub's places only requests are made. */
  changePlaces(changes: PlaceChanges): Promise<OfficeAnswer<OnlineResults['change-places']>> {
    const requests = changes.withdraw.map(() => this.#newId())
    return this.#one<'change-places'>(() => ({ type: 'change-places', ...changes, requests }))
  }

  /** C24: the one exception to a frozen plan. */
  cancelDay(date: string, reason: CancelReason): Promise<OfficeAnswer<{ date: string }>> {
    return this.#one<'cancel-day'>(() => ({ type: 'cancel-day', date, reason }))
  }

  /** What a configuration would do to the published days and those of its horizon; changes nothing. */
  preview(config: OfficeConfig): { readonly days: readonly PreviewDay[]; readonly problems: readonly Problem[] } {
    const now = this.#ports.clock.now()
    return previewDays(this.online, this.mirror, config, now, dateAt(now, config.timeZone))
  }

  // secrets ----------------------------------------------------------------------------------------------------

  /** Changes the secrets and raises their version; the hub is told. Resolves when it is stored. */
  changeSecrets(change: (secrets: OfficeSecrets) => SecretsContent): Promise<OfficeSecrets> {
    return this.#keeper.change(change)
  }

  /** The hub's devices, for a replacement; no new version. */
  keepDevices(devices: OfficeSecrets['devices']): Promise<void> {
    return this.#keeper.keepDevices(devices)
  }

  /** Erases the keys of these visit days: what they sealed can never be read again. @returns those there were */
  eraseKeys(dates: readonly string[]): Promise<readonly string[]> {
    return this.#keeper.erase(dates)
  }

  // replication: used by the hub gateway -----------------------------------------------------------------------

  readInbox(after: number, limit: number): Promise<readonly LogRecord[]> {
    return this.#ports.inbox.read(after, limit)
  }

  /** Reads on in the own log when the hub has learnt more than is known here: another server has written it. */
  reachInbox(seq: number): Promise<void> {
    return this.#writer.reach(seq)
  }

  readCopy(after: number, limit: number): Promise<readonly LogRecord[]> {
    return this.#ports.copy.read(after, limit)
  }

  /**
   * Takes a batch of the hub's log: all of its news, or nothing.
   * @param data records as they came, not to be trusted
   * @throws `OfficeUnavailableError`, `OfficeClosedError`
   */
  async takeCopy(data: unknown): Promise<Taken> {
    const { records, ...taken } = await this.#mirror.take(data)
    this.heard()
    if (records.length > 0) this.#bells.copy.ring(records)
    return taken
  }

  /** The hub was heard. @param head its own, if it told it */
  heard(head?: LogHead): void {
    this.#heardAt = this.#ports.clock.now()
    if (head !== undefined) this.#hubHead = head
  }

  // doorbells --------------------------------------------------------------------------------------------------

  /** After each append to the inbox and each new version of the secrets. Returns what ends it. */
  onInbox(listener: () => void): () => void {
    return this.#bells.inbox.listen(listener)
  }

  /** After each batch of the hub's log, with its records. Returns what ends it. */
  onCopy(listener: (records: readonly LogRecord[]) => void): () => void {
    return this.#bells.copy.listen(listener)
  }

  /** Takes no more commands, waits for those under way, saves snapshots and closes both logs. */
  async close(): Promise<void> {
    await Promise.all([this.#writer.close(), this.#mirror.close(), this.#keeper.idle()])
    await Promise.all([this.#ports.inbox.close(), this.#ports.copy.close()])
  }

  async #one<T extends OnlineCommand['type']>(
    build: () => OnlineCommand,
    client?: ClientCommand,
  ): Promise<OfficeAnswer<OnlineResults[T]>> {
    const written = await this.#writer.write({ build: () => [build()], ...(client === undefined ? {} : { client }) })
    return written.ok ? { ok: true, ...resultOf<T>(written.results[0]) } : written
  }

  #ageOf(at: number | null): number | null {
    return at === null ? null : Math.max(0, Math.round((this.#ports.clock.now() - at) / 1_000))
  }

  #newId(): string {
    return (this.#ports.newId ?? randomUUID)()
  }
}

/** The result of the command that was written: the writer keeps them in the order of the commands. */
function resultOf<T extends OnlineCommand['type']>(result: OnlineResults[OnlineCommand['type']] | undefined) {
  return result as OnlineResults[T]
}
