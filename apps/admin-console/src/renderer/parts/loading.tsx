import { formatTime, useAfter } from '@cherha/ui'
import type { ReactNode } from 'react'
import { homeZone } from '../model/format.ts'
import { problemText } from '../model/problem-text.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import type { Loaded } from '../use-load.ts'
import { Note } from './badge.tsx'

/** What was loaded; before that a quiet word, after a failure the last known with its time, or the reason and a way on. */
export function Shown<T>({
  loaded,
  children,
}: {
  readonly loaded: Loaded<T>
  readonly children: (value: T) => ReactNode
}) {
  const t = useConsoleTexts()
  const { value, problem, at, reload } = loaded
  if (value === null && problem === null) return <Waiting />
  const why = problem === null ? '' : problemText(problem, t)
  return (
    <>
      {problem !== null && problem.code !== 'unauthorised' && (
        <Note tone="risk" loud>
          <p>{value === null ? why : t('load.stale', { time: formatTime(at ?? 0, homeZone), why })}</p>
          <button type="button" className="btn small" onClick={() => void reload()}>
            {t('retry')}
          </button>
        </Note>
      )}
      {value !== null && children(value)}
    </>
  )
}

/** Nothing for 400 ms, then a word: a fast answer must not flash. */
function Waiting() {
  const t = useConsoleTexts()
  return (
    <p className="quiet waiting" role="status">
      {useAfter(400) ? t('loading') : ''}
    </p>
  )
}
