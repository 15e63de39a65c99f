import { formatDate, formatTime, Icon } from '@cherha/ui'
import type { ReactNode } from 'react'
import type { Screen } from '../screen.ts'
import type { TranslateDesk } from '../texts/texts.ts'
import { ActionButton } from './action-button.tsx'

/** What everybody at the desk must know, above the work: first what still holds, then what to do. */
export function Notices({ screen }: { readonly screen: Screen }) {
  const { view, t, language, commands } = screen
  const lead = view.staff.role === 'lead'
  return (
    <>
      {screen.stale && screen.lostAt !== null && (
        <Note kind="risk" head={t('link.staleHead', { time: formatTime(screen.lostAt, view.office.timeZone) })}>
          {t('link.staleBody')}
        </Note>
      )}
      {view.help
        .filter(({ mine }) => !mine)
        .map(({ window, label, since }) => (
          <Note
            key={window}
            kind="now"
            head={t('help.other', { label, time: formatTime(Date.parse(since), view.office.timeZone) })}
            action={
              <ActionButton
                screen={screen}
                action="end-help"
                id={`end-help ${window}`}
                onPress={() => commands.endHelp(window)}
              >
                {t('help.coming')}
              </ActionButton>
            }
          >
            {t('help.otherBody')}
          </Note>
        ))}
      {/* a vacant window has a whole panel for it */}
      {view.suspended !== null && view.state !== 'open' && <SuspensionNote screen={screen} />}
      {view.clockStepMs !== null && (
        <Note
          kind="risk"
          head={t(view.clockStepMs > 0 ? 'lead.clockAhead' : 'lead.clockBack', {
            step: stepInWords(view.clockStepMs, t),
          })}
          action={
            lead && (
              <ActionButton screen={screen} action="accept-clock-step" onPress={commands.acceptClock}>
                {t('lead.acceptClock')}
              </ActionButton>
            )
          }
        >
          {t('lead.clockBody')} {!lead && t('lead.askLead')}
        </Note>
      )}
      {view.dayToConfirm !== null && (
        <Note
          kind="now"
          head={t('lead.dayHead', { day: formatDate(view.dayToConfirm, language, 'weekday-day-month') })}
          action={
            lead && (
              <ActionButton screen={screen} action="confirm-day" onPress={commands.confirmDay}>
                {t('lead.confirmDay', { day: formatDate(view.dayToConfirm, language, 'day-month') })}
              </ActionButton>
            )
          }
        >
          {t('lead.dayBody')} {!lead && t('lead.askLead')}
        </Note>
      )}
    </>
  )
}

function SuspensionNote({ screen }: { readonly screen: Screen }) {
  const { view, t, commands } = screen
  if (view.suspended === null) return null
  const { until } = view.suspended
  return (
    <Note
      kind="risk"
      head={until === null ? t('suspension.at', suspensionValues(screen)) : untilSentence(screen, until)}
      action={
        until === null &&
        view.staff.role === 'lead' && (
          <ActionButton screen={screen} action="resume-office" onPress={commands.resumeOffice}>
            {t('suspension.resume')}
          </ActionButton>
        )
      }
    >
      {until === null ? waitSentence(screen) : t('suspension.untilLead')}
    </Note>
  )
}

/** Why and since when, as the texts about a suspension take it. */
export function suspensionValues({ view, t }: Screen): Record<string, string> {
  if (view.suspended === null) return {}
  const { reason, since } = view.suspended
  return { time: formatTime(Date.parse(since), view.office.timeZone), reason: t(`suspension.because.${reason}`) }
}

export function untilSentence({ view, t }: Screen, until: string): string {
  return t('suspension.until', { time: formatTime(Date.parse(until), view.office.timeZone) })
}

/** What holds meanwhile, and who can end it. */
export function waitSentence({ view, t }: Screen): string {
  return `${t('suspension.ticketsValid')} ${t(view.staff.role === 'lead' ? 'suspension.youResume' : 'suspension.askLead')}`
}

function Note({
  kind,
  head,
  children,
  action,
}: {
  readonly kind: 'risk' | 'now'
  readonly head: string
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={`wide-note note ${kind}`}>
      <Icon name={kind === 'risk' ? 'diamond' : 'square'} />
      <p role="status">
        <b>{head}</b> {children}
      </p>
      {action}
    </div>
  )
}

/** A clock step without its sign, in the largest whole unit. */
function stepInWords(stepMs: number, t: TranslateDesk): string {
  const seconds = Math.round(Math.abs(stepMs) / 1000)
  if (seconds < 60) return t('lead.seconds', { count: seconds })
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? t('lead.minutes', { count: minutes }) : t('lead.hours', { count: Math.round(minutes / 60) })
}
