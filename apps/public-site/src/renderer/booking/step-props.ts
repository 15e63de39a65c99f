import type { BookingRules } from '@cherha/shared/protocol'
import type { ReactNode, RefObject } from 'react'
import type { Choices } from '../route.ts'

/** What every step gets. */
export interface StepProps {
  readonly choices: Choices
  readonly rules: BookingRules | null
  /** Goes to other choices; `replace`: Back does not lead to the old ones. */
  readonly go: (choices: Choices, replace?: boolean) => void
  readonly back: () => void
  readonly heading: RefObject<HTMLHeadingElement | null>
  /** What was refused, if it belongs here and to no field. */
  readonly problem: ReactNode
}
