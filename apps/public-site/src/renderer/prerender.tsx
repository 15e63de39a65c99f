import type { Language } from '@cherha/shared/protocol'
import { renderToString } from 'react-dom/server'
import { hrefOf, type PageName, paths, readRoute } from './route.ts'
import { Site, titles } from './site.tsx'
import { textOf } from './texts/texts.ts'

/** One document of the public site, as a phone sees it before any script has run. */
export interface PageDocument {
  /** `status.en.html`. */
  readonly file: string
  readonly language: Language
  readonly title: string
  readonly path: string
  readonly search: string
  readonly html: string
  /** All but the first question of booking, which a small script draws (`begin.ts`). */
  readonly isWhole: boolean
}

/** Every page in every language; run by the build. */
export function documents(): PageDocument[] {
  const pages: PageName[] = [...(Object.keys(paths) as (keyof typeof paths)[]), 'lost']
  return pages.flatMap((page) => {
    const languages: readonly Language[] = page === 'lost' ? ['uk'] : ['uk', 'en']
    // what is chosen is in the address: the document of all choices shows the frame, not the first question
    const kinds = page === 'booking' ? [{}, { step: 'document' }] : [{}]
    return languages.flatMap((language) =>
      kinds.map((choices) => {
        const href = page === 'lost' ? '/404' : hrefOf({ page, language, choices })
        const { pathname, search } = new URL(href, 'http://site')
        const path = page === 'home' ? 'index' : page === 'lost' ? '404' : pathname.slice(1)
        const name = 'step' in choices ? `${path}.chosen` : path
        return {
          file: `${name}${language === 'en' ? '.en' : ''}.html`,
          language,
          title: `${textOf(language, titles[page])} – ${textOf(language, 'brand')}`,
          path: pathname,
          search,
          isWhole: page !== 'booking' || 'step' in choices,
          html: renderToString(<Site first={readRoute({ pathname, search })} />),
        }
      }),
    )
  })
}
