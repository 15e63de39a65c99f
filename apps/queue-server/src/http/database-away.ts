import { OfficeClosedError, OfficeUnavailableError } from '../offices/answers.ts'

/** What the network says when nobody listens, and what a database says that starts, stops or has no room. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  '53100',
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  // read-only, as a standby is until it takes over; its disk fails
  '25006',
  '58030',
])
/** Said by the driver without a code. */
const awayMessages =
  /connection terminated|timeout exceeded when trying to connect|connection timeout|query read timeout|client has encountered a connection error|not queryable/i

/** Whether an error says that the database cannot be reached now, as against one it answered with. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof OfficeUnavailableError || error instanceof OfficeClosedError) return true
  if (!(error instanceof Error)) return false
  if (error.name === 'DatabaseAwayError') return true
  const code = 'code' in error ? String(error.code) : ''
  if (awayCodes.has(code) || awayMessages.test(error.message)) return true
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true
  return isDatabaseAway(error.cause)
}
