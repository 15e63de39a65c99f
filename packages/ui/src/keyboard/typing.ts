/** What a text field holds: its text and the selection (`start` = `end`: a caret). */
export interface FieldText {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Replace `[from, to)` by `text` and put the caret after it. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** The edit a key makes, or null when the field is full. @param maxLength longest text the field takes */
export function typeKey(field: FieldText, key: string, maxLength: number): Edit | null {
  const length = field.text.length - (field.end - field.start) + key.length
  return length > maxLength ? null : { from: field.start, to: field.end, text: key }
}

/** The edit of the erase key: the selection, else the character before the caret; null when there is none. */
export function erase(field: FieldText): Edit | null {
  if (field.start !== field.end) return { from: field.start, to: field.end, text: '' }
  return field.start === 0 ? null : { from: field.start - 1, to: field.start, text: '' }
}

/** The text after an edit. */
export function edited(text: string, edit: Edit): string {
  return text.slice(0, edit.from) + edit.text + text.slice(edit.to)
}

/**
 * A letter as it stands in a name: capital at the start and after a space or hyphen, small elsewhere
 * (also after an apostrophe: «Мар’яна»).
 * @param before the text left of the caret
 */
export function inNameCase(before: string, key: string): string {
  const capital = before === '' || /[\s-]$/.test(before)
  return capital ? upper(key) : lower(key)
}

/** A letter as it stands in a sentence: capital at the start and after a full stop, small elsewhere. */
export function inSentenceCase(before: string, key: string): string {
  return /^\s*$|[.!?]\s*$/.test(before) ? upper(key) : lower(key)
}

// The two Turkish letters whose case Unicode's default mapping would split into two characters or lose.
function upper(key: string): string {
  return key === 'ı' ? 'I' : key
}
function lower(key: string): string {
  return key === 'İ' ? 'i' : key.toLowerCase()
}
