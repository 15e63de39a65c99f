import type { Person } from '../flow/flow.ts'

/** More characters than five lines of the ticket's large type hold. */
const longName = 80

/**
 * A name whose parts never break at the hyphen while they fit the line; they wrap as whole parts. A very long one is
 * set smaller.
 */
export function PersonName({ person }: { person: Person }) {
  const parts = [person.surname, person.givenName, person.patronymic]
    .flatMap((part) => part.split(/\s+/))
    .filter(Boolean)
  return (
    <span className={parts.join(' ').length > longName ? 'long-name' : undefined}>
      {parts.map((part, index) => (
        <span key={`${part}-${index}`}>
          <span className="name-part">{part}</span>{' '}
        </span>
      ))}
    </span>
  )
}
