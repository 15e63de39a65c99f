import { Icon } from '@cherha/ui'
import { followed, hrefOf, type Route } from './route.ts'
import { useWords } from './texts/texts.ts'
import type { TextKey } from './texts/uk.ts'

/** A page, and what can be done there. */
export interface Offer {
  readonly page: Route['page']
  readonly title: TextKey
  readonly lead: TextKey
}

/** Pages to choose from. */
export function Offers({ offers, go }: { readonly offers: readonly Offer[]; readonly go: (to: Route) => void }) {
  const { t, language } = useWords()
  return (
    <ul className="block offers">
      {offers.map(({ page, title, lead }) => {
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
  )
}
