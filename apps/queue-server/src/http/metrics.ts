import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

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

type Row = ReturnType<Measured['offices']> extends Iterable<infer R> ? R : never
