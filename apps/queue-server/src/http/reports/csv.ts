import type { Statistics } from '@cherha/shared/protocol'

const columns = [
  'group',
  'value',
  'registered',
  'served',
  'no_show',
  'unserved',
  'waiting_mean_s',
  'waiting_median_s',
  'waiting_p90_s',
  'serving_mean_s',
  'serving_median_s',
  'serving_p90_s',
  'marks',
  'comments',
] as const

type Row = Statistics['byChannel'][number]

/** The statistics as a table (RFC 4180), with a mark at the beginning that tells spreadsheets the encoding. */
export function statisticsCsv(statistics: Statistics): string {
  const { byService, byChannel, byHour, byWindow, feedback = [], comments = [] } = statistics
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
  const rows = [
    [...columns],
    line('all', `${statistics.from} – ${statistics.to}`, statistics, sum(feedback), sum(comments)),
    ...byService.map((row) => line('service', row.title?.uk ?? row.service, row)),
    ...byChannel.map((row) => line('channel', row.channel, row)),
    ...byHour.map((row) => line('hour', `${String(row.hour).padStart(2, '0')}:00`, row)),
    ...byWindow.map((row) => line('window', row.label ?? row.window, row)),
    // marks belong to no service and no window (I18)
    ...feedback.map((count, index) => mark(index + 1, count, comments[index] ?? 0)),
  ]
  return csvOf(rows)
}

/** Lines of cells as a table that spreadsheets open. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

/** How many gave a mark, and how many of them wrote a comment; the words are not the server's to read (I19). */
function mark(value: number, count: number, comments: number): (string | number | null)[] {
  return ['mark', value, ...columns.slice(2, -2).map(() => null), count, comments]
}

function line(
  group: string,
  value: string,
  row: Omit<Row, 'channel'>,
  marks: number | null = null,
  comments: number | null = null,
): (string | number | null)[] {
  const { waiting, serving } = row
  return [
    group,
    value,
    row.registered,
    row.served,
    row.noShow,
    row.unserved,
    waiting.mean,
    waiting.median,
    waiting.p90,
    serving.mean,
    serving.median,
    serving.p90,
    marks,
    comments,
  ]
}

/** A text that a spreadsheet would run as a formula is kept a text. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
