import type { AdminRight } from '@cherha/shared/protocol'
import { useConsole } from '../console-context.ts'
import { may } from '../model/permissions.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { Note } from './badge.tsx'

/** An address somebody typed that is not for the own role. */
export function Allowed({ right, children }: { readonly right: AdminRight; readonly children: React.ReactNode }) {
  const t = useConsoleTexts()
  const { me } = useConsole()
  if (may(me, right)) return children
  return (
    <Note tone="stop">
      <p>{t('problem.forbidden')}</p>
    </Note>
  )
}
