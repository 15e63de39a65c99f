import { originOf, type AppName } from './surface.ts'

/** Pages of an app, by path. The first is the app itself. */
const appPages = { app: '/', maintenance: '/maintenance.html', moment: '/one-moment.html' } as const
export type AppPage = keyof typeof appPages

export function pageUrl(app: AppName, page: AppPage): string {
  return `${originOf(app)}${appPages[page]}`
}

/** Which of the app's pages an address is, or null. */
export function pageOf(app: AppName, url: string): AppPage | null {
  const origin = originOf(app)
  if (!url.startsWith(`${origin}/`)) return null
  const path = url.slice(origin.length).split(/[?#]/, 1)[0]
  if (path === '/index.html') return 'app'
  for (const page of ['app', 'maintenance', 'moment'] as const) if (path === appPages[page]) return page
  return null
}

/**
 * Whether a page may go somewhere by itself (a link, a script, a redirect, a dropped file). The app's own page may be
 * loaded again; every other change of page is made by the main process, and frames stay empty.
 */
export function mayNavigate(app: AppName, to: string, frame: 'main' | 'inner'): boolean {
  return frame === 'main' && pageOf(app, to) === 'app'
}

/** Whether a page of the app may load something: its own files and its hub connection. */
export function mayLoad(app: AppName, url: string, connect: readonly string[]): boolean {
  if (url.startsWith(`${originOf(app)}/`) || url.startsWith('data:')) return true
  if (url.startsWith(`blob:${originOf(app)}/`)) return true
  return connect.some((origin) => url.startsWith(`${origin}/`))
}

/** Addresses the system's browser may be asked to open. There are none. */
export const externalUrls: readonly string[] = []

export function mayOpenExternally(url: string): boolean {
  return externalUrls.includes(url)
}
