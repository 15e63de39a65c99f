/** The ten vowels of Ukrainian, and those of English. */
const vowels = '\u0430\u0435\u0454\u0438\u0456\u0457\u043e\u0443\u044e\u044faeiouy'
/** Words shorter than this fit a stop of the path whole. */
const longWord = 11

/** The text with places where a long word may break: after a vowel, before a consonant and a vowel, never near its ends. */
export function withWordBreaks(text: string): string {
  return text.replace(/[\p{L}’]+/gu, (word) => (word.length < longWord ? word : broken(word)))
}

function broken(word: string): string {
  const isVowel = (index: number) => vowels.includes((word[index] ?? '').toLowerCase())
  return [...word]
    .map((letter, index) => {
      const inside = index >= 4 && index <= word.length - 4
      return inside && isVowel(index - 1) && !isVowel(index) && isVowel(index + 1) ? `\u00ad${letter}` : letter
    })
    .join('')
}
