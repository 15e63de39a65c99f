import type { BoardView, PublicOffice } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { isLongNumber } from '../layout.ts'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Door } from './door.tsx'
import { labelOf } from '../office-labels.ts'
import { Heading } from './heading.tsx'

/** «Оформляються»: numbers at the windows. */
export function Served({ serving, office }: { serving: BoardView['serving']; office: PublicOffice }) {
  return (
    <section aria-labelledby="serving">
      <Heading id="serving" uk={uk.sections.serving} en={en.sections.serving} />
      <ul className={serving.some((each) => isLongNumber(each.ticket)) ? 'serving long-numbers' : 'serving'}>
        {serving.length === 0 && <li className="none">{uk.nobodyServed}</li>}
        {serving.map((each) => (
          <li key={each.ticket}>
            <span className="num">{each.ticket}</span>
            <Icon name="arrow" className="arrow" />
            <Door label={labelOf(office, each.window)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
