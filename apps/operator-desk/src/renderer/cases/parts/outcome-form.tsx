import type { CaseView, OutcomeOffer, StageOffer } from '@cherha/shared/protocol'
import type { Signer } from '@cherha/shared/workflow'
import { useRef, useState } from 'react'
import { isDay, problemsOf, type Typed, valuesOf } from '../model/fields.ts'
import { asksMore } from '../model/stage-tools.ts'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from './case-button.tsx'
import { DayInput } from './day-input.tsx'
import { Labelled } from './field.tsx'
import { OfficerChoice } from './officer-choice.tsx'
import { useFocusInside } from './move-focus.ts'
import { Password } from './password.tsx'
import { FieldList, focusFirstProblem, outcomeForm, pressedOf } from './form-parts.tsx'

interface Props {
  readonly view: CaseView
  readonly offer: StageOffer
  readonly outcome: OutcomeOffer
  /** Whose signatures on paper are asked for now. */
  readonly parties: readonly Signer[]
  /** @returns false when something outside this form is not right yet */
  readonly onSend: (outcome: OutcomeOffer, own: Typed, more: Readonly<Record<string, unknown>>) => boolean
}

/** What an outcome asks for before it is sent: grounds, signatures, officer, day, password. */
export function OutcomeForm({ view, offer, outcome, parties, onSend }: Props) {
  const { desk, t, say } = useLook()
  const [typed, type] = useForm(outcomeForm(view.id, offer.stage, outcome.key))
  const [tried, setTried] = useState(false)
  const password = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  useFocusInside(box)
  const grounds = listOf(typed['grounds'], outcome.suggestedGrounds)
  const officer = typeof typed['officer'] === 'string' ? typed['officer'] : ''
  const day = typeof typed['on'] === 'string' ? typed['on'] : view.today
  const values = valuesOf(outcome.fields, typed)
  const fieldProblems = problemsOf(
    outcome.fields,
    outcome.fields.filter(({ key, required }) => required && values[key] === undefined).map(({ key }) => key),
    values,
  )
  const wrong = {
    grounds: outcome.grounds !== null && grounds.length === 0,
    parties: parties.some(
      ({ party, optional }) => !optional && party !== undefined && typed[`party ${party}`] !== true,
    ),
    officer: outcome.assignsOfficer && officer === '',
    day: outcome.asksDay && (!isDay(day) || day > view.today || (outcome.earliest !== null && day < outcome.earliest)),
  }

  function send(): void {
    const secret = password.current?.value ?? ''
    const missing = Object.values(wrong).includes(true) || Object.keys(fieldProblems).length > 0
    if (missing || (outcome.signs !== null && secret === '')) {
      setTried(true)
      focusFirstProblem(box.current)
      return
    }
    const sent = onSend(outcome, typed, {
      grounds: outcome.grounds === null ? undefined : grounds,
      written: outcome.written === null ? undefined : outcome.written === 'always' || typed['written'] === true,
      parties: parties.flatMap(({ party, count }) =>
        party !== undefined && typed[`party ${party}`] === true ? Array<string>(count).fill(party) : [],
      ),
      officer: outcome.assignsOfficer ? officer : undefined,
      on: outcome.asksDay && day !== view.today ? day : undefined,
      password: outcome.signs === null ? undefined : secret,
    })
    if (sent && password.current !== null) password.current.value = ''
  }

  return (
    <fieldset className="outcome-form" ref={box}>
      <legend>{say(outcome.title)}</legend>
      {!asksMore({ ...outcome, parties: [...parties] }) && <p className="quiet">{t('case.stepSure')}</p>}
      <FieldList
        fields={outcome.fields}
        typed={typed}
        problems={tried ? fieldProblems : {}}
        view={view}
        onType={type}
      />
      {outcome.grounds !== null && (
        <GroundChoice
          outcome={outcome}
          chosen={grounds}
          wrong={tried && wrong.grounds}
          onChange={(next) => type('grounds', next)}
        />
      )}
      {outcome.written === 'on-request' && (
        <label className="tick">
          <input
            type="checkbox"
            checked={typed['written'] === true}
            onChange={(event) => type('written', event.target.checked)}
          />
          <span>{t('case.written')}</span>
        </label>
      )}
      {outcome.written === 'always' && <p className="quiet">{t('case.writtenAlways')}</p>}
      {parties.map(({ party, optional }) =>
        party === undefined ? null : (
          <label key={party} className="tick">
            <input
              type="checkbox"
              checked={typed[`party ${party}`] === true}
              aria-invalid={tried && !optional && typed[`party ${party}`] !== true}
              onChange={(event) => type(`party ${party}`, event.target.checked)}
            />
            <span>
              {t('case.signatureSeen', { who: t(`case.party.${party}`) })}
              {optional && <span className="quiet"> {t('cases.optional')}</span>}
            </span>
          </label>
        ),
      )}
      {tried && wrong.parties && <p className="problem">{t('case.signatureMissing')}</p>}
      {outcome.assignsOfficer && (
        <OfficerChoice value={officer} wrong={tried && wrong.officer} onChange={(login) => type('officer', login)} />
      )}
      {outcome.asksDay && (
        <Labelled label={t('case.day')} problem={tried && wrong.day ? t('case.dayWrong') : null}>
          {(ids) => (
            <DayInput {...ids} value={day} aria-invalid={tried && wrong.day} onChange={(value) => type('on', value)} />
          )}
        </Labelled>
      )}
      {outcome.signs !== null && <Password field={password} wrong={tried} />}
      <div className="acts">
        <button type="button" className="btn" onClick={() => desk.choose(view.id, offer.stage, null)}>
          {t('dialog.cancel')}
        </button>
        <CaseButton
          id={view.id}
          pressed={pressedOf(offer, outcome)}
          className={outcome.grounds === null ? 'go' : 'final'}
          onPress={send}
        >
          {say(outcome.title)}
        </CaseButton>
      </div>
    </fieldset>
  )
}

function GroundChoice({
  outcome,
  chosen,
  wrong,
  onChange,
}: {
  readonly outcome: OutcomeOffer
  readonly chosen: readonly string[]
  readonly wrong: boolean
  readonly onChange: (grounds: readonly string[]) => void
}) {
  const { t, say } = useLook()
  return (
    <fieldset className="grounds">
      <legend>{t('case.grounds')}</legend>
      {(outcome.grounds ?? []).map(({ key, number, text }) => (
        <label key={key} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            aria-invalid={wrong}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, key] : chosen.filter((other) => other !== key))
            }
          />
          <span>
            {number !== undefined && <b>{number}) </b>}
            {say(text)}
            {outcome.suggestedGrounds.includes(key) && <span className="quiet"> {t('case.suggested')}</span>}
          </span>
        </label>
      ))}
      {outcome.grounds?.length === 0 && <p className="quiet">{t('case.noGrounds')}</p>}
      {wrong && <p className="problem">{t('case.groundMissing')}</p>}
    </fieldset>
  )
}

function listOf(typed: Typed[string] | undefined, otherwise: readonly string[]): readonly string[] {
  return typeof typed === 'object' ? typed : otherwise
}
