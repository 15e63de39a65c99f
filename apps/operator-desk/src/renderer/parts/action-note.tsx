import type { ReactNode } from 'react'
import { timeWithSeconds } from '../hub-time.ts'
import type { Screen } from '../screen.ts'

/**
 * The line under the actions, always in its place: why a command was refused, what becomes of one without an answer,
 * or, when all is well, `children`.
 */
export function ActionNote({ screen, children }: { readonly screen: Screen; readonly children?: ReactNode }) {
  const { t, pending, refusal, language } = screen
  const told = pending?.shown
    ? `${t('pending.sentAt', { time: timeWithSeconds(pending.since, screen.view.office.timeZone) })} ${pendingSentence(screen)}`
    : refusal === null
      ? null
      : refusal === 'failed'
        ? t('refusal.failed')
        : refusal[language]
  return (
    <div className="action-note">
      <p role="status" className={refusal !== null && !pending?.shown ? 'refused' : 'sent'}>
        {told}
      </p>
      {told === null && children}
    </div>
  )
}

/** What becomes of the command that has no answer yet. */
export function pendingSentence({ t, pending, connected }: Screen): string {
  if (pending === null) return ''
  const once = t(pending.pressed === 'call-next' ? 'pending.onceCall' : 'pending.once')
  if (!connected) return `${t('pending.noLink')} ${once}`
  return pending.attempts < 2 ? t('pending.first') : `${t('pending.again', { attempt: pending.attempts })} ${once}`
}
