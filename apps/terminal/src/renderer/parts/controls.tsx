import { Icon, type IconName } from '@cherha/ui'
import type { ReactNode } from 'react'
import { isSending } from '../flow/flow.ts'
import { goBack, type Kiosk } from '../kiosk.ts'
import { useT } from '../texts/index.ts'

/** «Назад» at the left of the foot. */
export function BackKey({ kiosk, label }: { kiosk: Kiosk; label?: string }) {
  const t = useT()
  return (
    <button type="button" className="key" disabled={isSending(kiosk.flow.screen)} onClick={() => goBack(kiosk)}>
      <Icon name="back" />
      {label ?? t('back')}
    </button>
  )
}

interface KeyProps {
  readonly children: ReactNode
  readonly onPress: () => void
  /** The command of this key has no answer yet. */
  readonly pending?: boolean
  readonly className?: string
  readonly icon?: IconName | null
}

/** The blue key at the right of the foot: the next right thing. */
export function GoKey({ children, onPress, pending = false, className = 'key go', icon = 'arrow' }: KeyProps) {
  if (pending) return <PendingButton className={className} />
  return (
    <button type="button" className={className} onClick={onPress}>
      {children}
      {icon && <Icon name={icon} />}
    </button>
  )
}

/** A pressed control that waits for its answer: a dashed frame at the same place and of the same size. */
export function PendingButton({ className, children }: { className: string; children?: ReactNode }) {
  const t = useT()
  return (
    <button type="button" className={`${className} pending`} disabled>
      <Icon name="clock-dashed" />
      {children === undefined ? (
        t('pending')
      ) : (
        <div>
          <b>{t('pending')}</b>
          {children}
        </div>
      )}
    </button>
  )
}

interface BigProps {
  readonly title: string
  readonly note?: string | undefined
  readonly onPress: () => void
  readonly go?: boolean
  /** Nothing to be had here now: dashed, but it can still be asked. */
  readonly none?: boolean
  readonly plate?: string
  readonly pending?: boolean
  /** Another control waits for its answer. */
  readonly disabled?: boolean
  /** Cannot be undone. */
  readonly danger?: boolean
}

/** A main action of the touch zone. */
export function Big({
  title,
  note,
  onPress,
  go = false,
  none = false,
  plate,
  pending = false,
  disabled = false,
  danger = false,
}: BigProps) {
  const className = ['big', go && 'go', none && 'none', danger && 'danger'].filter(Boolean).join(' ')
  if (pending)
    return (
      <PendingButton className={className}>
        <span>{title}</span>
      </PendingButton>
    )
  return (
    <button type="button" className={className} disabled={disabled} onClick={onPress}>
      {plate !== undefined && (
        <i className="plate" aria-hidden="true">
          {plate}
        </i>
      )}
      {danger && <Icon name="cross" />}
      <div>
        <b>{title}</b>
        {note !== undefined && <span>{note}</span>}
      </div>
      {!danger && <Icon name="arrow" />}
    </button>
  )
}

/** One sentence that says what is wrong and what to do; read out when it appears. */
export function ProblemNote({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text !== null && (
        <p className="problem">
          <Icon name="cross" />
          {text}
        </p>
      )}
    </div>
  )
}
