import type { CaseView } from '@cherha/shared/protocol'
import { partyKeys } from '@cherha/shared/workflow'
import { Status } from '../../parts/status.tsx'
import { isDay } from '../model/fields.ts'
import { fullDay } from '../model/left.ts'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { DayInput } from '../parts/day-input.tsx'
import { Labelled } from '../parts/field.tsx'
import { paperName } from './stage-panel.tsx'

type Letter = CaseView['letters'][number]

/** The journal of registered letters: handed in with a number, delivered on a day. */
export function Letters({ view }: { readonly view: CaseView }) {
  const { t } = useLook()
  if (view.letters.length === 0) return null
  return (
    <section className="panel" aria-labelledby="letters">
      <h2 id="letters">{t('letter.heading')}</h2>
      <ul className="letters">
        {view.letters.map((letter) => (
          <LetterLine key={letter.id} view={view} letter={letter} />
        ))}
      </ul>
    </section>
  )
}

function LetterLine({ view, letter }: { readonly view: CaseView; readonly letter: Letter }) {
  const { desk, t } = useLook()
  const form = `letter ${view.id} ${letter.id}`
  const [typed, type] = useForm(form)
  const text = (key: string, otherwise: string) => {
    const value = typed[key]
    return typeof value === 'string' ? value : otherwise
  }
  const handingIn = letter.sentOn === null
  const tracking = text('tracking', letter.tracking ?? '').trim()
  const day = text('day', view.today)
  const wrongDay = !isDay(day) || day > view.today || (letter.sentOn !== null && day < letter.sentOn)
  const who = partyKeys.find((party) => party === letter.to) ?? 'applicant'
  return (
    <li>
      <p>
        <b>{t(paperName(letter.paper))}</b>, {t(`case.party.${who}`)}
        <br />
        {letter.sentOn !== null && (
          <span className="quiet">
            {t('letter.sent', { day: fullDay(letter.sentOn), tracking: letter.tracking ?? '–' })}
          </span>
        )}
      </p>
      {letter.deliveredOn !== null ? (
        <Status kind="done">{t('letter.delivered', { day: fullDay(letter.deliveredOn) })}</Status>
      ) : (
        <div className="fields event">
          {handingIn && (
            <Labelled label={t('letter.tracking')}>
              {(ids) => (
                <input
                  {...ids}
                  autoComplete="off"
                  value={tracking}
                  maxLength={40}
                  onChange={(event) => type('tracking', event.target.value)}
                />
              )}
            </Labelled>
          )}
          <Labelled label={t(handingIn ? 'letter.sentOn' : 'letter.deliveredOn')}>
            {(ids) => (
              <DayInput {...ids} value={day} aria-invalid={wrongDay} onChange={(value) => type('day', value)} />
            )}
          </Labelled>
          <CaseButton
            id={view.id}
            pressed={form}
            className="small"
            off={wrongDay || (handingIn && tracking.length < 4)}
            onPress={() =>
              void desk.folders.act(view.id, {
                action: 'write-letter',
                pressed: form,
                data: handingIn ? { ...letter, tracking, sentOn: day } : { ...letter, deliveredOn: day },
                clears: [form],
              })
            }
          >
            {t(handingIn ? 'letter.handIn' : 'letter.deliver')}
          </CaseButton>
        </div>
      )}
    </li>
  )
}
