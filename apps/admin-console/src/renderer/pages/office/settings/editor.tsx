import type { OfficeConfig } from '@cherha/shared/protocol'
import { createContext, type InputHTMLAttributes, useContext } from 'react'
import { configProblemText } from '../../../model/config-text.ts'
import { Field } from '../../../parts/field.tsx'
import { useConsoleTexts } from '../../../texts/texts.ts'

/** What the sections of the settings share: the configuration being changed, and what is wrong with it. */
export interface Editor {
  readonly config: OfficeConfig
  change(change: (config: OfficeConfig) => OfficeConfig): void
  /** What stands in a field that is not understood; null: what the configuration says. */
  rawOf(field: string): string | null
  setRaw(field: string, text: string | null): void
  /** What the server found wrong at a path or below it. */
  problemOf(path: string): string | null
}

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (editor === null) throw new Error('used outside of the settings')
  return editor
}

type Input = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>

/** A text of the configuration. @param path where the server reports it, lists by index */
export function TextField({
  path,
  label,
  hint,
  value,
  onText,
  wrong = null,
  required = true,
  ...input
}: Input & {
  readonly path: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onText: (text: string) => void
  /** What is wrong with it, as the server would say it. */
  readonly wrong?: string | null
  readonly required?: boolean
}) {
  const t = useConsoleTexts()
  const editor = useEditor()
  const missing = required && value.trim() === '' ? t('field.required') : null
  return (
    <Field
      {...input}
      label={label}
      hint={hint}
      problem={missing ?? (wrong === null ? editor.problemOf(path) : configProblemText(wrong, t))}
      value={value}
      onChange={(event) => onText(event.target.value)}
    />
  )
}

/**
 * A value that is typed as text. What is not understood stays as it was typed, with why; the configuration keeps the
 * last that was.
 */
export function ParsedField<T>({
  path,
  label,
  hint,
  value,
  read,
  write,
  wrong,
  onValue,
  ...input
}: Input & {
  readonly path: string
  readonly label: string
  readonly hint?: string | undefined
  readonly value: T
  /** Null: not understood. */
  readonly read: (text: string) => T | null
  readonly write: (value: T) => string
  readonly wrong: string
  readonly onValue: (value: T) => void
}) {
  const editor = useEditor()
  const raw = editor.rawOf(path)
  const misread = raw !== null && read(raw) === null
  return (
    <Field
      {...input}
      label={label}
      hint={hint}
      problem={misread ? wrong : editor.problemOf(path)}
      value={raw ?? write(value)}
      onChange={(event) => {
        const text = event.target.value
        editor.setRaw(path, text)
        const next = read(text)
        if (next !== null) onValue(next)
      }}
      onBlur={() => {
        // understood: from here on it is written as everywhere else
        if (raw !== null && !misread) editor.setRaw(path, null)
      }}
    />
  )
}

/** A whole number between two others. */
export function NumberField({
  path,
  label,
  hint,
  value,
  min,
  max,
  onValue,
}: {
  readonly path: string
  readonly label: string
  readonly hint?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onValue: (value: number) => void
}) {
  const t = useConsoleTexts()
  const read = (text: string): number | null => {
    const number = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN
    return number >= min && number <= max ? number : null
  }
  return (
    <ParsedField
      path={path}
      label={label}
      hint={hint}
      value={value}
      read={read}
      write={String}
      wrong={t('settings.range', { min, max })}
      onValue={onValue}
      inputMode="numeric"
      className="short"
    />
  )
}

/** A list with one entry changed. */
export function withEntry<T>(list: readonly T[], index: number, entry: T): T[] {
  return list.map((one, at) => (at === index ? entry : one))
}

/** A list without one entry. */
export function withoutEntry<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index)
}
