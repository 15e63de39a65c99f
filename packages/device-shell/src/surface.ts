/** The apps as `app://APP/` names them, and what stands before them: a visitor, a lobby, a clerk. */
export type AppName = 'terminal' | 'display' | 'operator-desk'
export type Surface = 'kiosk' | 'board' | 'desk'

export const surfaceOf: Readonly<Record<AppName, Surface>> = {
  terminal: 'kiosk',
  display: 'board',
  'operator-desk': 'desk',
}

/** Origin of the app's pages. */
export const originOf = (app: AppName): string => `app://${app}`
