import { Temporal } from 'temporal-polyfill'
import { type CheckedConfig, checkConfig, pathText } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { Failure } from './failure.ts'
import { oddText, oddTextMessage } from '@cherha/shared/text'
import type { Offices } from './parts.ts'
import { servingProblems } from './serving-office.ts'

/** Whether this computer knows a time zone by this name. */
export function knownTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** Checks a configuration as the hub would, and that all of its texts can be kept. */
export function checkedConfig(data: unknown): CheckedConfig {
  const odd = oddText(data)
  if (odd !== null) return { ok: false, problems: [{ path: odd, message: oddTextMessage }] }
  return checkConfig(data, knownTimeZone)
}

/** The same, and that it goes with the other offices of this server. */
export function checkedAmong(data: unknown, offices: Pick<Offices, 'all' | 'get'>): CheckedConfig {
  const checked = checkedConfig(data)
  if (!checked.ok) return checked
  const problems = servingProblems(checked.config, offices)
  return problems.length === 0 ? checked : { ok: false, problems }
}

/** The same, for a request: the first problem is the answer. */
export function configOf(data: unknown, offices: Pick<Offices, 'all' | 'get'>, code?: string): OfficeConfig {
  const checked = checkedAmong(data, offices)
  if (!checked.ok) {
    const [first] = checked.problems
    const field = ['config', ...(first?.path ?? [])].join('.')
    throw new Failure('invalid-config', `${pathText(first?.path ?? []) || 'config'}: ${first?.message ?? ''}`, {
      field,
    })
  }
  if (code !== undefined && checked.config.code !== code) {
    throw new Failure('invalid-config', `code: the code of an office stays ${code}`, { field: 'config.code' })
  }
  return checked.config
}
