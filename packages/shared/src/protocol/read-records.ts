import type { RecordData } from './hub-link.ts'

/**
 * Reads a batch of records that came as JSON: accepts what `RecordData` accepts, a hundred times as fast. A thousand
 * offices send tens of thousands of records a minute, and the hash of each is computed anew anyway: here is only to be
 * known that it is a record. Nothing is copied.
 * @param most longer batches are refused
 * @returns null when it is no list of records
 */
export function readRecords(data: unknown, most: number): readonly RecordData[] | null {
  return Array.isArray(data) && data.length <= most && data.every(isRecord) ? data : null
}

function isRecord(data: unknown): data is RecordData {
  if (!isObject(data)) return false
  const { seq, at, mono, event, command, prev, hash } = data
  return (
    Number.isSafeInteger(seq) &&
    Number(seq) >= 1 &&
    Number.isFinite(at) &&
    Number.isFinite(mono) &&
    isHash(prev) &&
    isHash(hash) &&
    isObject(event) &&
    typeof event['type'] === 'string' &&
    (command === undefined || isCommand(command)) &&
    hasKeys(data, 'command' in data ? 7 : 6)
  )
}

function isCommand(data: unknown): boolean {
  return (
    isObject(data) &&
    typeof data['id'] === 'string' &&
    typeof data['hash'] === 'string' &&
    data['result'] !== undefined &&
    hasKeys(data, 3)
  )
}

/** Whether there is nothing beside the keys that were found. */
function hasKeys(data: object, count: number): boolean {
  return Object.keys(data).length === count
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

const HASH = /^[0-9a-f]{64}$/

function isHash(data: unknown): boolean {
  return typeof data === 'string' && HASH.test(data)
}
