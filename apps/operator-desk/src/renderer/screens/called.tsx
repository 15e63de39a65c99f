import { Icon } from '@cherha/ui'
import { isVoiceAllowed, recallIn } from '../actions.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote } from '../parts/action-note.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import { Ring } from '../parts/ring.tsx'
import { Status } from '../parts/status.tsx'
import type { Screen } from '../screen.ts'

/** A ticket is called. The name is not here yet: it shows once the visitor has come. */
export function Called({ screen }: { readonly screen: Screen }) {
  const { t, view, language, commands, countdown } = screen
  const ticket = view.ticket
  if (ticket === null) return null
  const service = view.office.services.find(({ id }) => id === ticket.service)
  const minutes = view.office.noShowSeconds / 60
  return (
    <section className="panel called">
      <div className="yellow">
        <div>
          <PanelTitle>
            {t('called.heading')}
            <span className="vh">{t('called.ticket', { number: ticket.number })}</span>
          </PanelTitle>
          <p className="num" aria-hidden="true">
            {ticket.number}
          </p>
        </div>
        <Ring screen={screen} />
      </div>
      <div className="body">
        <p className="person">{service?.title[language]}</p>
        <dl className="meta">
          <dt>{t('called.time')}</dt>
          <dd>{ticket.time}</dd>
          <dt>{t('called.announcement')}</dt>
          <dd>{t(announcementOf(screen))}</dd>
        </dl>
        {(ticket.early || ticket.priority !== null) && (
          <p className="marks">
            {ticket.priority !== null && <Status kind="risk">{t('called.priority')}</Status>}
            {ticket.early && <Status kind="idle">{t('called.early')}</Status>}
          </p>
        )}
        <div className="grow" />
        {/* the region stays, so that its sentence is spoken when it comes */}
        <div role="alert" className="asks">
          {countdown.ask && !countdown.stopped && <Ask head={t('called.ask')} body={t('called.askNext')} />}
          {screen.can.has('confirm-voice-call') && (
            <Ask head={t('called.voiceHead', { number: ticket.number })} body={t('called.voiceBody')} />
          )}
        </div>
        <div className="acts">
          <ActionButton
            screen={screen}
            action="start-service"
            onPress={commands.start}
            className="go tall"
            keys={{ code: 'Enter', label: 'Enter' }}
          >
            {t('called.start')}
          </ActionButton>
          <Announcing screen={screen} />
        </div>
        <ActionNote screen={screen}>
          <p>
            {t('called.rule', { count: minutes })} {t(ticket.early ? 'called.thenReturned' : 'called.thenCancelled')}
          </p>
        </ActionNote>
      </div>
    </section>
  )
}

/** Announce again; or, when no display shows the call, say that it was called by voice. */
function Announcing({ screen }: { readonly screen: Screen }) {
  const { t, view, commands, elapsedSeconds } = screen
  const byVoice = isVoiceAllowed(view, elapsedSeconds) && view.suspended === null
  if (byVoice || screen.pending?.pressed === 'confirm-voice-call') {
    return (
      <ActionButton screen={screen} action="confirm-voice-call" onPress={commands.confirmVoice} className="tall second">
        {t('called.confirmVoice')}
      </ActionButton>
    )
  }
  const wait = recallIn(view, elapsedSeconds)
  const left = view.ticket?.recallsLeft ?? 0
  const hint =
    wait === null
      ? t('called.recallLimit')
      : wait > 0
        ? t('called.recallIn', { count: wait })
        : t('called.recallsLeft', { count: left })
  return (
    <ActionButton
      screen={screen}
      action="recall"
      onPress={commands.recall}
      className="tall second"
      icon={<Icon name="sound" />}
      keys={{ code: 'F4', label: 'F4' }}
      hint={hint}
    >
      {t('called.recall')}
    </ActionButton>
  )
}

function Ask({ head, body }: { readonly head: string; readonly body: string }) {
  return (
    <p className="note now">
      <span>
        <b>{head}</b> {body}
      </span>
    </p>
  )
}

function announcementOf({ view, elapsedSeconds, countdown }: Screen) {
  if (view.ticket?.announced) return countdown.stopped ? 'called.announcedStopped' : 'called.announced'
  if (isVoiceAllowed(view, elapsedSeconds)) return 'called.voice'
  return view.ticket?.shown ? 'called.shown' : 'called.sent'
}
