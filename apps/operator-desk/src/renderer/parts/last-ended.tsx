import type { DeskView } from '@cherha/shared/protocol'
import { formatTime, type IconName } from '@cherha/ui'
import type { Screen } from '../screen.ts'
import { Status, type StatusKind } from './status.tsx'

type End = NonNullable<DeskView['lastEnded']>['end']

const looks: { readonly [E in End]: { readonly kind: StatusKind; readonly icon?: IconName } } = {
  finished: { kind: 'done' },
  'no-show': { kind: 'stop' },
  mismatch: { kind: 'stop' },
  returned: { kind: 'idle' },
  transferred: { kind: 'idle', icon: 'arrow' },
}

/** How the last ticket of this window ended. */
export function LastEnded({ screen: { view, t } }: { readonly screen: Screen }) {
  if (view.lastEnded === null) return <p />
  const { number, end, at } = view.lastEnded
  const time = formatTime(Date.parse(at), view.office.timeZone)
  return (
    <p>
      <Status {...looks[end]}>{t(`lastEnded.${end}`, { number, time })}</Status>
    </p>
  )
}
