import { useWords } from '../texts/texts.ts'
import { Said } from './plain.tsx'

/** A list that could not be had, and the way to it. */
export function Unanswered({ why, again }: { readonly why: 'offline' | 'away'; readonly again: () => void }) {
  const { t } = useWords()
  return (
    <div className="block" role="alert">
      <Said>{t(`problem.${why}-list`)}</Said>
      <button type="button" className="btn below" onClick={again}>
        {t('problem.again')}
      </button>
    </div>
  )
}
