/** What is wrong with one value inside an event. */
export interface FormFault {
  /** Where it stands: `sealed.box`. */
  readonly path: string
  /** `extra`: a field the event does not have. `text`: a text of another form. `type`: missing, or of another kind. */
  readonly kind: 'extra' | 'text' | 'type'
  /** It holds words that a person could read. */
  readonly readable: boolean
}

/** Judges one value at a path; says every fault. */
export type Form = (value: unknown, path: string, fault: (fault: FormFault) => void) => void

/** A text that matches the pattern, or passes the test. */
export function text(accepts: RegExp | ((value: string) => boolean)): Form {
  const fits = typeof accepts === 'function' ? accepts : (value: string) => accepts.test(value)
  return (value, path, fault) => {
    if (typeof value !== 'string') fault({ path, kind: 'type', readable: isReadable(value) })
    else if (!fits(value)) fault({ path, kind: 'text', readable: isReadable(value) })
  }
}

export const number: Form = (value, path, fault) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) fault({ path, kind: 'type', readable: isReadable(value) })
}

export const flag: Form = (value, path, fault) => {
  if (typeof value !== 'boolean') fault({ path, kind: 'type', readable: isReadable(value) })
}

export function oneOf(...words: readonly string[]): Form {
  return text((value) => words.includes(value))
}

export function nullable(form: Form): Form {
  return (value, path, fault) => {
    if (value !== null) form(value, path, fault)
  }
}

export function listOf(form: Form): Form {
  return (value, path, fault) => {
    if (!Array.isArray(value)) return fault({ path, kind: 'type', readable: isReadable(value) })
    value.forEach((item, index) => form(item, `${path}.${index}`, fault))
  }
}

/** Exactly these fields; `optional` ones may be left out. */
export function fields(forms: Readonly<Record<string, Form>>, optional: Readonly<Record<string, Form>> = {}): Form {
  return (value, path, fault) => {
    if (!isObject(value)) return fault({ path, kind: 'type', readable: isReadable(value) })
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
    for (const key in forms) forms[key]?.(value[key], at(key), fault)
    for (const key of Object.keys(value)) {
      if (Object.hasOwn(forms, key)) continue
      const inner = value[key]
      if (Object.hasOwn(optional, key)) optional[key]?.(inner, at(key), fault)
      // the name of the field is from the log too: it is not repeated
      else
        fault({
          path: path === '' ? 'a field of its own' : `${path}, a field of its own`,
          kind: 'extra',
          readable: isReadable(inner) || isReadable(key),
        })
    }
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const words = /\p{L}{2}/u

/** Whether a person could read words in it. */
export function isReadable(value: unknown): boolean {
  if (typeof value === 'string') return words.test(value)
  if (Array.isArray(value)) return value.some(isReadable)
  return isObject(value) && Object.entries(value).some(([key, inner]) => words.test(key) || isReadable(inner))
}
