import type { Intervals, OfficeConfig, Quotas, ServiceConfig, WeekHours } from '@cherha/shared/protocol'

type ServiceDetails = Partial<Omit<ServiceConfig, 'letter'>>
type WindowDetails = { readonly label?: string; readonly services?: readonly string[] }
type Role = OfficeConfig['devices'][number]['role']

/** Every day of the week the same intervals. */
export function everyDay(...intervals: Intervals): WeekHours {
  return {
    mon: intervals,
    tue: intervals,
    wed: intervals,
    thu: intervals,
    fri: intervals,
    sat: intervals,
    sun: intervals,
  }
}

/**
 * The configuration of an office for tests, read like a sentence:
 * `anOffice().withService('А', { minutes: 20 }).withWindow('w1').withPlaces({ current: 1 }).config()`.
 * Left alone it is a small office in Kyiv, open 09:00–18:00 every day with a lunch break, everything in the
 * current queue except the terminal's third, one window, one clerk and a lead, one device of each role.
 */
export function anOffice(): OfficeBuilder {
  return new OfficeBuilder()
}

export class OfficeBuilder {
  readonly #services: ServiceConfig[] = []
  readonly #windows: { id: string; label: string; services: readonly string[] | null }[] = []
  readonly #staff: OfficeConfig['staff'] = []
  readonly #devices: OfficeConfig['devices'] = []
  #config: Partial<OfficeConfig> = {}

  /** Left out: id `service-а` and so on by position, 20 minutes, one lane. */
  withService(letter: string, details: ServiceDetails = {}): this {
    const id = details.id ?? `service-${this.#services.length + 1}`
    const title = { uk: `Послуга ${letter}`, en: `Service ${letter}` }
    this.#services.push({ id, letter, title, short: title, minutes: 20, lanes: 1, ...details })
    return this
  }

  /** Left out: all services. */
  withWindow(id: string, { label = String(this.#windows.length + 1), services }: WindowDetails = {}): this {
    this.#windows.push({ id, label, services: services ?? null })
    return this
  }

  /** Weights of the channels for every service; a channel left out has none. */
  withPlaces(weights: Partial<Quotas>): this {
    return this.with({ quotas: { online: 0, terminal: 0, current: 0, ...weights } })
  }

  openAt(hours: WeekHours): this {
    return this.with({ hours })
  }

  withStaff(login: string, role: OfficeConfig['staff'][number]['role']): this {
    this.#staff.push({ login, name: login, role })
    return this
  }

  withDevice(id: string, role: Role, windows?: readonly string[]): this {
    this.#devices.push({ id, role, ...(windows === undefined ? {} : { windows: [...windows] }) })
    return this
  }

  /** Any other setting. */
  with(config: Partial<OfficeConfig>): this {
    this.#config = { ...this.#config, ...config }
    return this
  }

  config(): OfficeConfig {
    if (this.#services.length === 0) this.withService('А').withService('К')
    if (this.#windows.length === 0) this.withWindow('w1')
    if (this.#staff.length === 0)
      this.withStaff('clerk', 'clerk').withStaff('lead', 'lead').withStaff('auditor', 'auditor')
    if (this.#devices.length === 0) {
      this.withDevice('terminal-1', 'terminal').withDevice('display-1', 'display').withDevice('desk-1', 'desk')
    }
    const ids = this.#services.map(({ id }) => id)
    return {
      code: '6801',
      name: { uk: 'Відділ обслуговування громадян', en: 'Citizen service office' },
      address: { uk: 'м. Хмельницький, вул. Прикладна, 1', en: '1 Prykladna St, Khmelnytskyi' },
      timeZone: 'Europe/Kyiv',
      phones: ['(0382) 00-00-00'],
      hours: everyDay(['09:00', '13:00'], ['14:00', '18:00']),
      exceptions: [],
      quotas: { online: 0, terminal: 1, current: 2 },
      channels: { online: false, terminal: true },
      horizons: { online: 14, terminal: 5 },
      priorityCategories: [
        { code: 'disability', title: { uk: 'Особи з інвалідністю', en: 'Persons with disability' }, enabled: true },
      ],
      rules: { noShowSeconds: 120, returnMinutes: 10, outageMinutes: 5 },
      ...this.#config,
      services: [...this.#services],
      windows: this.#windows.map(({ id, label, services }) => ({ id, label, services: [...(services ?? ids)] })),
      staff: [...this.#staff],
      devices: [...this.#devices],
    }
  }
}
