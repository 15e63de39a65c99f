import type { BookedPerson } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { Field } from '../parts/field.tsx'
import { Foot } from '../parts/plain.tsx'
import { Dock, StepHead } from '../parts/frame.tsx'
import { useWords } from '../texts/texts.ts'
import { type PersonField, readPerson, type TypedPerson } from './person.ts'
import type { StepProps } from './step-props.ts'

const places = ['id', 'book', 'birth', 'foreign'] as const

/** Fourth question: four digits of the document; of a child's and of a parent's or guardian's (B1, B3). */
export function DocumentStep({
  rules,
  back,
  heading,
  problem,
  what,
  phones,
  typed,
  isAgain,
  wrongAtServer,
  onTyped,
  onPerson,
}: StepProps & {
  readonly what: string | undefined
  readonly phones: readonly string[]
  readonly typed: TypedPerson
  /** A reload has forgotten what was typed. */
  readonly isAgain: boolean
  readonly wrongAtServer: boolean
  readonly onTyped: (typed: TypedPerson) => void
  readonly onPerson: (person: BookedPerson) => void
}) {
  const words = useWords()
  const { t } = words
  const [wrong, setWrong] = useState<PersonField | null>(wrongAtServer ? 'documentDigits' : null)
  const [tries, setTries] = useState(0)
  const isChild = typed.who === 'child'

  function send(event: FormEvent): void {
    event.preventDefault()
    const read = readPerson(typed)
    setTries(tries + 1)
    if ('wrong' in read) setWrong(read.wrong)
    else {
      setWrong(null)
      onPerson(read)
    }
  }

  const field = (name: PersonField, label: string, hint: string) => (
    <Field
      name={name}
      label={label}
      hint={hint}
      wrong={wrong === name ? t('problem.digits') : null}
      tries={tries}
      className="digits"
      inputMode="numeric"
      maxLength={12}
      value={typed[name]}
      onChange={({ target }) => {
        onTyped({ ...typed, [name]: target.value })
        if (wrong === name) setWrong(null)
      }}
    />
  )
  const digits = [typed.documentDigits, ...(isChild ? [typed.guardianDigits] : [])].map((one) => one.trim())
  const isWhole = digits.every((one) => /^\d{4}$/.test(one))

  return (
    <>
      <StepHead step="document" title={t('document.title')} what={what} heading={heading} onBack={back} />
      {problem}
      <form id="ask" className="block ask" noValidate onSubmit={send}>
        {isAgain && <p className="note">{t('document.again')}</p>}
        <fieldset className="who">
          <legend>{t('document.who')}</legend>
          {(['self', 'child'] as const).map((who) => (
            <label key={who} className={typed.who === who ? 'is-on' : undefined}>
              <input
                type="radio"
                name="who"
                value={who}
                checked={typed.who === who}
                onChange={() => {
                  setWrong(null)
                  onTyped({ ...typed, who })
                }}
              />
              {t(`document.${who}`)}
            </label>
          ))}
        </fieldset>
        {isChild
          ? field('documentDigits', t('document.child-digits'), t('document.child-hint'))
          : field('documentDigits', t('document.digits'), t('document.hint'))}
        {isChild && field('guardianDigits', t('document.guardian-digits'), t('document.guardian-hint'))}
        <details>
          <summary>{t('document.where')}</summary>
          <ul className="facts-list">
            {places.map((place) => (
              <li key={place}>{t(`document.where.${place}`)}</li>
            ))}
          </ul>
        </details>
        <p className="note">{t('document.why')}</p>
      </form>
      <Foot words={words} rules={rules} phones={phones} />
      <Dock form="ask">{isWhole ? t('document.go', { digits: digits.join(' · ') }) : t('document.go-empty')}</Dock>
    </>
  )
}
