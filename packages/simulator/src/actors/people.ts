import type { CommandBody } from '../clients/client.ts'

type Person = Extract<CommandBody, { type: 'register-current' }>['person']

/** A letter that no text of an office has: wherever it is, somebody's name is. */
const letter = 'Ґ'
/** Likewise for telephone numbers; long enough not to turn up in a hash. */
const phonePrefix = '380679990'
/** A number below it is too short to be one. */
const phoneDigits = Number(phonePrefix) - 1

/** Who the visitors are, and whose ticket is whose. */
export class People {
  readonly #owners = new Map<string, string>()

  /** A name no other visitor has. */
  person(id: number): Person {
    return { surname: `${letter}жицький-${spelled(id)}`, givenName: `${letter}натик`, patronymic: `${letter}алович` }
  }

  phone(id: number): string {
    return `+${phonePrefix}${String(id).padStart(3, '0')}`
  }

  isNamedIn(text: string): boolean {
    return text.includes(letter) || text.includes(phonePrefix)
  }

  /** Whether a value names anybody: in a text, a number or a key, however deep. Faster than making one text of it. */
  isNamedWithin(value: unknown): boolean {
    if (typeof value === 'string') return this.isNamedIn(value)
    if (typeof value === 'number') return value > phoneDigits && this.isNamedIn(String(value))
    if (typeof value !== 'object' || value === null) return false
    if (Array.isArray(value)) return value.some((item) => this.isNamedWithin(item))
    const fields = value as Readonly<Record<string, unknown>>
    for (const key in fields) if (this.isNamedWithin(fields[key]) || this.isNamedIn(key)) return true
    return false
  }

  owns(date: string, number: string, surname: string): void {
    this.#owners.set(`${date} ${number}`, surname)
  }

  ownerOf(date: string, number: string): string | null {
    return this.#owners.get(`${date} ${number}`) ?? null
  }
}

/** A number in letters: names have no digits. */
function spelled(id: number): string {
  return [...String(id)].map((digit) => 'Абвгдежзик'.charAt(Number(digit))).join('')
}
