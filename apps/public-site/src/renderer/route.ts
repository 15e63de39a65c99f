import type { Language } from '@cherha/shared/protocol'
import { type MouseEvent, useCallback, useEffect, useState } from 'react'

/** The public pages. Addresses have one level, so that a page's relative addresses hold on each of them. */
export const paths = {
  home: '/',
  booking: '/booking',
  my: '/my',
  board: '/board',
  status: '/status',
  tools: '/tools',
  fees: '/fees',
  latin: '/latin',
  stay: '/stay',
  unit: '/unit',
} as const
export type PageName = keyof typeof paths | 'lost'

/** What has been chosen, and how far the form is: all of it in the address, so that reload and Back keep it. */
export interface Choices {
  readonly service?: string
  readonly office?: string
  readonly date?: string
  readonly time?: string
  readonly step?: string
}

export interface Route {
  readonly page: PageName
  readonly language: Language
  readonly choices?: Choices
}

/** What a choice looks like; anything else in the address is not ours. Nothing personal is among them. */
const shapes: Readonly<Record<keyof Choices, RegExp>> = {
  service: /^[a-z0-9][a-z0-9-]{0,39}$/,
  office: /^\d{4}$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  step: /^(document|phone|code|done)$/,
}
const choosing: Readonly<Partial<Record<PageName, readonly (keyof Choices)[]>>> = {
  booking: ['service', 'office', 'date', 'time', 'step'],
  board: ['office'],
  fees: ['service'],
}

/** @param at a part of `location` */
export function readRoute({ pathname, search }: { readonly pathname: string; readonly search: string }): Route {
  const path = pathname === '/' ? '/' : pathname.replace(/\/$/, '')
  const page = (Object.keys(paths) as (keyof typeof paths)[]).find((name) => paths[name] === path) ?? 'lost'
  const asked = new URLSearchParams(search)
  const found = (choosing[page] ?? []).flatMap((name) => {
    const value = asked.get(name)
    return value !== null && shapes[name].test(value) ? [[name, value]] : []
  })
  const language: Language = asked.get('lang') === 'en' ? 'en' : 'uk'
  return { page, language, ...(found.length === 0 ? {} : { choices: Object.fromEntries(found) as Choices }) }
}

/** Ukrainian is said by saying nothing. */
export function hrefOf({ page, language, choices = {} }: Route): string {
  const path = page === 'lost' ? paths.home : paths[page]
  const said = (choosing[page] ?? []).flatMap((name) => {
    const value = choices[name]
    // a colon may stand in a query as it is, and people read addresses
    return value === undefined ? [] : [`${name}=${value}`]
  })
  const search = [...said, ...(language === 'en' ? ['lang=en'] : [])].join('&')
  return search === '' ? path : `${path}?${search}`
}

/** Where the page is; `go` goes elsewhere without loading. `first` is what the server's document shows. */
export function useRoute(first: Route): { readonly route: Route; readonly go: (to: Route, replace?: boolean) => void } {
  const [route, setRoute] = useState(first)
  useEffect(() => {
    // the document of an unknown address is the same for all of them, and so is that of all choices
    const now = readRoute(location)
    setRoute((old) => (hrefOf(old) === hrefOf(now) && old.page === now.page ? old : now))
  }, [])
  const { language } = route
  useEffect(() => {
    // Back leads to the page before, not to the language before
    const back = (): void => {
      const to = { ...readRoute(location), language }
      if (to.page !== 'lost') history.replaceState(history.state, '', hrefOf(to))
      setRoute(to)
    }
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [language])
  const go = useCallback((to: Route, replace = false): void => {
    history[replace ? 'replaceState' : 'pushState'](replace ? history.state : null, '', hrefOf(to))
    setRoute(to)
  }, [])
  return { route, go }
}

/** A click on a link that the page follows itself; a new tab and the like stay the browser's. */
export function followed(event: MouseEvent, go: () => void): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go()
}
