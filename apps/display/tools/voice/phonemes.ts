// espeak-ng reads Ukrainian with Russian reductions («намером») and often with the stress on the wrong syllable. The
// built-in pack is therefore given to it as phonemes: Ukrainian is written almost as it is spoken, so letters and a
// marked stress are enough.

const vowels: Readonly<Record<string, string>> = { а: 'A', е: 'E', и: 'I', і: 'i', о: 'o', у: 'u' }
const iotated: Readonly<Record<string, string>> = { я: 'A', ю: 'u', є: 'E', ї: 'i' }
const consonants: Readonly<Record<string, string>> = {
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  ж: 'Z',
  з: 'z',
  й: 'j',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  п: 'p',
  р: 'R',
  с: 's',
  т: 't',
  ф: 'f',
  х: 'x',
  ц: 'ts',
  ч: 'tS',
  ш: 'S',
  щ: 'StS',
}
/** Consonants espeak-ng has a soft form of. */
const softened: Readonly<Record<string, string>> = { д: 'd;', т: 't;', с: 's;', з: 'z;', ц: 's;', н: 'n^' }
const stressMark = '+'

/** Written one way and spoken another. */
const assimilated: readonly (readonly [RegExp, string])[] = [
  // -ться is one long soft ц
  [/ться/g, 'цьця'],
  [/шся/g, 'сьця'],
  // п’ятдесят, шістсот, шістнадцять: the т in the middle is silent
  [/п’ятд/g, 'п’яд'],
  [/шістд/g, 'шізд'],
  [/шістс/g, 'шісс'],
  [/шістн/g, 'шісн'],
  // -надцять: a soft д before ц is one long ц
  [/дця/g, 'ця'],
]

/**
 * Ukrainian text as phonemes of espeak-ng's `uk`: the stressed vowel is followed by `+`; a word without a mark is
 * spoken without stress.
 */
export function ukrainianPhonemes(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => {
      const pause = /[.!?,:]$/.test(word) ? '_: ' : ''
      return wordPhonemes(word.toLowerCase().replace(/[.,!?:«»]/g, '')) + pause
    })
    .join(' ')
}

function wordPhonemes(written: string): string {
  const word = assimilated.reduce((text, [from, to]) => text.replace(from, to), written)
  const letters = [...word]
  let phonemes = ''
  letters.forEach((letter, i) => {
    if (letter === stressMark || letter === 'ь' || letter === '’') return
    const stress = letters[i + 1] === stressMark ? "'" : ''
    const before = letters[i - 1]
    const afterConsonant = before !== undefined && before in consonants
    if (letter in vowels) phonemes += stress + vowels[letter]
    else if (letter in iotated) {
      const soft = letter !== 'ї' && afterConsonant
      phonemes += `${soft ? (before in softened || 'лр'.includes(before) ? '' : 'j') : 'j'}${stress}${iotated[letter]}`
    } else phonemes += consonant(letter, letters, i)
  })
  return phonemes
}

function consonant(letter: string, letters: readonly string[], i: number): string {
  const next = letters[i + 1] ?? ''
  const plain = consonants[letter]
  if (plain === undefined) throw new RangeError(`no phoneme for ${JSON.stringify(letter)}`)
  // в closes a syllable as w
  if (letter === 'в' && (next === '' || (next in consonants && letters[i - 1] !== undefined))) return 'w'
  const soft = next === 'ь' || 'яюєі'.split('').includes(next)
  if (!soft) return plain
  if (letter === 'ц') return 'ts;'
  return softened[letter] ?? plain
}
