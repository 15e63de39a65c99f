import { Icon, useAfter } from '@cherha/ui'
import type { ReactNode } from 'react'
import { useCases, useLook } from '../look.tsx'

/** How long an answer may take before the screen says that there is none yet, ms. */
const saidAfterMs = 400

/**
 * A button that sends an action of a case. While the action has no answer it is a dashed frame of the same place and
 * size, and no other button of the case can be pressed.
 */
export function CaseButton({
  id,
  pressed,
  onPress,
  className = '',
  off = false,
  describedBy,
  icon,
  children,
}: {
  readonly id: string
  /** Which button it is, as the action names it. */
  readonly pressed: string
  readonly onPress: () => void
  readonly className?: string
  /** Something is missing: it stays where it is, and cannot be pressed. */
  readonly off?: boolean
  readonly describedBy?: string | undefined
  readonly icon?: ReactNode
  readonly children: string
}) {
  const sending = useCases((state) => state.sending[id])
  if (sending?.pressed === pressed) {
    return (
      <Unconfirmed key={sending.since} className={className}>
        {children}
      </Unconfirmed>
    )
  }
  const quiet = off || sending !== undefined
  return (
    <button
      type="button"
      className={`btn ${className}${off ? ' off' : ''}`}
      aria-disabled={quiet}
      aria-describedby={describedBy}
      onClick={() => {
        if (!quiet) onPress()
      }}
    >
      {icon}
      <span className="name">{children}</span>
    </button>
  )
}

/** The pressed button: itself for the first moments, then «not confirmed yet» in its place. */
function Unconfirmed({ className, children }: { readonly className: string; readonly children: string }) {
  const { t } = useLook()
  const said = useAfter(saidAfterMs)
  if (!said) {
    return (
      <button type="button" className={`btn ${className}`} aria-disabled="true">
        <span className="name">{children}</span>
      </button>
    )
  }
  return (
    <div className={`btn unconfirmed ${className}`}>
      <span className="ghost" aria-hidden="true">
        <span className="name">{children}</span>
      </span>
      <span className="told">
        <Icon name="clock-dashed" />
        {t('pending.head')}
      </span>
    </div>
  )
}
