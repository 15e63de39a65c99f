import type { Language } from '@cherha/shared/protocol'
import { type MouseEvent, useEffect, useState } from 'react'

/** The public pages. Addresses have one level, so that a page's relative addresses hold on each of them. */
export const paths = { home: '/', status: '/status' } as const
export type PageName = keyof typeof paths | 'lost'

export interface Route {
  readonly page: PageName
  readonly language: Language
}

/** @param at a part of `location` */
export function readRoute({ pathname, search }: { readonly pathname: string; readonly search: string }): Route {
  const path = pathname === '/' ? '/' : pathname.replace(/\/$/, '')
  const page = (Object.keys(paths) as (keyof typeof paths)[]).find((name) => paths[name] === path) ?? 'lost'
  return { page, language: new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'uk' }
}

/** Ukrainian is said by saying nothing. */
export function hrefOf({ page, language }: Route): string {
  const path = page === 'lost' ? paths.home : paths[page]
  return language === 'en' ? `${path}?lang=en` : path
}

/** Where the page is; `go` goes elsewhere without loading. `first` is what the server's document shows. */
export function useRoute(first: Route): { readonly route: Route; readonly go: (to: Route, replace?: boolean) => void } {
  const [route, setRoute] = useState(first)
  useEffect(() => {
    // the document of an unknown address is the same for all of them
    const now = readRoute(location)
    setRoute((old) => (old.page === now.page && old.language === now.language ? old : now))
  }, [])
  const { language } = route
  useEffect(() => {
    // Back leads to the page before, not to the language before
    const back = (): void => {
      const to = { page: readRoute(location).page, language }
      if (to.page !== 'lost') history.replaceState(history.state, '', hrefOf(to))
      setRoute(to)
    }
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [language])
  const go = (to: Route, replace = false): void => {
    history[replace ? 'replaceState' : 'pushState'](replace ? history.state : null, '', hrefOf(to))
    setRoute(to)
  }
  return { route, go }
}

/** A click on a link that the page follows itself; a new tab and the like stay the browser's. */
export function followed(event: MouseEvent, go: () => void): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go()
}
