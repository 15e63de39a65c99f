/** Tabs of one office, in their order. */
export const officeTabs = ['overview', 'settings', 'days', 'staff', 'devices', 'hub', 'statistics', 'report'] as const
export type OfficeTab = (typeof officeTabs)[number]

/** What the page shows; kept in the part of the address after `#`, so that Back and bookmarks work. */
export type Route =
  | { readonly page: 'offices' }
  | { readonly page: 'new-office' }
  | { readonly page: 'office'; readonly code: string; readonly tab: OfficeTab }
  | { readonly page: 'cases'; readonly office: string | null }
  | { readonly page: 'journal'; readonly office: string | null; readonly q: string }
  | { readonly page: 'booking' }
  | { readonly page: 'accounts' }
  | { readonly page: 'unknown' }

/** @param hash with or without its `#` */
export function readRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2)
  const [first = '', code = '', tab = 'overview', ...more] = path.split('/').filter((part) => part !== '')
  if (more.length > 0) return { page: 'unknown' }
  if (first === '' || (first === 'offices' && code === '')) return { page: 'offices' }
  if (first === 'offices' && code === 'new') return { page: 'new-office' }
  if (first === 'offices') {
    const known = officeTabs.find((one) => one === tab)
    return /^\d{4}$/.test(code) && known !== undefined ? { page: 'office', code, tab: known } : { page: 'unknown' }
  }
  if (code !== '') return { page: 'unknown' }
  if (first === 'journal') {
    const query = new URLSearchParams(search)
    return { page: 'journal', office: query.get('office'), q: query.get('q') ?? '' }
  }
  if (first === 'cases') return { page: 'cases', office: new URLSearchParams(search).get('office') }
  if (first === 'booking') return { page: 'booking' }
  return first === 'accounts' ? { page: 'accounts' } : { page: 'unknown' }
}

/** The address of a route, with its `#`. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'offices':
    case 'unknown':
      return '#/offices'
    case 'new-office':
      return '#/offices/new'
    case 'office':
      return route.tab === 'overview' ? `#/offices/${route.code}` : `#/offices/${route.code}/${route.tab}`
    case 'cases':
      return route.office === null ? '#/cases' : `#/cases?office=${encodeURIComponent(route.office)}`
    case 'journal': {
      const search = new URLSearchParams()
      if (route.office !== null) search.set('office', route.office)
      if (route.q !== '') search.set('q', route.q)
      return search.size === 0 ? '#/journal' : `#/journal?${search}`
    }
    case 'booking':
      return '#/booking'
    case 'accounts':
      return '#/accounts'
  }
}
