import { shownDay, typedDay } from '../model/day-text.ts'
import { useLook } from '../look.tsx'

/** A date as it is written here, dd.mm.yyyy, whatever language the computer has. The value is `YYYY-MM-DD` once whole. */
export function DayInput({
  value,
  onChange,
  ...rest
}: {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: boolean
  readonly 'aria-required'?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { t } = useLook()
  return (
    <input
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      maxLength={20}
      placeholder={t('cases.dayHint')}
      value={shownDay(value)}
      onChange={(event) => onChange(typedDay(event.target.value))}
    />
  )
}
