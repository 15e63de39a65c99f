import { smsNameProblems } from '../booking/sms-text.ts'
import { OfficeConfig, type Intervals, type WeekHours } from '../protocol/index.ts'
import { letterProblem } from '../text/index.ts'
import { minutesOf } from './day-clock.ts'
import { areInOrder } from './opening.ts'

/** One thing that is wrong with a configuration: where, and what is allowed there. */
export interface ConfigProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

export type CheckedConfig =
  | { readonly ok: true; readonly config: OfficeConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/**
 * Checks the configuration of one office: each field, then what no single field can tell.
 * @param data as read from a file or a request
 * @param knownTimeZone whether the computer knows a time zone by this name
 */
export function checkConfig(data: unknown, knownTimeZone: (name: string) => boolean): CheckedConfig {
  const parsed = OfficeConfig.safeParse(data)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.map(asStep), message }))
    return { ok: false, problems }
  }
  const problems = configProblems(parsed.data, knownTimeZone)
  return problems.length === 0 ? { ok: true, config: parsed.data } : { ok: false, problems }
}

/** `services.1.letter`; empty for the whole. */
export function pathText(path: ConfigProblem['path']): string {
  return path.join('.')
}

function asStep(step: PropertyKey): string | number {
  return typeof step === 'number' ? step : String(step)
}

function configProblems(config: OfficeConfig, knownTimeZone: (name: string) => boolean): ConfigProblem[] {
  const named = ['services', 'windows', 'devices'] as const
  return [
    ...(knownTimeZone(config.timeZone)
      ? []
      : [{ path: ['timeZone'], message: `${config.timeZone} is not a known time zone, for example Europe/Kyiv` }]),
    ...named.flatMap((list) =>
      repeated(
        list,
        config[list].map(({ id }) => id),
      ),
    ),
    ...repeated(
      'staff',
      config.staff.map(({ login }) => login),
    ),
    ...repeated(
      'priorityCategories',
      config.priorityCategories.map(({ code }) => code),
    ),
    ...repeated(
      'exceptions',
      config.exceptions.map(({ date }) => date),
    ),
    ...servingOffice(config),
    ...smsName(config),
    ...letters(config),
    ...references(config),
    ...hours(config),
  ]
}

function repeated(list: string, ids: readonly string[]): ConfigProblem[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: [list, index], message: `${id} is there twice; each may be there once` }] : [],
  )
}

function servingOffice({ code, kind = 'unit', servingOffice: serving }: OfficeConfig): ConfigProblem[] {
  const wrong = (message: string) => [{ path: ['servingOffice'], message }]
  if (kind !== 'authorised-entity') {
    return serving === undefined ? [] : wrong('only an authorised entity has a serving office; leave it out')
  }
  if (serving === undefined) return wrong('an authorised entity needs its serving office, the four digits of its code')
  return serving === code ? wrong('an authorised entity cannot serve itself; name the body or unit it works for') : []
}

function smsName({ smsName: name }: OfficeConfig): ConfigProblem[] {
  if (name === undefined) return []
  return smsNameProblems(name).map(({ language, message }) => ({ path: ['smsName', language], message }))
}

function letters(config: OfficeConfig): ConfigProblem[] {
  const problem = letterProblem(config.services)
  if (problem === null) return []
  const why = problem.problem === 'repeated' ? 'another service’s; each letter may be there once' : 'not allowed'
  return [
    { path: ['services'], message: `${problem.service} has the letter ${problem.letter}, which is ${why} (rule N1)` },
  ]
}

function references(config: OfficeConfig): ConfigProblem[] {
  const services = new Set(config.services.map(({ id }) => id))
  const windows = new Set(config.windows.map(({ id }) => id))
  return [
    ...config.windows.flatMap(({ services: own }, index) =>
      own.flatMap((id) =>
        services.has(id)
          ? []
          : [
              {
                path: ['windows', index, 'services'],
                message: `${id} is no service; one of ${[...services].join(', ')}`,
              },
            ],
      ),
    ),
    ...config.devices.flatMap(({ windows: shown = [] }, index) =>
      shown.flatMap((id) =>
        windows.has(id)
          ? []
          : [{ path: ['devices', index, 'windows'], message: `${id} is no window; one of ${[...windows].join(', ')}` }],
      ),
    ),
    ...config.devices.flatMap(({ services: shown = [] }, index) =>
      shown.flatMap((id) =>
        services.has(id)
          ? []
          : [
              {
                path: ['devices', index, 'services'],
                message: `${id} is no service; one of ${[...services].join(', ')}`,
              },
            ],
      ),
    ),
  ]
}

type Path = ConfigProblem['path']

function hours(config: OfficeConfig): ConfigProblem[] {
  const weeks: [Path, WeekHours][] = [
    [['hours'], config.hours],
    ...config.services.flatMap(({ hours: own }, index): [Path, WeekHours][] =>
      own ? [[['services', index, 'hours'], own]] : [],
    ),
  ]
  const days: [Path, Intervals][] = [
    ...weeks.flatMap(([path, week]) =>
      Object.entries(week).map(([weekday, intervals]): [Path, Intervals] => [[...path, weekday], intervals]),
    ),
    ...config.exceptions.map(({ intervals }, index): [Path, Intervals] => [
      ['exceptions', index, 'intervals'],
      intervals,
    ]),
  ]
  return days.flatMap(([path, intervals]) =>
    areInOrder(intervals.map(([from, to]) => [minutesOf(from), minutesOf(to)]))
      ? []
      : [{ path, message: 'each interval must begin before it ends, and after the one before it' }],
  )
}
