import { healthOf, sentenceOf } from '../health.ts'
import type { Screen } from '../screen.ts'
import { Status } from './status.tsx'

/** What the desk depends on, in one line at the foot of the page: a shape and a word each, and what to do now. */
export function HealthLine({ screen }: { readonly screen: Screen }) {
  const all = healthOf(screen)
  const sentence = sentenceOf(all)
  return (
    <footer className="health" aria-label={screen.t('health.label')}>
      <div role="status">
        <ul>
          {all.map(({ of, kind, word }) => (
            <li key={of} data-kind={kind}>
              <Status kind={kind}>{word}</Status>
            </li>
          ))}
        </ul>
        {sentence !== null && <p>{sentence}</p>}
      </div>
    </footer>
  )
}
