import type { CaseView, OutcomeOffer, StageOffer } from '@cherha/shared/protocol'
import { type Fields, outcomeNow } from '@cherha/shared/workflow'
import { useEffect, useId, useRef, useState } from 'react'
import { problemsOf, type Typed, valuesOf } from '../model/fields.ts'
import { asksMore, asksTwice, inOrder, onlyParty } from '../model/stage-tools.ts'
import { useCases, useForm, useLook } from '../look.tsx'
import type { ActionToSend } from '../state/action.ts'
import { CaseButton } from './case-button.tsx'
import { FieldList, focusFirstProblem, outcomeForm, pressedOf, stageForm } from './form-parts.tsx'
import { OutcomeForm } from './outcome-form.tsx'

export interface StageFormProps {
  readonly view: CaseView
  readonly offer: StageOffer
  /** Values that stand elsewhere on the page, such as the phone in the applicant's form: not asked for again. */
  readonly known?: Fields
  /** What has to be sent first; null: something there is not right yet, nothing is sent. */
  readonly before?: (outcome: OutcomeOffer) => readonly ActionToSend[] | null
  /** There is something to send first: what blocks an outcome may be gone then. */
  readonly unsaved?: boolean
}

/** The fields of an open stage, and the ways it can be completed. */
export function StageForm(props: StageFormProps) {
  const { view, offer, known = {}, unsaved = false } = props
  const { desk, say } = useLook()
  const [typed, type] = useForm(stageForm(view.id, offer.stage))
  const chosen = useCases((state) => state.chosen[`${view.id} ${offer.stage}`])
  const [tried, setTried] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const blockedId = useId()
  const given = { ...valuesOf(offer.fields, { ...asTyped(offer.prefill), ...typed }), ...known }
  const outcomes = inOrder(offer)
    .map((outcome) => ({ outcome, now: outcomeNow(view, offer, outcome, given) }))
    .filter(({ now }) => now.offered)
  const ways = outcomes.map(({ outcome }) => outcome)
  const stageKeys = new Set(offer.fields.map(({ key }) => key))
  const asked = outcomes.find(({ outcome }) => outcome.asksStageFields)?.now
  const shown = (asked?.fields ?? []).filter(({ key }) => stageKeys.has(key) && known[key] === undefined)
  const problems = problemsOf(shown, asked?.missing ?? [], given)
  const open = outcomes.find(({ outcome }) => outcome.key === chosen)

  // one reason is told once, whatever number of outcomes it stops
  const stopped = unsaved ? [] : outcomes.filter(({ outcome }) => outcome.blocked !== null)
  const blocked = [
    ...Map.groupBy(stopped, ({ outcome }) => (outcome.blocked === null ? '' : say(outcome.blocked))),
  ].map(([reason, ones]) => [reason, ones.map(({ outcome }) => say(outcome.title))] as const)
  const describedBy = ({ blocked: why }: OutcomeOffer): string | undefined => {
    const index = why === null ? -1 : blocked.findIndex(([reason]) => reason === say(why))
    return index < 0 ? undefined : `${blockedId}-${index}`
  }
  const openKey = open?.outcome.key
  const opened = useRef<string | undefined>(undefined)
  useEffect(() => {
    const before = opened.current
    opened.current = openKey
    if (before === undefined || openKey !== undefined || document.activeElement !== document.body) return
    // closed without being sent: back to the button that opened it
    const index = outcomes.findIndex(({ outcome }) => outcome.key === before)
    box.current?.querySelectorAll<HTMLElement>('.acts button')[index]?.focus()
    // oxlint-disable-next-line react/exhaustive-deps
  }, [openKey])

  /** Sends the outcome with what is filled in. @returns false when something is not right yet */
  function send(outcome: OutcomeOffer, own: Typed, more: Readonly<Record<string, unknown>>): boolean {
    const values = { ...given, ...valuesOf(outcome.fields, own) }
    const now = outcomeNow(view, offer, outcome, values)
    const first = props.before?.(outcome) ?? []
    if (Object.keys(problemsOf(now.fields, now.missing, values)).length > 0 || props.before?.(outcome) === null) {
      setTried(true)
      focusFirstProblem(box.current)
      return false
    }
    void finish(outcome, [
      // what goes first shows at the same button
      ...first.map((action) => ({ ...action, pressed: pressedOf(offer, outcome) })),
      completing(view, offer, outcome, now.values, more),
    ])
    return true
  }

  async function finish(outcome: OutcomeOffer, actions: readonly ActionToSend[]): Promise<void> {
    if (await desk.folders.act(view.id, ...actions)) desk.choose(view.id, offer.stage, null)
  }

  return (
    <div className="stage-form" ref={box}>
      <FieldList
        fields={shown}
        typed={{ ...asTyped(offer.prefill), ...typed }}
        problems={tried ? problems : {}}
        view={view}
        onType={type}
      />
      {open === undefined ? (
        <div className="acts">
          {outcomes.map(({ outcome, now }, index) => (
            <CaseButton
              key={outcome.key}
              id={view.id}
              pressed={pressedOf(offer, outcome)}
              className={index === 0 && outcome.grounds === null ? 'go' : ''}
              off={outcome.blocked !== null && !unsaved}
              describedBy={describedBy(outcome)}
              onPress={() => {
                const asks = asksMore({ ...outcome, parties: [...now.parties] }) || asksTwice(ways, outcome)
                if (asks) desk.choose(view.id, offer.stage, outcome.key)
                else send(outcome, {}, { parties: onlyParty({ ...outcome, parties: [...now.parties] }) ?? [] })
              }}
            >
              {say(outcome.title)}
            </CaseButton>
          ))}
          {blocked.map(([reason, titles], index) => (
            <p key={reason} id={`${blockedId}-${index}`} className="blocked quiet">
              {titles.join('; ')}: {reason}
            </p>
          ))}
        </div>
      ) : (
        <OutcomeForm
          key={open.outcome.key}
          view={view}
          offer={offer}
          outcome={open.outcome}
          parties={open.now.parties}
          onSend={send}
        />
      )}
    </div>
  )
}

function completing(
  { id }: CaseView,
  offer: StageOffer,
  outcome: OutcomeOffer,
  fields: Fields,
  more: Readonly<Record<string, unknown>>,
): ActionToSend {
  const given = Object.entries(more).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return {
    action: outcome.kind,
    pressed: pressedOf(offer, outcome),
    stage: offer.stage,
    outcome: outcome.key,
    data:
      outcome.kind === 'sign'
        ? Object.fromEntries(given.filter(([key]) => key === 'password'))
        : { ...(Object.keys(fields).length === 0 ? {} : { fields }), ...Object.fromEntries(given) },
    clears: [stageForm(id, offer.stage), outcomeForm(id, offer.stage, outcome.key)],
  }
}

/** What the hub fills in, as it stands in a form. */
export function asTyped(fields: Fields): Typed {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
  )
}
