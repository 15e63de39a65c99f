import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface DeviceLog {
  write(message: string, details?: Readonly<Record<string, unknown>>): void
  /** The newest lines, oldest first. */
  tail(lines: number): string[]
}

export interface LogLimits {
  readonly maxBytes: number
  /** Older files besides the current one. */
  readonly older: number
}

const hiddenKeys = /token|secret|pin|password|authorization|cookie|code|key|hash|name|phone/i

/** A text without what a log must not hold: tokens, long keys, phone numbers. */
export function redact(text: string): string {
  return text
    .replace(/(Bearer\s+)[\w.~+/=-]+/gi, '$1[hidden]')
    .replace(/\b[\w-]{32,}={0,2}/g, '[hidden]')
    .replace(/\+?\d[\d\s()-]{8,}\d/g, '[number]')
}

/** Details without values whose name says they are private. */
export function redactDetails(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      if (hiddenKeys.test(key)) return [key, '[hidden]']
      if (typeof value === 'number' || typeof value === 'boolean' || value === null) return [key, value]
      return [key, redact(value instanceof Error ? `${value.name}: ${value.message}` : (JSON.stringify(value) ?? ''))]
    }),
  )
}

/**
 * Plain lines in a folder, the newest in `device.log`. Small on purpose: it must never fill the disk of a kiosk, and a
 * disk that is full must never stop the kiosk.
 * @param now RFC 3339
 */
export function openDeviceLog(
  dir: string,
  now: () => string,
  { maxBytes, older }: LogLimits = { maxBytes: 1_000_000, older: 4 },
): DeviceLog {
  const file = (age: number): string => join(dir, age === 0 ? 'device.log' : `device.${age}.log`)
  const rotate = (): void => {
    rmSync(file(older), { force: true })
    for (let age = older - 1; age >= 0; age -= 1) if (existsSync(file(age))) renameSync(file(age), file(age + 1))
  }
  return {
    write(message, details = {}) {
      const rest = Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(redactDetails(details))}`
      const line = `${now()} ${redact(message).replaceAll('\n', ' ⏎ ')}${rest}\n`
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 })
        if (existsSync(file(0)) && statSync(file(0)).size + Buffer.byteLength(line) > maxBytes) rotate()
        appendFileSync(file(0), line, { mode: 0o600 })
      } catch {
        // nowhere to say it
      }
    },
    tail(lines) {
      const read = (age: number): string[] =>
        existsSync(file(age)) ? readFileSync(file(age), 'utf8').split('\n').filter(Boolean) : []
      try {
        const current = read(0)
        return (current.length >= lines ? current : [...read(1), ...current]).slice(-lines)
      } catch {
        return []
      }
    },
  }
}
