import { Icon, type IconName } from '@cherha/ui'

/** Kinds of states: each has a colour, a shape and, from the caller, a word. */
export type Tone = 'done' | 'stop' | 'risk' | 'now' | 'hold' | 'idle' | 'pending'

const shapes: Readonly<Record<Tone, IconName>> = {
  done: 'check',
  stop: 'cross',
  risk: 'diamond',
  now: 'square',
  hold: 'pause',
  idle: 'ring',
  pending: 'clock-dashed',
}

/** A state in one line. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={`badge ${tone}`}>
      <Icon name={shapes[tone]} />
      <span>{children}</span>
    </span>
  )
}

/** A sentence or two that somebody has to see. `loud` is read out when it appears. */
export function Note({
  tone,
  heading,
  loud = false,
  children,
}: {
  readonly tone: Tone
  readonly heading?: string
  readonly loud?: boolean
  readonly children?: React.ReactNode
}) {
  return (
    <div className={`note ${tone}`} role={loud ? 'alert' : undefined}>
      <Icon name={shapes[tone]} />
      <div>
        {heading !== undefined && <b>{heading}</b>}
        {children}
      </div>
    </div>
  )
}
