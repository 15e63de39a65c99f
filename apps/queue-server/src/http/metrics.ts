import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** An outside system, as far as figures go. */
interface MeasuredSystem {
  readonly system: string
  readonly state: string
  readonly queue: number
  readonly retrying: number
  readonly failures: number
  readonly rejected: number
  readonly lies: number
}

/** Online booking, as far as figures go. */
interface MeasuredBooking {
  readonly holds: number
  readonly booked: number
  readonly messages: { readonly waiting: number; readonly retrying: number }
  readonly codes: { readonly hour: number; readonly refused: number }
}

/** What the gauges read each time somebody looks. */
export interface Measured {
  readonly offices: () => Iterable<{
    readonly code: string
    readonly connected: boolean
    readonly diverged: boolean
    readonly inboxLag: number
    readonly eventLag: number | null
    readonly waiting: number
    readonly inboxSeq: number
    readonly copySeq: number
  }>
  /** Left out: none are asked. */
  readonly outside?: () => Promise<Iterable<MeasuredSystem>>
  /** Left out: nothing is booked here. */
  readonly booking?: {
    readonly figures: () => Promise<MeasuredBooking>
    readonly gateway: () => string
    /** `old`: the list of networks in use is not the one in the files. */
    readonly networks: () => string
  }
}

/** Figures for Prometheus: numbers and office codes, nothing about a person. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #failures: Counter<'job'>

  constructor(measured: Measured) {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry })
    this.#requests = new Histogram({
      name: 'cherha_http_request_seconds',
      help: 'Duration of HTTP requests',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    })
    this.#failures = new Counter({
      name: 'cherha_job_failures_total',
      help: 'Runs of a job that failed and are tried again',
      labelNames: ['job'],
      registers,
    })
    const perOffice = (name: string, help: string, value: (of: Row) => number | null) =>
      new Gauge({
        name,
        help,
        labelNames: ['office'],
        registers,
        collect() {
          this.reset()
          for (const row of measured.offices()) {
            const seen = value(row)
            if (seen !== null) this.set({ office: row.code }, seen)
          }
        },
      })
    perOffice('cherha_hub_connected', '1 while the hub of the office is connected', (row) => Number(row.connected))
    perOffice('cherha_hub_diverged', '1 when the logs of hub and server differ', (row) => Number(row.diverged))
    perOffice('cherha_inbox_lag', 'Inbox items the hub has not learnt', (row) => row.inboxLag)
    perOffice('cherha_log_lag', 'Events of the hub that are not on the server', (row) => row.eventLag)
    perOffice('cherha_inbox_appends_total', 'Items appended to the inbox', (row) => row.inboxSeq)
    perOffice('cherha_log_appends_total', 'Events taken from the hub', (row) => row.copySeq)
    perOffice('cherha_tickets_waiting', 'Tickets that wait today', (row) => row.waiting)
    const { outside } = measured
    if (outside !== undefined) perSystem(outside, registers)
    if (measured.booking !== undefined) ofBooking(measured.booking, registers)
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds)
  }

  jobFailed(job: string): void {
    this.#failures.inc({ job })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }
}

function perSystem(outside: () => Promise<Iterable<MeasuredSystem>>, registers: Registry[]): void {
  const values = {
    waiting: (row: MeasuredSystem) => Number(row.state === 'waiting'),
    queue: (row: MeasuredSystem) => row.queue,
    retrying: (row: MeasuredSystem) => row.retrying,
    failures: (row: MeasuredSystem) => row.failures,
    rejected: (row: MeasuredSystem) => row.rejected,
    lies: (row: MeasuredSystem) => row.lies,
  }
  const gauge = new Gauge({
    name: 'cherha_outside',
    help: 'Outside systems: 1 while waiting; jobs not done, of them tried in vain; since the start: failed, not taken, not believed',
    labelNames: ['system', 'what'],
    registers,
    async collect() {
      // figures of the database are left out while it is away; the others are still shown
      const rows = await outside().catch(() => [])
      this.reset()
      for (const row of rows) {
        for (const [what, value] of Object.entries(values)) gauge.set({ system: row.system, what }, value(row))
      }
    },
  })
}

function ofBooking({ figures, gateway, networks }: NonNullable<Measured['booking']>, registers: Registry[]): void {
  const gauge = new Gauge({
    name: 'cherha_booking',
    help: 'Online booking: places held now, bookings since the start, messages that wait, of them tried in vain; codes of the last hour, people told to wait because codes were too many; 1 while the gateway is up; 1 unless the list of networks is an old one',
    labelNames: ['what'],
    registers,
    async collect() {
      gauge.set({ what: 'gateway' }, Number(gateway() === 'up'))
      gauge.set({ what: 'networks' }, Number(networks() !== 'old'))
      const now = await figures().catch(() => null)
      if (now === null) return
      gauge.set({ what: 'holds' }, now.holds)
      gauge.set({ what: 'booked' }, now.booked)
      gauge.set({ what: 'messages' }, now.messages.waiting)
      gauge.set({ what: 'retrying' }, now.messages.retrying)
      gauge.set({ what: 'codes' }, now.codes.hour)
      gauge.set({ what: 'codes-refused' }, now.codes.refused)
    },
  })
}

type Row = ReturnType<Measured['offices']> extends Iterable<infer R> ? R : never
