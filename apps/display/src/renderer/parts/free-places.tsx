import type { BoardView, PublicOffice } from '@cherha/shared/protocol'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Heading } from './heading.tsx'

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

/** Longer than a line of the list, in characters: it takes two smaller ones, and is never cut. */
const longName = 25

function nameSize(name: string): string | undefined {
  return name.length > longName ? 'long' : undefined
}

/** «Вільні місця сьогодні» per service (document 000 II.11). */
export function FreePlaces({ office, free, tall, brief = false }: FreePlacesProps) {
  const letters = brief || office.services.length > mostNamed
  return (
    <section aria-labelledby="free">
      <Heading id="free" uk={uk.sections.free} {...(tall ? { en: en.sections.free } : {})} />
      <ul className={letters ? 'free letters' : 'free'}>
        {office.services.map((service) => {
          const count = free[service.id] ?? 0
          return (
            <li key={service.id}>
              <i className="plate">{service.letter}</i>
              <span className={letters ? 'vh' : nameSize(service.short.uk)}>{service.short.uk}</span>
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
