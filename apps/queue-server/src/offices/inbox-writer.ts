import {
  asEvent,
  asJson,
  type AsyncEventLog,
  EMPTY_HEAD,
  jsonAs,
  type LogHead,
  type LogRecord,
  type NewRecord,
} from '@cherha/event-log'
import { readInboxItem } from '@cherha/shared/protocol'
import {
  decideOnline,
  evolveOnline,
  initialOnlineState,
  type OnlineCommand,
  type OnlineRefusal,
  type OnlineResults,
  type OnlineState,
  onlineStateVersion,
} from '@cherha/shared/replication'
import { type ClientCommand, CommandIdReusedError, OfficeClosedError, OfficeUnavailableError } from './answers.ts'
import type { Report, ServerClock } from './ports.ts'

type AnyResult = OnlineResults[OnlineCommand['type']]
export type Written =
  | { readonly ok: true; readonly results: readonly AnyResult[] }
  | { readonly ok: false; readonly refusal: OnlineRefusal }

/** Commands that are decided together: all of them happen, in one append, or none. */
export interface InboxWork {
  readonly build: (state: OnlineState) => readonly OnlineCommand[]
  readonly client?: ClientCommand
}

interface Waiting {
  readonly work: InboxWork
  readonly settle: (written: Written) => void
  readonly fail: (error: unknown) => void
}

type Decided =
  | { readonly is: 'written'; readonly written: Written }
  | { readonly is: 'failed'; readonly error: unknown }

const page = 500
const itemsPerSnapshot = 500

/**
 * The one writer of an office's inbox. Works that wait while an append is under way share the next one. They are decided
 * on a draft: whoever reads the state meanwhile sees what is stored, and after a failed append there is nothing to undo.
 */
export class InboxWriter {
  readonly #log: AsyncEventLog
  readonly #clock: ServerClock
  readonly #report: Report
  readonly #appended: () => void
  #state: OnlineState = initialOnlineState()
  #head: LogHead = EMPTY_HEAD
  #sinceSnapshot = 0
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  #closed = false
  /** An append failed: whether the log has it is not known until it has been read. */
  #stale = false

  private constructor(log: AsyncEventLog, clock: ServerClock, report: Report, appended: () => void) {
    this.#log = log
    this.#clock = clock
    this.#report = report
    this.#appended = appended
  }

  /** Folds the inbox. @param appended called after each append. @throws what the log throws */
  static async open(
    log: AsyncEventLog,
    clock: ServerClock,
    report: Report,
    appended: () => void,
  ): Promise<InboxWriter> {
    const writer = new InboxWriter(log, clock, report, appended)
    const snapshot = await log.loadSnapshot(onlineStateVersion)
    if (snapshot !== null) {
      writer.#state = jsonAs<OnlineState>(snapshot.state)
      writer.#head = { seq: snapshot.seq, hash: snapshot.hash }
    }
    await writer.#readOn()
    return writer
  }

  get state(): OnlineState {
    return this.#state
  }

  get head(): LogHead {
    return this.#head
  }

  /**
   * Resolves when what was decided is durable.
   * @throws `OfficeUnavailableError` (nothing has changed), `CommandIdReusedError`, `OfficeClosedError`
   */
  write(work: InboxWork): Promise<Written> {
    if (this.#closed) return Promise.reject(new OfficeClosedError('the office is being closed'))
    return new Promise((settle, fail) => {
      this.#waiting.push({ work, settle, fail })
      // whatever comes in this turn of the event loop shares the append
      this.#running ??= Promise.resolve().then(() => this.#run())
    })
  }

  /**
   * Resolves when the head is at least `seq`, if the log reaches so far: an append may have arrived though its answer was
   * lost, and another server on the same database may have written.
   * @throws as `write`
   */
  async reach(seq: number): Promise<void> {
    if (this.#head.seq >= seq) return
    this.#stale = true
    await this.write({ build: () => [] })
  }

  /** What a client's command was answered with, by the log; null: it has written nothing. @throws what the log throws */
  async resultsOf(commandId: string): Promise<readonly AnyResult[] | null> {
    const record = await this.#log.findCommand(commandId)
    // the results of this very writer, as it stored them
    return record?.command === undefined ? null : jsonAs<readonly AnyResult[]>(record.command.result)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    if (!this.#stale && this.#sinceSnapshot > 0) await this.#snapshot()
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#writeAll(this.#waiting.splice(0))
    this.#running = null
  }

  async #writeAll(waiting: readonly Waiting[]): Promise<void> {
    try {
      if (this.#stale) await this.#readOn()
      const known = await this.#knownCommands(waiting)
      const { decided, records, draft } = this.#decideAll(waiting, known)
      if (records.length > 0) await this.#append(records, draft)
      waiting.forEach(({ settle, fail }, index) => {
        const one = decided[index]
        if (one?.is === 'written') settle(one.written)
        else fail(one?.error)
      })
      if (records.length > 0) this.#appended()
      if (this.#sinceSnapshot >= itemsPerSnapshot) await this.#snapshot()
    } catch (cause) {
      this.#stale = true
      this.#report('the inbox could not be written; nothing has changed', cause)
      const error = new OfficeUnavailableError('The inbox could not be written. Nothing has changed; try again.', {
        cause,
      })
      for (const { fail } of waiting) fail(error)
    }
  }

  async #append(records: readonly NewRecord[], draft: OnlineState): Promise<void> {
    const stored = await this.#log.append(records)
    const last = stored.at(-1)
    if (last?.seq !== draft.seq) throw new Error(`the inbox grew to ${last?.seq}, not to ${draft.seq}`)
    this.#state = draft
    this.#head = { seq: last.seq, hash: last.hash }
    this.#sinceSnapshot += stored.length
  }

  async #knownCommands(waiting: readonly Waiting[]): Promise<Map<string, LogRecord>> {
    const ids = new Set(waiting.flatMap(({ work }) => (work.client === undefined ? [] : [work.client.id])))
    if (ids.size === 0) return new Map()
    const found = await this.#log.findCommands([...ids])
    return new Map(found.flatMap((record) => (record.command ? [[record.command.id, record]] : [])))
  }

  #decideAll(waiting: readonly Waiting[], known: ReadonlyMap<string, LogRecord>) {
    let draft = this.#state
    const records: NewRecord[] = []
    const inBatch = new Map<string, { readonly hash: string; readonly decided: Decided }>()
    const decided = waiting.map(({ work }): Decided => {
      const { client } = work
      const before = client && (answered(client, inBatch.get(client.id)) ?? remembered(client, known.get(client.id)))
      if (before) return before
      let outcome: ReturnType<typeof decideWork>
      try {
        outcome = decideWork(draft, work)
      } catch (error) {
        return { is: 'failed', error }
      }
      if (!outcome.ok) return { is: 'written', written: outcome }
      draft = outcome.draft
      const results = asJson(outcome.results)
      const at = this.#clock.now()
      outcome.items.forEach((item, index) => {
        const event = asEvent(item)
        const command = index === 0 && client ? { command: { id: client.id, hash: client.hash, result: results } } : {}
        records.push({ at, mono: 0, event, ...command })
      })
      const one: Decided = { is: 'written', written: { ok: true, results: outcome.results } }
      if (client) inBatch.set(client.id, { hash: client.hash, decided: one })
      return one
    })
    return { decided, records, draft }
  }

  /** Folds what the log has after the head. */
  async #readOn(): Promise<void> {
    for (;;) {
      const records = await this.#log.read(this.#head.seq, page)
      for (const record of records) {
        const item = readInboxItem(record.event)
        if (!item.success) throw new Error(`record ${record.seq} of the inbox is no inbox item`, { cause: item.error })
        this.#state = evolveOnline(this.#state, { seq: record.seq, item: item.data })
        this.#head = { seq: record.seq, hash: record.hash }
      }
      this.#sinceSnapshot += records.length
      if (records.length < page) break
    }
    this.#stale = false
  }

  /** It only saves time at the next start, so a failure is no more than reported. */
  async #snapshot(): Promise<void> {
    try {
      const state = asJson(this.#state)
      await this.#log.saveSnapshot({ version: onlineStateVersion, ...this.#head, state })
      this.#sinceSnapshot = 0
    } catch (error) {
      this.#report('no snapshot of the inbox could be saved', error)
    }
  }
}

function decideWork(state: OnlineState, { build }: InboxWork) {
  let draft = state
  const items: Parameters<typeof evolveOnline>[1]['item'][] = []
  const results: AnyResult[] = []
  for (const command of build(state)) {
    const decision = decideOnline(draft, command)
    if (!decision.ok) return decision
    for (const item of decision.items) {
      draft = evolveOnline(draft, { seq: draft.seq + 1, item })
      items.push(item)
    }
    results.push(decision.result)
  }
  return { ok: true as const, draft, items, results }
}

function answered(client: ClientCommand, twin: { readonly hash: string; readonly decided: Decided } | undefined) {
  if (twin === undefined) return null
  return twin.hash === client.hash ? twin.decided : reused(client)
}

function remembered(client: ClientCommand, record: LogRecord | undefined): Decided | null {
  if (record?.command === undefined) return null
  if (record.command.hash !== client.hash) return reused(client)
  // the results of this very writer, as it stored them
  const results = jsonAs<readonly AnyResult[]>(record.command.result)
  return { is: 'written', written: { ok: true, results } }
}

function reused({ id }: ClientCommand): Decided {
  return { is: 'failed', error: new CommandIdReusedError(`The command id ${id} was used for another command.`) }
}
