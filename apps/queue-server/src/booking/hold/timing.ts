import { handOverMs } from '@cherha/shared/booking'
import { dayClock } from '../../offices/day-clock.ts'
import type { CancelTimer } from '../../offices/ports.ts'
import type { Context } from '../context.ts'
import type { Hold } from '../memory/hold-book.ts'
import type { Confirming } from './confirming.ts'
import type { Holding } from './holding.ts'

/** B10: how long after 00:00 a day may wait for its holds. */
const latestMs = 300_000
/** After something that failed: the database may be back. */
const againMs = 2_000

/** Ends holds when their time is over, and tells when the handover of a day has waited for the last one. */
export class Timing {
  readonly #context: Context
  readonly #holding: Holding
  readonly #confirming: Confirming
  #timer: { readonly at: number; readonly cancel: CancelTimer } | null = null
  #closed = false
  #running: Promise<void> = Promise.resolve()

  constructor(context: Context, holding: Holding, confirming: Confirming) {
    this.#context = context
    this.#holding = holding
    this.#confirming = confirming
  }

  /** The hold is new, has another end, or is gone. */
  changed(hold: Hold): void {
    const { holds, offices } = this.#context
    if (holds.get(hold.row.id) === hold) {
      this.#wake(endOf(hold))
      return
    }
    const office = offices.get(hold.row.office)
    if (office === null || office.today === null || hold.row.date > office.today) return
    if (!this.waitingDates(hold.row.office).has(hold.row.date)) this.#handOver(hold.row.office)
  }

  /** B10: dates that have come and that places are still held of, until five minutes after midnight. */
  waitingDates(code: string): ReadonlySet<string> {
    const { holds, offices, clock } = this.#context
    const office = offices.get(code)
    const config = office?.config ?? null
    const dates = new Set<string>()
    if (office === null || config === null || office.today === null) return dates
    for (const { row } of holds.all()) {
      if (row.kind !== 'held' || row.office !== code || row.date > office.today) continue
      const end = dayClock(row.date, config.timeZone).midnight + latestMs
      if (clock.now() >= end) continue
      dates.add(row.date)
      this.#wake(end)
    }
    return dates
  }

  /** Everything that is due now. */
  run(): Promise<void> {
    this.#running = this.#running.then(() => this.#run())
    return this.#running
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    await this.#running
  }

  async #run(): Promise<void> {
    const { holds, clock, codeCounts, offices, report } = this.#context
    const now = clock.now()
    const due = [...holds.all()].filter((hold) => endOf(hold) <= now)
    const ended = await Promise.allSettled(due.map((hold) => this.#end(hold, now)))
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed !== undefined) report('a hold could not be ended and is tried again', failed.reason)
    holds.forget(now)
    codeCounts.forget(now)
    if (this.#closed) return
    for (const { code, today, online } of offices.all()) {
      if (today !== null && online.days[today]?.state === 'open' && this.waitingDates(code).size === 0)
        this.#handOver(code)
    }
    const next = Math.min(...[...holds.all()].map(endOf))
    // what is due and still there is being confirmed, or could not be stored
    if (Number.isFinite(next)) this.#wake(next > now ? next : now + againMs)
  }

  async #end(hold: Hold, now: number): Promise<void> {
    const { row } = hold
    if (hold.confirming !== null || hold.ending || !hold.stored) return
    // an answer of the office was lost: it may have booked
    if (hold.uncertain || hold.booked !== null) {
      if (await this.#confirming.recover(hold)) return
    }
    await this.#holding.end(row.id, !hold.sent && now < row.until ? 'gateway-away' : 'expired')
  }

  #wake(at: number): void {
    if (this.#closed || (this.#timer !== null && this.#timer.at <= at)) return
    this.#timer?.cancel()
    const { clock } = this.#context
    const cancel = clock.setTimer(Math.max(0, at - clock.now()), () => {
      this.#timer = null
      void this.run()
    })
    this.#timer = { at, cancel }
  }

  #handOver(code: string): void {
    const { handOver, report } = this.#context
    const waiting = this.waitingDates(code)
    handOver(code, waiting).catch((error: unknown) =>
      report('the day handover of an office failed and is tried again', error),
    )
  }
}

/** When something has to happen with it; a message nobody took in a minute ends it (B12). */
function endOf({ row, sent }: Hold): number {
  return sent ? row.until : Math.min(row.until, row.codeAt + handOverMs)
}
