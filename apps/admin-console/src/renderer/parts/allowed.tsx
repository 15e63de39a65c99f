import { useConsole } from '../console-context.ts'
import { may, type Right } from '../model/permissions.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { Note } from './badge.tsx'

/** An address somebody typed that is not for the own role. */
export function Allowed({ right, children }: { readonly right: Right; readonly children: React.ReactNode }) {
  const t = useConsoleTexts()
  const { me } = useConsole()
  if (may(me, right)) return children
  return (
    <Note tone="stop">
      <p>{t('problem.forbidden')}</p>
    </Note>
  )
}
