import type { BoardView } from '@cherha/shared/protocol'
import { isLongNumber } from '../layout.ts'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Heading } from './heading.tsx'

/** Rule N9. */
const mostNext = 10

/** «Наступні»: numbers with their printed times in the policy's order, and the standing line (N9). */
export function Coming({ next }: { next: BoardView['next'] }) {
  return (
    <section aria-labelledby="next">
      <Heading id="next" uk={uk.sections.next} en={en.sections.next} />
      <NextNumbers next={next} />
      <StandingLine />
    </section>
  )
}

/** The numbers alone, filled row by row. */
export function NextNumbers({ next }: { next: BoardView['next'] }) {
  const shown = next.slice(0, mostNext)
  return (
    <ul className={shown.some((each) => isLongNumber(each.ticket)) ? 'coming long-numbers' : 'coming'}>
      {shown.length === 0 && <li className="none">{uk.nobodyNext}</li>}
      {shown.map((each) => (
        <li key={each.ticket}>
          <span className="num">{each.ticket}</span> <span className="at">{each.time}</span>
        </li>
      ))}
    </ul>
  )
}

/** What a look at the numbers alone would not tell (N9). Each sentence stays whole. */
export function StandingLine() {
  return (
    <p className="standing">
      {uk.standing.map((sentence) => (
        <span key={sentence}>{sentence} </span>
      ))}
    </p>
  )
}
