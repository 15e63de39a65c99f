import type { CaseView } from '@cherha/shared/protocol'
import { type ReactNode, useId } from 'react'
import {
  type ApplicantAsks,
  type ApplicantField,
  type ApplicantProblem,
  latinSuggestion,
  textOf,
} from '../model/applicant.ts'
import type { Typed } from '../model/fields.ts'
import { useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { DayInput } from '../parts/day-input.tsx'
import { Labelled } from '../parts/field.tsx'

interface Props {
  readonly view: CaseView
  readonly typed: Typed
  readonly problems: Partial<Record<ApplicantField, ApplicantProblem>>
  readonly asks: ApplicantAsks
  readonly onType: (field: ApplicantField, value: string) => void
  /** The form is written: it opens to be corrected. */
  readonly folded: boolean
  readonly unsaved: boolean
  readonly onSave: () => void
}

const kinds = ['passport', 'stateless-id', 'residence-permit', 'birth-certificate', 'other'] as const

/** Who applies, as the application form says it. */
export function ApplicantForm(props: Props) {
  const { view, folded, unsaved, onSave } = props
  const { t } = useLook()
  if (view.applicant === null) return <Fields {...props} />
  return (
    <details className="correct" open={!folded}>
      <summary>{t('applicant.correct')}</summary>
      <Fields {...props} />
      <div className="row-acts">
        <CaseButton id={view.id} pressed="write-applicant" className="small" off={!unsaved} onPress={onSave}>
          {t('applicant.save')}
        </CaseButton>
      </div>
    </details>
  )
}

function Fields({ typed, problems, asks, onType }: Props) {
  const { t } = useLook()
  const line = { typed, problems, onType }
  return (
    <div className="applicant">
      <Group name={t('applicant.person')}>
        <Line {...line} field="surname" />
        <Line {...line} field="givenName" />
        <Line {...line} field="latinSurname" optional hint={<Latin {...line} field="latinSurname" from="surname" />} />
        <Line
          {...line}
          field="latinGivenName"
          optional
          hint={<Latin {...line} field="latinGivenName" from="givenName" />}
        />
        <Line {...line} field="patronymic" optional />
        <Line {...line} field="birthDate" type="date" />
        <Choice {...line} field="sex" options={['female', 'male']} optional />
        <Line {...line} field="citizenship" />
      </Group>
      <Group name={t('applicant.document')}>
        <Choice {...line} field="documentKind" options={kinds} />
        <Line {...line} field="documentNumber" />
        <Line {...line} field="documentIssuedOn" type="date" optional />
        <Line {...line} field="documentValidUntil" type="date" optional />
        <Line {...line} field="documentIssuer" optional wide />
      </Group>
      <Group name={t('applicant.contacts')}>
        <Line {...line} field="address" wide />
        <Line {...line} field="phone" type="tel" optional={!asks.phone} />
        <Line {...line} field="email" type="email" optional={!asks.email} />
        <Choice {...line} field="language" options={['uk', 'en']} />
      </Group>
      <details className="more" open={textOf(typed, 'representativeName') !== '' || textOf(typed, 'hostName') !== ''}>
        <summary>{t('applicant.others')}</summary>
        <div className="fields">
          <Line {...line} field="representativeName" optional />
          <Line {...line} field="representativeAuthority" optional />
          <Line {...line} field="hostName" optional />
          <Line {...line} field="hostAddress" optional />
        </div>
      </details>
    </div>
  )
}

function Group({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend>{name}</legend>
      <div className="fields">{children}</div>
    </fieldset>
  )
}

interface LineProps {
  readonly typed: Typed
  readonly problems: Partial<Record<ApplicantField, ApplicantProblem>>
  readonly onType: (field: ApplicantField, value: string) => void
  readonly field: ApplicantField
  readonly optional?: boolean
}

function Line({
  typed,
  problems,
  onType,
  field,
  optional = false,
  type = 'text',
  wide = false,
  hint,
}: LineProps & {
  readonly type?: string
  readonly wide?: boolean
  readonly hint?: ReactNode
}) {
  const { t } = useLook()
  const problem = problems[field]
  return (
    <Labelled
      label={t(`applicant.${field}`)}
      optional={optional}
      wide={wide}
      hint={hint}
      problem={problem === undefined ? null : t(`applicant.problem.${problem}`)}
    >
      {(ids) =>
        type === 'date' ? (
          <DayInput
            {...ids}
            value={typeof typed[field] === 'string' ? typed[field] : ''}
            aria-required={!optional}
            aria-invalid={problem !== undefined}
            onChange={(value) => onType(field, value)}
          />
        ) : (
          <input
            {...ids}
            type={type}
            autoComplete="off"
            spellCheck={false}
            value={typeof typed[field] === 'string' ? typed[field] : ''}
            aria-required={!optional}
            aria-invalid={problem !== undefined}
            onChange={(event) => onType(field, event.target.value)}
          />
        )
      }
    </Labelled>
  )
}

function Choice({
  typed,
  problems,
  onType,
  field,
  options,
  optional = false,
}: LineProps & { readonly options: readonly string[] }) {
  const { t } = useLook()
  return (
    <Labelled
      label={t(`applicant.${field}`)}
      optional={optional}
      problem={problems[field] === undefined ? null : t('cases.field.choice')}
    >
      {(ids) => (
        <select {...ids} value={textOf(typed, field)} onChange={(event) => onType(field, event.target.value)}>
          {optional && <option value="">{t('cases.notSaid')}</option>}
          {options.map((option) => (
            <option key={option} value={option}>
              {t(`applicant.${field}.${option}` as Parameters<typeof t>[0])}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

/** The official transliteration as a suggestion: the passport document decides. */
function Latin({ typed, onType, field, from }: LineProps & { readonly from: ApplicantField }) {
  const { t } = useLook()
  const id = useId()
  const name = textOf(typed, from)
  const suggestion = name === '' ? null : latinSuggestion(name)
  if (suggestion === null || suggestion === textOf(typed, field).toUpperCase()) return null
  return (
    <p className="hint quiet">
      <span id={id}>{t('applicant.byTable')} </span>
      <button type="button" className="link" aria-describedby={id} onClick={() => onType(field, suggestion)}>
        {suggestion}
      </button>
    </p>
  )
}
