import { followed, hrefOf, type Route } from './route.ts'
import { textOf, useWords } from './texts/texts.ts'

/** No page is at this address: said in both languages, because the address told none. */
export function LostPage({ go }: { readonly go: (to: Route) => void }) {
  const { language } = useWords()
  const languages = language === 'uk' ? (['uk', 'en'] as const) : (['en', 'uk'] as const)
  return languages.map((one, index) => {
    const Heading = index === 0 ? 'h1' : 'h2'
    const home: Route = { page: 'home', language: one }
    return (
      <section key={one} className="lead" lang={one}>
        <Heading>{textOf(one, 'lost.title')}</Heading>
        <p className="what">{textOf(one, 'lost.lead')}</p>
        <p>
          <a className="btn" href={hrefOf(home)} onClick={(event) => followed(event, () => go(home))}>
            {textOf(one, 'lost.home')}
          </a>
        </p>
      </section>
    )
  })
}
