import type { Person } from '../flow/flow.ts'

/** A name whose parts never break at the hyphen; they wrap as whole parts. */
export function PersonName({ person }: { person: Person }) {
  const parts = [person.surname, person.givenName, person.patronymic]
    .flatMap((part) => part.split(/\s+/))
    .filter(Boolean)
  return parts.map((part, index) => (
    <span key={`${part}-${index}`}>
      <span className="nowrap">{part}</span>{' '}
    </span>
  ))
}
