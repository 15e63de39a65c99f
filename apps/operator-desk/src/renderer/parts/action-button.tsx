import { Icon } from '@cherha/ui'
import { type ReactNode, useId } from 'react'
import type { DeskAction } from '../actions.ts'
import type { Screen } from '../screen.ts'

export interface ActionButtonProps {
  readonly screen: Screen
  readonly action: DeskAction
  /** Which button it is, where several send the same command. */
  readonly id?: string
  readonly onPress: () => void
  readonly className?: string
  /** A switch: whether it is on. */
  readonly on?: boolean
  readonly icon?: ReactNode
  /** The key as `aria-keyshortcuts` names it, and as it is printed on the button. */
  readonly keys?: { readonly code: string; readonly label: string }
  /** A quiet word under the name: why it waits, how often it is left. */
  readonly hint?: string | null
  readonly children: string
}

/**
 * A button that sends a command. While the command has no answer it is a dashed frame of the same place and size;
 * what is not possible now is quiet and cannot be pressed.
 */
export function ActionButton(props: ActionButtonProps) {
  const { screen, action, id = action, onPress, className = '', on, icon, keys, hint = null, children } = props
  const hintId = useId()
  const { pending } = screen
  const possible = screen.can.has(action)
  const told = pending?.shown === true && pending.pressed === id
  // for its first moments a pending command changes nothing on the screen: most answers come at once
  const off = !possible && !told && (pending === null || pending.shown)
  // one button throughout: the focus of whoever pressed it by keyboard stays on it
  return (
    <button
      type="button"
      className={`btn ${className}${off ? ' off' : ''}${told ? ' unconfirmed' : ''}`}
      aria-disabled={!possible}
      aria-pressed={on}
      aria-keyshortcuts={keys?.code}
      aria-describedby={hint === null || told ? undefined : hintId}
      onClick={() => {
        if (possible) onPress()
      }}
    >
      {told ? (
        <Unconfirmed {...props} />
      ) : (
        <>
          {icon}
          <span className="name">{children}</span>
          {keys && <kbd aria-hidden="true">{keys.label}</kbd>}
          {hint !== null && (
            <small id={hintId} aria-hidden="true">
              {hint}
            </small>
          )}
        </>
      )}
    </button>
  )
}

/** «Not confirmed yet» in the place of the button's own words, which keep its size. */
function Unconfirmed({ screen, icon, keys, children }: ActionButtonProps) {
  const { t } = screen
  return (
    <>
      <span className="ghost" aria-hidden="true">
        {icon}
        <span className="name">{children}</span>
        {keys && <kbd>{keys.label}</kbd>}
      </span>
      <span className="told">
        <Icon name="clock-dashed" />
        {t('pending.head')}
      </span>
    </>
  )
}
