import { hrefOf } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import type { Problem } from './refusal.ts'

/** Refusals that «Мої записи» help with. */
const helped = ['already-booked', 'too-many-open', 'too-many-month', 'command-reused']

/** The sentence of a refusal, when to try again, and where to look. */
export function ProblemText({ problem: { text, code = '', retrySeconds } }: { readonly problem: Problem }) {
  const { t, of, language } = useWords()
  return (
    <>
      <p>
        {of(text)}
        {retrySeconds !== undefined &&
          ` ${
            retrySeconds > 90
              ? t('problem.retry-minutes', { count: Math.ceil(retrySeconds / 60) })
              : t('problem.retry-seconds', { count: retrySeconds })
          }`}
      </p>
      {helped.includes(code) && (
        <a className="link" href={hrefOf({ page: 'my', language })}>
          {t('problem.mine')}
        </a>
      )}
      {code === 'sold-out' && <p className="note">{t('third')}</p>}
    </>
  )
}
