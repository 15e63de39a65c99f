import { formatTime, Icon } from '@cherha/ui'
import type { ReactNode } from 'react'
import type { Screen } from '../screen.ts'
import { ActionButton } from './action-button.tsx'

/** The dark bar of a page without a hub's view yet. */
export function PlainBar({ children, title }: { readonly children?: ReactNode; readonly title: string }) {
  return (
    <header className="bar">
      <Icon name="mark" />
      <p className="who">{title}</p>
      <div className="push" />
      {children}
    </header>
  )
}

/** Whose desk this is, the office's time, and how to leave. */
export function Bar({
  screen,
  onCases,
  children,
}: {
  readonly screen: Screen
  /** To the tasks of whoever works in applications. */
  readonly onCases: () => void
  readonly children: ReactNode
}) {
  const { t, view, now } = screen
  const window = view.windows.find(({ id }) => id === view.window)
  const time = formatTime(now, view.office.timeZone)
  return (
    <header className="bar">
      <Icon name="mark" />
      <p className="who">
        {window && (
          <b className="plate" aria-hidden="true">
            {window.label}
          </b>
        )}
        {window ? t('window', { label: window.label }) : t('desk')} <span className="staff">{view.staff.name}</span>
      </p>
      <div className="push" />
      <time dateTime={time}>{time}</time>
      {children}
      {view.staff.post !== undefined && (
        <button type="button" aria-keyshortcuts="F2" onClick={onCases}>
          {t('cases.heading')} <kbd aria-hidden="true">F2</kbd>
        </button>
      )}
      <WindowButtons screen={screen} />
    </header>
  )
}

/** Suspend the queue; then break and close, or, while somebody is here, a break afterwards. */
function WindowButtons({ screen }: { readonly screen: Screen }) {
  const { t, view, commands } = screen
  const heldOr = (dialog: 'break' | 'close', leave: () => void) => (view.held === null ? leave() : commands.ask(dialog))
  return (
    <>
      <HelpButton screen={screen} />
      <ActionButton screen={screen} action="suspend-office" onPress={() => commands.ask('suspend')}>
        {t('suspension.suspend')}
      </ActionButton>
      {view.state === 'closed' && (
        <button type="button" onClick={() => commands.signOut()}>
          {t('signOut')}
        </button>
      )}
      {view.state === 'open' && (
        <>
          <ActionButton
            screen={screen}
            action="close-window"
            id="break"
            onPress={() => heldOr('break', commands.takeBreak)}
          >
            {t('close.break')}
          </ActionButton>
          <ActionButton
            screen={screen}
            action="close-window"
            id="close"
            onPress={() => heldOr('close', commands.closeWindow)}
          >
            {t('close.window')}
          </ActionButton>
        </>
      )}
      {view.state !== 'closed' && view.state !== 'open' && view.held === null && (
        <button type="button" aria-pressed={screen.breakAfter} onClick={commands.toggleBreakAfter}>
          {screen.breakAfter && <Icon name="check" />}
          {t('close.breakAfter')}
        </button>
      )}
    </>
  )
}

/** Asks the other desks for somebody, and takes it back; while nobody is at the window only its key does (Q45). */
function HelpButton({ screen }: { readonly screen: Screen }) {
  const { t, view, commands } = screen
  const mine = view.help.find((asked) => asked.mine)
  if (view.window === null || (view.state === 'open' && mine === undefined)) return null
  // one button for both, so that it keeps the focus
  return (
    <ActionButton
      screen={screen}
      action={mine === undefined ? 'ask-help' : 'end-help'}
      id={mine === undefined ? 'ask-help' : `end-help ${mine.window}`}
      {...(mine === undefined ? {} : { on: true })}
      {...(mine === undefined ? { keys: { code: 'F8', label: 'F8' } } : { icon: <Icon name="check" /> })}
      onPress={() => (mine === undefined ? commands.askHelp() : commands.endHelp(mine.window))}
    >
      {mine === undefined
        ? t('help.ask')
        : t('help.mine', { time: formatTime(Date.parse(mine.since), view.office.timeZone) })}
    </ActionButton>
  )
}
