import type { CaseView, StageOffer } from '@cherha/shared/protocol'
import { noticeMeans } from '@cherha/shared/workflow'
import { isDay } from '../model/fields.ts'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { DayInput } from '../parts/day-input.tsx'
import { Labelled } from '../parts/field.tsx'

/** Days to agree on, and notices to record: what a stage owes beside its outcomes. */
export function StageEvents({ view, offer }: { readonly view: CaseView; readonly offer: StageOffer }) {
  return (
    <>
      {offer.plan.map((plan) => (
        <PlanDay key={plan.event} view={view} offer={offer} plan={plan} />
      ))}
      {offer.record.map((record) => (
        <RecordNotice key={record.event} view={view} offer={offer} record={record} />
      ))}
    </>
  )
}

function PlanDay({
  view,
  offer,
  plan,
}: {
  readonly view: CaseView
  readonly offer: StageOffer
  readonly plan: StageOffer['plan'][number]
}) {
  const { desk, t, say } = useLook()
  const form = `plan ${view.id} ${plan.event}`
  const [typed, type] = useForm(form)
  const day = typeof typed['day'] === 'string' ? typed['day'] : plan.earliest
  const early = !isDay(day) || day < plan.earliest
  return (
    <div className="fields event">
      <Labelled
        label={t('case.plan', { event: say(plan.title) })}
        problem={early ? t('case.planEarliest', { day: plan.earliest.split('-').reverse().join('.') }) : null}
      >
        {(ids) => <DayInput {...ids} value={day} aria-invalid={early} onChange={(value) => type('day', value)} />}
      </Labelled>
      <CaseButton
        id={view.id}
        pressed={form}
        className="small"
        off={early}
        onPress={() =>
          void desk.folders.act(view.id, {
            action: 'plan-event',
            pressed: form,
            stage: offer.stage,
            data: { event: plan.event, date: day },
            clears: [form],
          })
        }
      >
        {t('case.planDay')}
      </CaseButton>
    </div>
  )
}

function RecordNotice({
  view,
  offer,
  record,
}: {
  readonly view: CaseView
  readonly offer: StageOffer
  readonly record: StageOffer['record'][number]
}) {
  const { desk, t, say } = useLook()
  const form = `record ${view.id} ${offer.stage} ${record.event}`
  const [typed, type] = useForm(form)
  const day = typeof typed['day'] === 'string' ? typed['day'] : view.today
  const wrong = !isDay(day) || day > view.today
  const send = (means: string | null) =>
    void desk.folders.act(view.id, {
      action: 'record-event',
      pressed: `${form} ${means ?? ''}`,
      stage: offer.stage,
      data: { event: record.event, ...(day === view.today ? {} : { on: day }), ...(means === null ? {} : { means }) },
      clears: [form],
    })
  const means = noticeMeans.filter((known) => record.means.includes(known))
  return (
    <div className="fields event">
      <Labelled label={t('case.record', { event: say(record.title) })} problem={wrong ? t('case.dayWrong') : null}>
        {(ids) => <DayInput {...ids} value={day} aria-invalid={wrong} onChange={(value) => type('day', value)} />}
      </Labelled>
      {means.map((one) => (
        <CaseButton
          key={one}
          id={view.id}
          pressed={`${form} ${one}`}
          className="small"
          off={wrong}
          onPress={() => send(one)}
        >
          {t(`case.means.${one}`)}
        </CaseButton>
      ))}
      {means.length === 0 && (
        <CaseButton id={view.id} pressed={`${form} `} className="small" off={wrong} onPress={() => send(null)}>
          {t('case.recordDone')}
        </CaseButton>
      )}
    </div>
  )
}
