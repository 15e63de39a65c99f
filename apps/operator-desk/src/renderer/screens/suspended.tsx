import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote } from '../parts/action-note.tsx'
import { HeldTicket } from '../parts/held-ticket.tsx'
import { LastEnded } from '../parts/last-ended.tsx'
import { suspensionValues, untilSentence, waitSentence } from '../parts/notices.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import { Status } from '../parts/status.tsx'
import type { Screen } from '../screen.ts'

/** A vacant window while nobody may be called: why, since when, until when, and who can end it. */
export function SuspendedPanel({ screen }: { readonly screen: Screen }) {
  const { t, view, commands } = screen
  const until = view.suspended?.until ?? null
  return (
    <section className="panel">
      <PanelTitle>
        <Status kind="risk">
          {until === null ? t('suspension.heading') : untilSentence(screen, until).replace(/\.$/, '')}
        </Status>
      </PanelTitle>
      <p className="quiet lead">{t('suspension.since', suspensionValues(screen))}</p>
      <HeldTicket screen={screen} />
      <div className="grow" />
      {until === null && view.staff.role === 'lead' ? (
        <ActionButton screen={screen} action="resume-office" onPress={commands.resumeOffice} className="go huge">
          {t('suspension.resume')}
        </ActionButton>
      ) : (
        <p className="still">{until === null ? waitSentence(screen) : t('suspension.untilLead')}</p>
      )}
      <ActionNote screen={screen}>
        {until === null && view.staff.role === 'lead' && <p>{waitSentence(screen)}</p>}
      </ActionNote>
      <div className="grow" />
      <div className="foot">
        <LastEnded screen={screen} />
      </div>
    </section>
  )
}
