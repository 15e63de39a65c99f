import { type Offer, Offers } from './offers.tsx'
import type { Route } from './route.ts'
import { useWords } from './texts/texts.ts'

/** What there is, each with its page. */
const offered: readonly Offer[] = [
  { page: 'booking', title: 'booking.title', lead: 'home.booking.lead' },
  { page: 'my', title: 'my.title', lead: 'home.my.lead' },
  { page: 'board', title: 'board.title', lead: 'home.board.lead' },
  { page: 'status', title: 'status.title', lead: 'home.status.lead' },
  { page: 'tools', title: 'tools.title', lead: 'home.tools.lead' },
]

export function HomePage({ go }: { readonly go: (to: Route) => void }) {
  const { t } = useWords()
  return (
    <>
      <section className="lead">
        <h1>{t('home.title')}</h1>
        <p className="what">{t('home.lead')}</p>
      </section>
      <Offers offers={offered} go={go} />
    </>
  )
}
