import type { BoardView, PublicOffice } from '@cherha/shared/protocol'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { useTurns } from './bottom-line.tsx'
import { Heading } from './heading.tsx'
import { linesOf, pagesOf } from './text-lines.ts'

type Service = PublicOffice['services'][number]

/** Above and below a name of several lines, px together. */
const rowPadding = 8

/** Services named in full; more of them show their letters only, as the ticket does. */
const mostNamed = 6

/** Services that fit the bottom line with dashes between letters and counts. */
const mostSpaced = 8

export interface FreePlacesProps {
  readonly office: PublicOffice
  readonly free: BoardView['freePlaces']['byService']
  readonly tall: boolean
  /** Letters only: the calls need the room. */
  readonly brief?: boolean
}

/** Room of the list on either board: width of a name in em, px of one line, of each in a higher row, and of all. */
const rooms = {
  wide: { nameEm: 12.4, single: 47, line: 38, all: 282 },
  tall: { nameEm: 19.8, single: 49, line: 40, all: 294 },
} as const

/**
 * «Вільні місця сьогодні» per service (document 000 II.11). Long names take as many lines as they need and are neither
 * cut nor set smaller; what then has no room comes on the next page, as the messages below do.
 */
export function FreePlaces({ office, free, tall, brief = false }: FreePlacesProps) {
  const letters = brief || office.services.length > mostNamed
  const { nameEm, single, line, all } = tall ? rooms.tall : rooms.wide
  const lines = (service: Service): number => (letters ? 1 : linesOf(service.short.uk, nameEm))
  const height = (service: Service): number => (lines(service) === 1 ? single : lines(service) * line + rowPadding)
  const pages = letters ? [office.services] : pagesOf(office.services, height, all)
  const turn = useTurns(pages.length)
  const wrapping = office.services.some((service) => lines(service) > 1)
  return (
    <section aria-labelledby="free">
      <Heading
        id="free"
        uk={uk.sections.free}
        {...(tall ? { en: en.sections.free } : {})}
        {...(pages.length > 1 ? { page: `${turn + 1}/${pages.length}` } : {})}
      />
      <ul className={letters ? 'free letters' : wrapping ? 'free wrapping' : 'free'}>
        {(pages[turn] ?? []).map((service) => {
          const count = free[service.id] ?? 0
          return (
            <li key={service.id}>
              <i className="plate">{service.letter}</i>
              <span className={letters ? 'vh' : 'name'}>{service.short.uk}</span>
              {count > 0 ? <b>{count}</b> : <b className="none">{letters ? '0' : uk.noPlaces}</b>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The same in the bottom line of the board with cells. */
export function FreeLine({ office, free }: Pick<FreePlacesProps, 'office' | 'free'>) {
  const tight = office.services.length > mostSpaced
  return (
    <>
      <p>{uk.cells.free}</p>
      <p className={tight ? 'places tight' : 'places'}>
        {office.services.map((service) => (
          <span key={service.id}>
            {service.letter}
            {tight ? ' ' : ' – '}
            <b>{(free[service.id] ?? 0) || (tight ? '0' : uk.noPlaces)}</b>
          </span>
        ))}
      </p>
      <p lang="en" className="vh">
        {en.cells.free}
      </p>
    </>
  )
}
