import { Icon } from '@cherha/ui'
import { problemText } from '../model/problem-text.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import type { WriteState } from '../use-write.ts'
import { Note } from './badge.tsx'

/** A button that writes: while it does, it is a dashed frame of the same size that cannot be pressed again. */
export function WriteButton({
  state,
  children,
  tone = 'go',
  onClick,
  small = false,
}: {
  readonly state: WriteState
  readonly children: string
  readonly tone?: 'go' | 'plain' | 'stop' | 'final'
  /** Left out: it sends the form it stands in. */
  readonly onClick?: () => void
  readonly small?: boolean
}) {
  const t = useConsoleTexts()
  const pending = state.stage === 'pending'
  const classes = ['btn', tone === 'plain' ? '' : tone, pending ? 'is-pending' : '', small ? 'small' : '']
  return (
    <button
      type={onClick === undefined ? 'submit' : 'button'}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault()
        else onClick?.()
      }}
    >
      {pending && <Icon name="clock-dashed" />}
      {pending ? t('sending') : children}
    </button>
  )
}

/**
 * What became of a write, read out when it comes. A problem that belongs to a field stands there instead.
 * @param fields those that show their own problem
 */
export function WriteNote({
  state,
  done,
  fields = [],
}: {
  readonly state: WriteState
  readonly done?: string
  readonly fields?: readonly string[]
}) {
  const t = useConsoleTexts()
  return (
    <div aria-live="polite" className="write-note">
      {state.stage === 'done' && done !== undefined && (
        <Note tone="done">
          <p>{done}</p>
        </Note>
      )}
      {state.stage === 'failed' && !fields.includes(state.problem.field ?? '') && (
        <Note tone={state.problem.code === 'unconfirmed' ? 'pending' : 'stop'}>
          <p>{state.problem.code === 'unconfirmed' ? t('written.unconfirmed') : problemText(state.problem, t)}</p>
        </Note>
      )}
    </div>
  )
}
