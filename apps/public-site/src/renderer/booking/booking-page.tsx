import { formatDate, unbroken } from '@cherha/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffices } from '../net/api.ts'
import type { Refused } from '../net/ask.ts'
import { firstAnswers, firstKnown } from '../net/first.ts'
import { Loading } from '../parts/plain.tsx'
import { StepHead, Told } from '../parts/frame.tsx'
import { useLoaded } from '../parts/loaded.ts'
import { type Choices, hrefOf, type Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import { CodeStep } from './code-step.tsx'
import { DocumentStep } from './document-step.tsx'
import { DoneStep } from './done-step.tsx'
import { useHoldLeads } from './follow-hold.ts'
import { type HoldCommand, useHold } from './hold.ts'
import { OfficeStep } from './office-step.tsx'
import type { TypedPerson } from './person.ts'
import { readPerson } from './person.ts'
import { PhoneStep } from './phone-step.tsx'
import { ProblemText } from './problem-text.tsx'
import { type Problem, problemOf, problemOfHold } from './refusal.ts'
import { ServiceStep } from './service-step.tsx'
import { type Step, stepOf } from './step-of.ts'
import { stepTitles } from './step-titles.ts'
import { TimeStep } from './time-step.tsx'

const nobody: TypedPerson = { who: 'self', documentDigits: '', guardianDigits: '' }

/**
 * Booking, one question at a time (document 000 II.6). What was chosen is in the address, the hold’s id in the tab, what is
 * personal in this component and nowhere else.
 */
export function BookingPage({
  choices,
  goTo,
}: {
  readonly choices: Choices
  readonly goTo: (to: Route, replace?: boolean) => void
}) {
  const words = useWords()
  const { t, of, language } = words
  const [typed, setTyped] = useState(nobody)
  const [phone, setPhone] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [tries, setTries] = useState(0)
  const [round, setRound] = useState(0)
  const [notHere, setNotHere] = useState<string | null>(null)
  const [first, setFirst] = useState(firstKnown)
  const [isOpen, setOpen] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)

  const hold = useHold(refuse)
  const { state } = hold
  const person = readPerson(typed)
  const step = stepOf(choices, { digits: !('wrong' in person), hold: state.is !== 'none' })

  useEffect(() => {
    setOpen(true)
    void firstAnswers().then(setFirst)
  }, [])

  const { service, office, date, time } = choices
  const offices = useLoaded(service === undefined ? null : `/api/booking/offices?service=${service}`, isOffices)
  const listed = offices.asked?.is === 'answer' ? offices.asked.value.offices : null
  const chosen = listed?.find(({ code }) => code === office)
  const title =
    first?.services.is === 'answer' ? first.services.value.services.find(({ id }) => id === service)?.title : undefined

  const go = useCallback(
    (to: Choices, replace = false) => goTo({ page: 'booking', language, choices: to }, replace),
    [goTo, language],
  )

  /** Leads to the question whose answer was refused, and says why there. */
  function refuse(refused: Refused, command: HoldCommand, isOver: boolean): void {
    if (command === 'look' && choices.step !== 'code') return
    const said = problemOfHold(refused, command, isOver)
    const { at } = said
    setProblem(said)
    setTries((old) => old + 1)
    if (at === 'time') {
      setRound((old) => old + 1)
      go({ ...(service && { service }), ...(office && { office }), ...(date && { date }) }, true)
    } else if (at === 'service') go({}, true)
    else if (at === 'office') go({ ...(service && { service }) }, true)
    else if (at === 'document' || at === 'phone') go({ ...choices, step: at }, true)
    else if (at === 'code' && choices.step !== 'code' && 'view' in state && state.view !== null) {
      // Back was pressed before the answer came
      const { view } = state
      go({ service: view.service, office: view.office, date: view.date, time: view.time, step: 'code' })
    }
  }

  const onListRefused = useCallback(
    (code: string) => {
      setProblem(problemOf({ is: 'refused', code, field: null, retrySeconds: null, triesLeft: null }, 'service'))
      go(code === 'unknown-office' && service !== undefined ? { service } : {}, true)
    },
    [go, service],
  )

  // an office out of a leaflet that does not offer this service
  const isLost = listed !== null && office !== undefined && chosen === undefined
  useEffect(() => {
    if (!isLost || step === 'done') return
    setNotHere(office ?? null)
    go({ ...(service && { service }) }, true)
  }, [isLost, step, office, service, go])

  useHoldLeads({ state, step, choices, go, release: hold.release, onBooked: () => setTyped(nobody) })

  useEffect(() => {
    document.title = `${t(stepTitles[step])} – ${t('booking.title')}`
  })
  const shown = useRef<Step | null>(null)
  useEffect(() => {
    if (!isOpen) return
    const before = shown.current
    shown.current = step
    if (before === null || before === step) return
    scrollTo(0, 0)
    if (problem?.at !== step) {
      setProblem(null)
      heading.current?.focus()
    }
  }, [step, isOpen, problem])

  // an address with choices is shown when what was chosen is known: nothing moves afterwards
  const isAddressed = service !== undefined || choices.step !== undefined
  const isReturning = choices.step === 'code' || choices.step === 'done'
  const [isReady, setReady] = useState(!isAddressed)
  const isNamed = first !== null && (service === undefined || offices.asked !== null)
  if (!isReady && isOpen && isNamed) setReady(true)
  if (!isReady || (isReturning && !hold.isKnown)) {
    const unheard = state.is === 'wanted' ? state.unheard : null
    return (
      <>
        <StepHead step="done" title={t('booking.title')} heading={heading} />
        {unheard === null ? (
          <Loading text={t('time.loading')} />
        ) : (
          <div className="block">
            <Told>{t(`unheard.${unheard}`)}</Told>
          </div>
        )}
      </>
    )
  }

  const rules = first?.rules ?? null
  const back = (): void => backFrom(step, choices, go)
  const here = problem?.at === step ? problem : null
  const isAtField =
    here !== null &&
    ((step === 'phone' && here.code?.startsWith('phone-') === true) ||
      (step === 'code' && (here.code === 'wrong-code' || here.text === 'code.problem')))
  const lost = step === 'service' && choices.step === 'done'
  const told =
    (here !== null && !isAtField && here.text !== 'problem.digits') || lost ? (
      <div className="block" key={tries}>
        <Told>{here === null ? <LostBooking /> : <ProblemText problem={here} />}</Told>
      </div>
    ) : null
  const fieldText = here !== null && isAtField ? of(here.text) : null
  const whatChosen = [title && of(title), chosen && unbroken(`${of(chosen.name)}, ${of(chosen.address)}`)]
    .filter(Boolean)
    .join('. ')
  const day =
    date !== undefined && time !== undefined
      ? t('time.go', { date: formatDate(date, language, 'day-month'), time })
      : ''
  const whole = [day, whatChosen].filter((one) => one !== '').join('. ')
  const props = { choices, rules, go, back, heading, problem: told }
  // of a hold, or, when Back was pressed at the code, of its confirmation
  const isWaiting = state.is === 'wanted' || state.is === 'checking'
  const phones = chosen?.phones ?? []

  switch (step) {
    case 'service':
      return <ServiceStep {...props} />
    case 'office':
      return (
        <OfficeStep
          {...props}
          service={title && of(title)}
          offices={offices}
          onRefused={onListRefused}
          notHere={notHere}
        />
      )
    case 'time':
      return (
        <TimeStep {...props} what={whatChosen || undefined} phones={phones} round={round} onRefused={onListRefused} />
      )
    case 'document':
      return (
        <DocumentStep
          {...props}
          what={whole}
          phones={phones}
          typed={typed}
          isAgain={choices.step === 'phone' && typed === nobody}
          wrongAtServer={here?.text === 'problem.digits'}
          onTyped={setTyped}
          onPerson={() => go({ ...choices, step: 'phone' })}
        />
      )
    case 'phone':
      return (
        <PhoneStep
          {...props}
          what={whole}
          phones={phones}
          typed={phone}
          wrong={fieldText}
          tries={tries}
          unheard={isWaiting ? state.unheard : null}
          isSending={isWaiting}
          onTyped={(now) => {
            setPhone(now)
            setProblem(null)
          }}
          onPhone={(number) => {
            if ('wrong' in person || !service || !office || !date || !time) return
            setProblem(null)
            hold.want({ service, office, date, time, person, phone: number, language })
          }}
        />
      )
    case 'code': {
      if (!('view' in state) || state.view === null) return null
      return (
        <CodeStep
          {...props}
          what={whole}
          phones={phones}
          view={state.view}
          at={state.at}
          wrong={fieldText}
          tries={tries}
          renewed={state.renewed}
          unheard={state.is === 'checking' ? state.unheard : null}
          isChecking={state.is === 'checking'}
          onCode={(code) => {
            setProblem(null)
            hold.confirm(code)
          }}
          onNewCode={() => {
            setProblem(null)
            hold.newCode()
          }}
          onLook={hold.look}
          onChange={() => {
            if (state.is !== 'checking') go({ ...choices, step: 'phone' }, true)
          }}
        />
      )
    }
    case 'done':
      return state.is === 'booked' ? (
        <DoneStep
          booking={state.booking}
          rules={rules}
          heading={heading}
          leave={(to) => {
            hold.forget()
            goTo(to)
          }}
        />
      ) : null
  }
}

/** One question back, whatever the browser’s history is: somebody may have come by a link. */
function backFrom(step: Step, { service, office, date, time }: Choices, go: (to: Choices) => void): void {
  if (step === 'office') go({})
  else if (step === 'time') go({ ...(service && { service }) })
  else if (step === 'document')
    go({ ...(service && { service }), ...(office && { office }), ...(date && { date }), ...(time && { time }) })
  else if (step === 'phone')
    go({
      ...(service && { service }),
      ...(office && { office }),
      ...(date && { date }),
      ...(time && { time }),
      step: 'document',
    })
}

function LostBooking() {
  const { t, language } = useWords()
  return (
    <>
      <p>{t('done.lost')}</p>
      <a className="link" href={hrefOf({ page: 'my', language })}>
        {t('problem.mine')}
      </a>
    </>
  )
}
