import type { BookingView } from '@cherha/shared/protocol'
import { Icon, type IconName } from '@cherha/ui'
import { CalendarButton, CheckIn, TicketFacts } from '../booking/ticket.tsx'
import { useWords } from '../texts/texts.ts'

/** A state has a shape and a word besides its colour. */
const shapes: Readonly<Record<BookingView['state'], { readonly icon: IconName; readonly kind: string }>> = {
  booked: { icon: 'check', kind: 'is-done' },
  asked: { icon: 'clock-dashed', kind: 'is-idle' },
  cancelled: { icon: 'cross', kind: 'is-stop' },
  'cancelled-by-office': { icon: 'cross', kind: 'is-stop' },
  finished: { icon: 'check', kind: 'is-done' },
  missed: { icon: 'cross', kind: 'is-stop' },
  mismatch: { icon: 'cross', kind: 'is-stop' },
  unserved: { icon: 'diamond', kind: 'is-risk' },
}

/** One booking, and what can still be done with it. */
export function BookingCard({
  booking,
  isCancelling,
  onCancel,
}: {
  readonly booking: BookingView
  readonly isCancelling: boolean
  readonly onCancel: () => void
}) {
  const { t } = useWords()
  const { number, state, who, cancel } = booking
  const { icon, kind } = shapes[state]
  // those that have ended stand below a heading of their own
  const Heading = state === 'booked' || state === 'asked' ? 'h2' : 'h3'
  const isOpen = state === 'booked' || state === 'asked'
  return (
    <li className="ticket">
      <div className="ticket-head">
        <Heading className="num">
          {number}
          {who === 'child' && <span className="note"> · {t('my.child')}</span>}
        </Heading>
        <p className={`state ${kind}`}>
          <Icon name={icon} />
          {t(`my.state.${state}`)}
        </p>
      </div>
      <TicketFacts booking={booking} />
      {isOpen && (
        <>
          <details>
            <summary>{t('my.open')}</summary>
            <CheckIn booking={booking} />
          </details>
          <div className="acts">
            <CalendarButton booking={booking} />
            {cancel !== null && (
              <button
                type="button"
                className="undo"
                aria-disabled={isCancelling}
                onClick={isCancelling ? undefined : onCancel}
              >
                <Icon name="cross" />
                {t(isCancelling ? 'phone.sending' : 'my.cancel')}
              </button>
            )}
          </div>
        </>
      )}
    </li>
  )
}
