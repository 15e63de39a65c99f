import { Icon } from '@cherha/ui'
import { hallOf } from '../hall.ts'
import { timeWithSeconds } from '../hub-time.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote, pendingSentence } from '../parts/action-note.tsx'
import { HeldTicket } from '../parts/held-ticket.tsx'
import { LastEnded } from '../parts/last-ended.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import type { Screen } from '../screen.ts'
import { SuspendedPanel } from './suspended.tsx'

/** Nobody is here: the one thing to do is to call the next visitor, whoever that is. */
export function Vacant({ screen }: { readonly screen: Screen }) {
  if (screen.view.suspended !== null) return <SuspendedPanel screen={screen} />
  if (screen.pending?.shown && screen.pending.pressed === 'call-next') return <Calling screen={screen} />
  const { t, view, commands } = screen
  const { waiting, due } = hallOf(view)
  const empty = waiting === 0
  const count = t('vacant.waiting', { count: waiting })
  const lead = !view.dayOpen
    ? t('vacant.closedLead')
    : empty
      ? t('vacant.empty')
      : due === 0
        ? t('vacant.notDue', { waiting: count })
        : t('vacant.due', { waiting: count, due })
  return (
    <section className="panel">
      <PanelTitle>{t(view.dayOpen ? 'vacant.heading' : 'vacant.closedHeading')}</PanelTitle>
      <p className="quiet lead">{lead}</p>
      <HeldTicket screen={screen} />
      <div className="grow" />
      <ActionButton
        screen={screen}
        action="call-next"
        onPress={commands.callNext}
        className={`huge ${empty ? 'calm' : 'go'}`}
        keys={{ code: 'Space', label: t('vacant.space') }}
      >
        {t(empty ? 'vacant.waitForNext' : 'vacant.callNext')}
      </ActionButton>
      <ActionNote screen={screen}>
        <p>{t(empty ? 'vacant.emptyRule' : 'vacant.rule')}</p>
      </ActionNote>
      <div className="grow" />
      <Foot screen={screen} />
    </section>
  )
}

/** The call has no answer yet. */
function Calling({ screen }: { readonly screen: Screen }) {
  const { t, view, pending } = screen
  const zone = view.office.timeZone
  return (
    <section className="panel">
      <PanelTitle>{t('vacant.calling')}</PanelTitle>
      <p className="quiet lead">
        {pending !== null && t('pending.sentAt', { time: timeWithSeconds(pending.since, zone) })}
      </p>
      <div className="grow" />
      <div className="pending" role="status">
        <Icon name="clock-dashed" />
        <div>
          <b>{t('pending.head')}</b>
          <p>{pendingSentence(screen)}</p>
        </div>
      </div>
      <div className="action-note">
        <p>
          {t('pending.meanwhile')} {t('pending.help', { phone: view.office.phones[0] ?? '' })}
        </p>
      </div>
      <div className="grow" />
      <Foot screen={screen} />
    </section>
  )
}

/** How the last one ended, and the way to serve people without a ticket (document 000 II.1). */
function Foot({ screen }: { readonly screen: Screen }) {
  return (
    <div className="foot">
      <LastEnded screen={screen} />
      <ActionButton screen={screen} action="outside-queue" onPress={screen.commands.outsideQueue}>
        {screen.t('vacant.outsideQueue')}
      </ActionButton>
    </div>
  )
}
