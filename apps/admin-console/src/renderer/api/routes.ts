import {
  type AdminRole,
  AccountSecrets,
  Accounts,
  AdminDevices,
  AdminHubs,
  AdminOffice,
  AdminOffices,
  AdminBooking,
  AdminOutside,
  AdminPortals,
  AdminStaff,
  type CancelDay,
  CardList,
  CaseReport,
  ConfigChanged,
  DayReport,
  Done,
  EnrolmentCodeAnswer,
  JournalAnswer,
  LiveView,
  LoginAnswer,
  type LoginRequest,
  Me,
  type NewPost,
  type NewStaff,
  type OfficeConfig,
  PairingCodeAnswer,
  type PairingCodeRequest,
  PreviewAnswer,
  Statistics,
} from '@cherha/shared/protocol'
import type { Client } from './client.ts'

/** Entries of the journal on one page. */
export const journalPage = 50

/** Everything the page asks the server, by name. */
export function createRoutes({ get, send }: Client) {
  const of = (code: string) => `offices/${encodeURIComponent(code)}`
  const post = <T>(path: string, body: unknown, schema: Parameters<typeof send<T>>[3]) =>
    send('POST', path, body, schema)
  return {
    me: () => get('me', Me),
    signIn: (body: LoginRequest) => post('login', body, LoginAnswer),
    signOut: () => post('logout', {}, Done),

    offices: () => get('offices', AdminOffices),
    outside: () => get('outside', AdminOutside),
    booking: () => get('booking', AdminBooking),
    portals: () => get('portals', AdminPortals),
    revokePortal: (name: string) => post(`portals/${name}/revoke`, {}, Done),
    office: (code: string) => get(of(code), AdminOffice),
    addOffice: (config: OfficeConfig) => post('offices', { config }, ConfigChanged),
    preview: (code: string, config: unknown) => post(`${of(code)}/preview`, { config }, PreviewAnswer),
    saveConfig: (code: string, config: OfficeConfig, version: number, dates: readonly string[]) =>
      send('PUT', `${of(code)}/config`, { config, version, apply: { dates } }, ConfigChanged),
    cancelDay: (code: string, date: string, reason: CancelDay['reason']) =>
      post(`${of(code)}/days/${date}/cancel`, { reason }, Done),

    live: (code: string) => get(`${of(code)}/live`, LiveView),
    report: (code: string, date: string) => get(`${of(code)}/report?date=${date}`, DayReport),
    statistics: (code: string, from: string, to: string) =>
      get(`${of(code)}/statistics?from=${from}&to=${to}`, Statistics),

    staff: (code: string) => get(`${of(code)}/staff`, AdminStaff),
    addStaff: (code: string, body: NewStaff) => post(`${of(code)}/staff`, body, Done),
    setPin: (code: string, login: string, pin: string) => post(`${of(code)}/staff/${login}/pin`, { pin }, Done),
    setPost: (code: string, login: string, body: NewPost) => post(`${of(code)}/staff/${login}/post`, body, Done),
    switchStaff: (code: string, login: string, to: 'disable' | 'enable') =>
      post(`${of(code)}/staff/${login}/${to}`, {}, Done),

    devices: (code: string) => get(`${of(code)}/devices`, AdminDevices),
    pairingCode: (code: string, body: PairingCodeRequest) =>
      post(`${of(code)}/devices/pairing-code`, body, PairingCodeAnswer),
    revokeDevice: (code: string, id: string) => post(`${of(code)}/devices/${encodeURIComponent(id)}/revoke`, {}, Done),

    hubs: (code: string) => get(`${of(code)}/hubs`, AdminHubs),
    enrolmentCode: (code: string, restore: boolean) =>
      post(`${of(code)}/hubs/enrolment-code`, { restore }, EnrolmentCodeAnswer),
    revokeHub: (code: string, id: string) => post(`${of(code)}/hubs/${id}/revoke`, {}, Done),
    clearDivergence: (code: string, id: string) => post(`${of(code)}/hubs/${id}/clear-divergence`, {}, Done),

    cards: () => get('/api/cards', CardList),
    caseReport: (office: string | null, from: string, to: string) =>
      get(`case-reports?${caseSearch(office, from, to)}`, CaseReport),

    journal: (query: { office: string | null; q: string; before: number | null }) => {
      const search = new URLSearchParams({ limit: String(journalPage) })
      if (query.office !== null) search.set('office', query.office)
      if (query.q !== '') search.set('q', query.q)
      if (query.before !== null) search.set('before', String(query.before))
      return get(`journal?${search}`, JournalAnswer)
    },

    accounts: () => get('accounts', Accounts),
    addAccount: (body: { login: string; name: string; role: AdminRole; office: string | null }) =>
      post('accounts', body, AccountSecrets),
    disableAccount: (login: string) => post(`accounts/${login}/disable`, {}, Done),
    resetAccount: (login: string) => post(`accounts/${login}/reset`, {}, AccountSecrets),
  }
}

/** Address of an office's leaflet about online booking. */
export function leafletAddress(code: string, language: string, size: 'a4' | 'a5'): string {
  return `/api/offices/${encodeURIComponent(code)}/leaflet.pdf?lang=${language}&size=${size}`
}

export type Routes = ReturnType<typeof createRoutes>

/** Address of the statistics as a file. */
export function csvAddress(code: string, from: string, to: string): string {
  return `/api/admin/offices/${encodeURIComponent(code)}/statistics.csv?from=${from}&to=${to}`
}

function caseSearch(office: string | null, from: string, to: string): URLSearchParams {
  return new URLSearchParams({ ...(office === null ? {} : { office }), from, to })
}

/** Address of the report of the cases as a file. */
export function casesCsvAddress(office: string | null, from: string, to: string): string {
  return `/api/admin/case-reports.csv?${caseSearch(office, from, to)}`
}
