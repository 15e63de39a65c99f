import { eServices } from '@cherha/shared/information'
import { type Offer, Offers } from '../offers.tsx'
import { followed, hrefOf, type Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'

const tools: readonly Offer[] = [
  { page: 'fees', title: 'fees.title', lead: 'fees.lead' },
  { page: 'latin', title: 'latin.title', lead: 'latin.lead' },
  { page: 'stay', title: 'stay.title', lead: 'stay.lead' },
  { page: 'unit', title: 'unit.title', lead: 'unit.lead' },
]

/** Booking is here itself. */
const others = eServices.filter(({ key }) => key !== 'online-queue')

/** What can be found out without a ticket, and what the Migration Service offers elsewhere (I22–I24). */
export function ToolsPage({ goTo }: { readonly goTo: (to: Route) => void }) {
  const { t, of, language } = useWords()
  const status: Route = { page: 'status', language }
  return (
    <>
      <section className="lead">
        <h1>{t('tools.title')}</h1>
        <p className="what">{t('tools.lead')}</p>
      </section>
      <Offers offers={tools} go={goTo} />
      <section className="block" aria-labelledby="others">
        <h2 id="others">{t('tools.others')}</h2>
        <p className="note">{t('tools.others.note')}</p>
        <ul className="others">
          <li>
            <a href={hrefOf(status)} onClick={(event) => followed(event, () => goTo(status))}>
              {t('status.title')}
            </a>
            <span className="note">{t('tools.application')}</span>
          </li>
          {others.map(({ key, title, note, address }) => (
            <li key={key}>
              <a href={address} rel="noreferrer">
                {of(title)}
              </a>
              <span className="note">
                {of(note)} · {address.replace(/^https:\/\/|\/$/g, '')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="block" aria-labelledby="feedback">
        <h2 id="feedback">{t('tools.feedback')}</h2>
        <p className="note">{t('tools.feedback.note')}</p>
      </section>
    </>
  )
}
