import { Icon, type IconName } from '@cherha/ui'
import type { ReactNode } from 'react'

export type StatusKind = 'now' | 'done' | 'stop' | 'risk' | 'hold' | 'idle'

/** Every state has a colour, a shape and a word. */
const shapes: { readonly [K in StatusKind]: IconName } = {
  now: 'square',
  done: 'check',
  stop: 'cross',
  risk: 'diamond',
  hold: 'pause',
  idle: 'ring',
}

export function Status({
  kind,
  icon = shapes[kind],
  children,
}: {
  readonly kind: StatusKind
  readonly icon?: IconName
  readonly children: ReactNode
}) {
  return (
    <span className={`status ${kind}`}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}
