import type { BookingRules, BookingView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import type { RefObject } from 'react'
import { Foot } from '../parts/plain.tsx'
import { followed, hrefOf, type Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import { CalendarButton, CheckIn, TicketFacts } from './ticket.tsx'

/** Confirmed: the number is the hero. */
export function DoneStep({
  booking,
  rules,
  heading,
  leave,
}: {
  readonly booking: BookingView
  readonly rules: BookingRules | null
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly leave: (to: Route) => void
}) {
  const words = useWords()
  const { t, language } = words
  const isChild = booking.who === 'child'
  const another: Route = {
    page: 'booking',
    language,
    choices: { service: booking.service.id, office: booking.office.code },
  }
  const mine: Route = { page: 'my', language }
  return (
    <article className="done">
      <section className="lead">
        <h1 ref={heading} tabIndex={-1} className="confirmed">
          <Icon name="check" />
          {t(isChild ? 'done.title-child' : 'done.title')}
        </h1>
        <p className="what">{t('done.sms')}</p>
      </section>
      <section className="block">
        <div className="ticket">
          <p className="note">{t('done.number')}</p>
          <p className="num hero">{booking.number}</p>
          <TicketFacts booking={booking} />
          <CheckIn booking={booking} />
        </div>
      </section>
      <p className="block acts">
        <CalendarButton booking={booking} />
        <button type="button" className="btn" onClick={() => print()}>
          {t('done.print')}
        </button>
      </p>
      <section className="block">
        <h2>{t('done.bring')}</h2>
        <ul className="facts-list">
          <li>{t(isChild ? 'done.bring.child' : 'done.bring.document')}</li>
          <li>{t('done.bring.early')}</li>
          <li>{t('done.bring.two')}</li>
          <li>{t('done.bring.free')}</li>
        </ul>
      </section>
      <p className="block acts links">
        <a href={hrefOf(another)} onClick={(event) => followed(event, () => leave(another))}>
          {t('done.another')}
        </a>
        <a href={hrefOf(mine)} onClick={(event) => followed(event, () => leave(mine))}>
          {t('done.mine')}
        </a>
      </p>
      <Foot words={words} rules={rules} phones={booking.office.phones} />
    </article>
  )
}
