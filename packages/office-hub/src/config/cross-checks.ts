import { areInOrder, minutesOf } from '@cherha/shared/calendar'
import type { Intervals, OfficeConfig, WeekHours } from '@cherha/shared/protocol'
import { letterProblem } from '@cherha/shared/text'
import { knownTimeZone } from '../plan/day-clock.ts'

/** What no single field of the configuration can tell: one sentence per problem, with the path; empty: none. */
export function configProblems(config: OfficeConfig): string[] {
  return [
    ...(knownTimeZone(config.timeZone)
      ? []
      : [`timeZone: ${config.timeZone} is not a known time zone, for example Europe/Kyiv`]),
    ...repeated(
      'services',
      config.services.map(({ id }) => id),
    ),
    ...repeated(
      'windows',
      config.windows.map(({ id }) => id),
    ),
    ...repeated(
      'devices',
      config.devices.map(({ id }) => id),
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
    ...letters(config),
    ...references(config),
    ...hours(config),
  ]
}

function repeated(path: string, ids: readonly string[]): string[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [`${path}.${index}: ${id} is there twice; each may be there once`] : [],
  )
}

function letters(config: OfficeConfig): string[] {
  const problem = letterProblem(config.services)
  return problem === null
    ? []
    : [
        `services: ${problem.service} has the letter ${problem.letter}, which is ${
          problem.problem === 'repeated' ? 'another service’s; each letter may be there once' : 'not allowed'
        } (rule N1)`,
      ]
}

function references(config: OfficeConfig): string[] {
  const services = new Set(config.services.map(({ id }) => id))
  const windows = new Set(config.windows.map(({ id }) => id))
  return [
    ...config.windows.flatMap(({ services: own }, index) =>
      own.flatMap((id) =>
        services.has(id) ? [] : [`windows.${index}.services: ${id} is no service; one of ${[...services].join(', ')}`],
      ),
    ),
    ...config.devices.flatMap(({ windows: shown = [] }, index) =>
      shown.flatMap((id) =>
        windows.has(id) ? [] : [`devices.${index}.windows: ${id} is no window; one of ${[...windows].join(', ')}`],
      ),
    ),
  ]
}

function hours(config: OfficeConfig): string[] {
  const weeks: [string, WeekHours][] = [
    ['hours', config.hours],
    ...config.services.flatMap(({ hours: own }, index): [string, WeekHours][] =>
      own ? [[`services.${index}.hours`, own]] : [],
    ),
  ]
  const days: [string, Intervals][] = [
    ...weeks.flatMap(([path, week]) =>
      Object.entries(week).map(([weekday, intervals]): [string, Intervals] => [`${path}.${weekday}`, intervals]),
    ),
    ...config.exceptions.map(({ intervals }, index): [string, Intervals] => [
      `exceptions.${index}.intervals`,
      intervals,
    ]),
  ]
  return days.flatMap(([path, intervals]) =>
    areInOrder(intervals.map(([from, to]) => [minutesOf(from), minutesOf(to)]))
      ? []
      : [`${path}: each interval must begin before it ends, and after the one before it`],
  )
}
