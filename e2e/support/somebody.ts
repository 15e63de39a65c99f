let people = 0

/** Somebody who was not there before: nobody is registered twice for one service and day. */
export function somebody(): { surname: string; givenName: string } {
  people += 1
  const letters = [...String(people)].map((figure) => 'абвгдежзик'[Number(figure)])
  return { surname: `Людина${letters.join('')}`, givenName: 'Олена' }
}
