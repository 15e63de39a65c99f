import { type FormEvent, useState } from 'react'
import { bookingRefusalText } from '@cherha/shared/protocol'
import { Field } from '../parts/field.tsx'
import { Foot, Warning } from '../parts/plain.tsx'
import { Dock, StepHead, Told } from '../parts/frame.tsx'
import type { Why } from '../net/persist.ts'
import { useWords } from '../texts/texts.ts'
import type { StepProps } from './step-props.ts'

/** Fifth question: the number the code goes to. Its button asks for the place. */
export function PhoneStep({
  rules,
  back,
  heading,
  problem,
  what,
  phones,
  typed,
  wrong,
  tries,
  unheard,
  isSending,
  onTyped,
  onPhone,
}: StepProps & {
  readonly what: string | undefined
  readonly phones: readonly string[]
  readonly typed: string
  /** What the server says about the number. */
  readonly wrong: string | null
  readonly tries: number
  readonly unheard: Why | null
  readonly isSending: boolean
  readonly onTyped: (typed: string) => void
  readonly onPhone: (phone: string) => void
}) {
  const words = useWords()
  const { t, of } = words
  const [isEmpty, setEmpty] = useState(false)

  function send(event: FormEvent): void {
    event.preventDefault()
    if (isSending) return
    const phone = typed.trim()
    setEmpty(phone === '')
    if (phone !== '') onPhone(phone)
  }

  const limits = rules?.limits
  return (
    <>
      <StepHead step="phone" title={t('phone.title')} what={what} heading={heading} onBack={back} />
      {problem}
      <form id="ask" className="block ask" noValidate onSubmit={send}>
        <Warning words={words} rules={rules} />
        <Field
          name="phone"
          type="tel"
          label={t('phone.label')}
          hint={t('phone.hint')}
          wrong={isEmpty ? of(bookingRefusalText('phone-malformed')) : wrong}
          tries={tries}
          autoComplete="tel"
          maxLength={30}
          readOnly={isSending}
          value={typed}
          onChange={({ target }) => {
            setEmpty(false)
            onTyped(target.value)
          }}
        />
        <p className="note">{t('phone.why', { open: limits?.open ?? 5, month: limits?.month ?? 10 })}</p>
        <Told focus={false}>{unheard !== null && t(`unheard.${unheard}`)}</Told>
      </form>
      <Foot words={words} rules={rules} phones={phones} />
      <Dock form="ask" pending={isSending}>
        {isSending
          ? t('phone.sending')
          : typed.trim() === ''
            ? t('phone.go-empty')
            : t('phone.go', { phone: typed.trim().replaceAll(' ', '\u00a0') })}
      </Dock>
    </>
  )
}
