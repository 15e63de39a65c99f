import type { ConfigProblem } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Offices } from './parts.ts'

/**
 * What no configuration can tell alone: an authorised entity works for an office there is, which is none itself, and an
 * office that others work for does not become one.
 */
export function servingProblems(config: OfficeConfig, offices: Pick<Offices, 'all' | 'get'>): ConfigProblem[] {
  const { code, kind, servingOffice } = config
  if (kind !== 'authorised-entity' || servingOffice === undefined) return []
  const served = offices.all().filter((office) => office.config?.servingOffice === code)
  if (served.length > 0) {
    const codes = served.map((office) => office.code).join(', ')
    return [{ path: ['kind'], message: `${codes} has this office as its serving office, so it stays a body or a unit` }]
  }
  const serving = offices.get(servingOffice)?.config
  if (serving == null) {
    return [{ path: ['servingOffice'], message: `there is no office ${servingOffice}; add the serving office first` }]
  }
  if (serving.kind !== 'authorised-entity') return []
  const message = `${servingOffice} is an authorised entity itself; name the body or unit it works for`
  return [{ path: ['servingOffice'], message }]
}
