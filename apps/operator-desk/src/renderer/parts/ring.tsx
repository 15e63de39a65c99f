import { isVoiceAllowed } from '../actions.ts'
import { minutesAndSeconds } from '../countdown.ts'
import type { Screen } from '../screen.ts'

const round = 2 * Math.PI * 77

/** The time left for a called visitor: a ring that runs out, and the figures. */
export function Ring({ screen: { t, countdown, view, elapsedSeconds } }: { readonly screen: Screen }) {
  const { seconds, part, stopped } = countdown
  const announcing = view.ticket?.announced !== true
  const word = announcing
    ? isVoiceAllowed(view, elapsedSeconds)
      ? 'called.notAnnounced'
      : 'called.announcing'
    : stopped
      ? 'called.stopped'
      : 'called.untilNoShow'
  const label = stopped
    ? t('called.timerStopped')
    : seconds === null
      ? t('called.timerIdle')
      : t('called.timer', { time: minutesAndSeconds(seconds) })
  return (
    <div className={`ring${announcing ? ' announcing' : ''}`} role="timer" aria-label={label}>
      <svg viewBox="0 0 172 172" aria-hidden="true">
        <circle className="track" cx="86" cy="86" r="77" />
        {seconds !== null && (
          <circle className="arc" cx="86" cy="86" r="77" strokeDasharray={`${part * round} ${round}`} />
        )}
      </svg>
      <p aria-hidden="true">
        {seconds !== null && minutesAndSeconds(seconds)}
        <small>{t(word)}</small>
      </p>
    </div>
  )
}
