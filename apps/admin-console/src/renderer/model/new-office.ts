import type { OfficeConfig } from '@cherha/shared/protocol'

/** What one has to know of a new office; the rest is set on its settings page. */
export interface NewOffice {
  readonly code: string
  readonly nameUk: string
  readonly nameEn: string
  readonly addressUk: string
  readonly addressEn: string
  readonly phone: string
  readonly leadLogin: string
  readonly leadName: string
}

export const noOffice: NewOffice = {
  code: '',
  nameUk: '',
  nameEn: '',
  addressUk: '',
  addressEn: '',
  phone: '',
  leadLogin: '',
  leadName: '',
}

const workday: OfficeConfig['hours']['mon'] = [
  ['09:00', '13:00'],
  ['13:45', '18:00'],
]

/**
 * The configuration an office begins with: hours, services, windows and rules of another one, or one service at one
 * window; its own name, address, phone and shift lead.
 */
export function firstConfig(
  office: NewOffice,
  like: OfficeConfig | null,
  service: OfficeConfig['services'][number],
): OfficeConfig {
  const own = {
    code: office.code,
    name: { uk: office.nameUk.trim(), en: office.nameEn.trim() },
    address: { uk: office.addressUk.trim(), en: office.addressEn.trim() },
    phones: [office.phone.trim()],
    staff: [{ login: office.leadLogin, name: office.leadName.trim(), role: 'lead' as const }],
    devices: [],
    exceptions: [],
  }
  if (like !== null) {
    // where people shelter, whom the office works for, what it calls itself and tells its visitors is its own
    const {
      shelter: _,
      kind: _kind,
      servingOffice: _serving,
      smsName: _smsName,
      ticker: _ticker,
      mappings,
      ...rest
    } = like
    const titles = mappings?.map((mapping) => ({ ...mapping, office: office.code }))
    return { ...rest, ...own, ...(titles === undefined ? {} : { mappings: titles }) }
  }
  return {
    ...own,
    timeZone: 'Europe/Kyiv',
    hours: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday, sat: [], sun: [] },
    quotas: { online: 1, terminal: 1, current: 1 },
    channels: { online: true, terminal: true },
    horizons: { online: 14, terminal: 35 },
    services: [service],
    windows: [{ id: '1', label: '1', services: [service.id] }],
    priorityCategories: [],
    rules: { noShowSeconds: 120, returnMinutes: 10, outageMinutes: 5 },
  }
}
