/** What an answer of a status means, for whoever reads the document. */
const meanings: Readonly<Record<string, string>> = {
  200: 'As asked.',
  201: 'The place is booked.',
  400: 'The request is not well-formed; the message says where.',
  401: 'No key, a wrong one, or one that has been revoked.',
  404: 'There is no such office, service or booking of this portal.',
  409: 'Refused by a rule or a limit; the code says by which.',
  413: 'The body is too long.',
  422: 'The phone number cannot be used, or the idempotency key was used with another body.',
  429: 'The quota of the minute or the day is used up; see retry-after.',
  503: 'Nothing was done; try again, see retry-after.',
}

/** The document with words for its answers, and without schemas nothing in it names. */
export function readable(document: object): object {
  const text = JSON.stringify(document)
  return JSON.parse(text, (key, value: unknown) => {
    // of each schema one is made for what is sent, too
    if (key.endsWith('Input') && !text.includes(`#/components/schemas/${key}"`)) return undefined
    return isAnswer(value) && meanings[key] !== undefined ? { ...value, description: meanings[key] } : value
  })
}

function isAnswer(value: unknown): value is { description: string } {
  return typeof value === 'object' && value !== null && 'description' in value && 'content' in value
}
