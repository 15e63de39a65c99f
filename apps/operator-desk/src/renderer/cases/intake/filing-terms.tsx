import type { CaseView, StageOffer } from '@cherha/shared/protocol'
import { Status } from '../../parts/status.tsx'
import { useForm, useLook } from '../look.tsx'
import { stageForm } from '../parts/form-parts.tsx'

/** By when the applicant had to apply, as the dates in the form say so far. Nothing is refused by itself. */
export function FilingTerms({ view, offer }: { readonly view: CaseView; readonly offer: StageOffer }) {
  const { t, say } = useLook()
  const [typed] = useForm(stageForm(view.id, offer.stage))
  const terms = view.filing.filter(({ field }) => offer.fields.some(({ key }) => key === field))
  if (terms.length === 0) return null
  return (
    <ul className="filing" aria-label={t('filing.heading')}>
      {terms.map(({ key, text, note, field, given, inTimeFrom }) => {
        const written = field === null ? undefined : (typed[field] ?? given)
        const day = typeof written === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : null
        const state = day === null ? 'unknown' : day < inTimeFrom ? 'late' : 'inTime'
        return (
          <li key={key}>
            <Status kind={state === 'late' ? 'risk' : state === 'inTime' ? 'done' : 'idle'}>
              {t(`filing.${state}`)}
            </Status>
            <small>
              {ended(say(text))}
              {note !== null && ` ${ended(say(note))}`}
            </small>
          </li>
        )
      })}
    </ul>
  )
}

/** The card's words as a sentence: some of them end without a stop. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
