/** What is measured, in the order it is printed. */
export const measureIds = [
  'P1',
  'P2',
  'P3',
  'P3b',
  'P4',
  'P6',
  'P7',
  'P7b',
  'P8',
  'P9',
  'P10',
  'P11',
  'P12',
  'P12b',
  'P13',
  'P14',
  'P14b',
  'P14c',
  'P14d',
  'P15',
  'P15b',
  'P16',
  'P17',
  'P17b',
] as const
export type MeasureId = (typeof measureIds)[number]

export interface Measure {
  readonly title: string
  readonly target: number
  /** Whether more or less than the target is what is wanted. */
  readonly want: 'at least' | 'at most'
  /** `×`: to a baseline of the same rounds. */
  readonly unit: '×' | 'ms' | 's' | 'kB' | 'records'
}

export const measures: Readonly<Record<MeasureId, Measure>> = {
  P1: {
    title: 'durable registrations one at a time / raw one-row inserts',
    target: 0.7,
    want: 'at least',
    unit: '×',
  },
  P2: {
    title: '50 registrations at once / raw one-row inserts',
    target: 10,
    want: 'at least',
    unit: '×',
  },
  P3: {
    title: 'call acknowledged → 20th display / socket.io round trip',
    target: 4,
    want: 'at most',
    unit: '×',
  },
  P3b: { title: 'call → last of 50 displays / call → 1 display', target: 1.3, want: 'at most', unit: '×' },
  P4: { title: 'click to paint at the desk, 99th percentile', target: 50, want: 'at most', unit: 'ms' },
  P6: { title: '50 devices back after a restart of the hub', target: 1, want: 'at most', unit: 's' },
  P7: { title: 'catch-up of 2,000 events / raw loopback copy', target: 12, want: 'at most', unit: '×' },
  P7b: { title: 'records sent again after a cut, at most', target: 500, want: 'at most', unit: 'records' },
  P8: {
    title: 'COPY of 1,000 offices × 20 rows / ingest of their events',
    target: 0.5,
    want: 'at least',
    unit: '×',
  },
  P9: {
    title: 'conditional updates of one hot day / holds by 50 clients',
    target: 10,
    want: 'at least',
    unit: '×',
  },
  P10: { title: 'the same, spread over 1,000 days', target: 0.6, want: 'at least', unit: '×' },
  P11: {
    title: 'rush of 50,000 for 2,000 places: answers, 99th percentile',
    target: 1_000,
    want: 'at most',
    unit: 'ms',
  },
  P12: { title: 'start with 1,000,000 events / with 1,000', target: 1.2, want: 'at most', unit: '×' },
  P12b: { title: 'commit with 1,000,000 events / with 1,000', target: 1.25, want: 'at most', unit: '×' },
  P13: { title: 'next ticket of 2,000 waiting, 50 windows', target: 2, want: 'at most', unit: 'ms' },
  P14: {
    title: 'five raw one-row transactions / a case of five steps',
    target: 0.5,
    want: 'at least',
    unit: '×',
  },
  P14b: { title: '1,000 due of 1,000,000 deadlines / raw indexed query', target: 1.5, want: 'at most', unit: '×' },
  P14c: { title: 'tasks of 10,000 open cases, at the server', target: 100, want: 'at most', unit: 'ms' },
  P14d: { title: 'tasks of 10,000 open cases, click to paint at the desk', target: 200, want: 'at most', unit: 'ms' },
  P15: {
    title: 'touch on the last key → first byte of the ticket at the printer',
    target: 150,
    want: 'at most',
    unit: 'ms',
  },
  P15b: {
    title: 'printing on a throttled pseudo terminal / bytes × 10 / baud',
    target: 1.1,
    want: 'at most',
    unit: '×',
  },
  P16: { title: 'touch to paint at the terminal, 99th percentile', target: 100, want: 'at most', unit: 'ms' },
  P17: { title: 'script of the first question of booking, compressed', target: 50, want: 'at most', unit: 'kB' },
  P17b: { title: 'largest paint of it, slow 4G, processor ÷ 4', target: 2.5, want: 'at most', unit: 's' },
}
