import { Icon } from '@cherha/ui'
import { followed, hrefOf, type Route } from './route.ts'
import { useWords } from './texts/texts.ts'
import type { TextKey } from './texts/uk.ts'

/** What there is, each with its page. */
const offered: readonly { readonly page: Route['page']; readonly title: TextKey; readonly lead: TextKey }[] = [
  { page: 'booking', title: 'booking.title', lead: 'home.booking.lead' },
  { page: 'my', title: 'my.title', lead: 'home.my.lead' },
  { page: 'board', title: 'board.title', lead: 'home.board.lead' },
  { page: 'status', title: 'status.title', lead: 'home.status.lead' },
  { page: 'tools', title: 'tools.title', lead: 'home.tools.lead' },
]

export function HomePage({ go }: { readonly go: (to: Route) => void }) {
  const { t, language } = useWords()
  return (
    <>
      <section className="lead">
        <h1>{t('home.title')}</h1>
        <p className="what">{t('home.lead')}</p>
      </section>
      <ul className="block offers">
        {offered.map(({ page, title, lead }) => {
          const to = { page, language }
          return (
            <li key={page}>
              <a className="offer" href={hrefOf(to)} onClick={(event) => followed(event, () => go(to))}>
                <span>
                  <b>{t(title)}</b>
                  <span className="note">{t(lead)}</span>
                </span>
                <Icon name="arrow" />
              </a>
            </li>
          )
        })}
      </ul>
    </>
  )
}
