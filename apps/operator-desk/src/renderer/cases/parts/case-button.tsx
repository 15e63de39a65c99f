import { Icon } from '@cherha/ui'
import { type ReactNode, useEffect, useState } from 'react'
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
  const { t } = useLook()
  const sending = useCases((state) => state.sending[id])
  const since = sending?.pressed === pressed ? sending.since : null
  const told = useToldOf(since)
  const quiet = off || sending !== undefined
  // one button throughout: the focus of whoever pressed it by keyboard stays on it
  return (
    <button
      type="button"
      className={`btn ${className}${off && since === null ? ' off' : ''}${told ? ' unconfirmed' : ''}`}
      aria-disabled={quiet}
      aria-describedby={describedBy}
      onClick={() => {
        if (!quiet) onPress()
      }}
    >
      {told ? (
        <>
          <span className="ghost" aria-hidden="true">
            <span className="name">{children}</span>
          </span>
          <span className="told">
            <Icon name="clock-dashed" />
            {t('pending.head')}
          </span>
        </>
      ) : (
        <>
          {icon}
          <span className="name">{children}</span>
        </>
      )}
    </button>
  )
}

/** Whether what was pressed at `since` has been without an answer for long enough to say so. */
function useToldOf(since: number | null): boolean {
  const [told, setTold] = useState<number | null>(null)
  useEffect(() => {
    if (since === null) return
    const timer = setTimeout(() => setTold(since), saidAfterMs)
    return () => clearTimeout(timer)
  }, [since])
  return since !== null && told === since
}
