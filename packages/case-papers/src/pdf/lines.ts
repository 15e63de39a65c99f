import { clustersOf } from './fonts.ts'

/**
 * Breaks a text into lines no wider than `width`. Lines break at spaces; a word wider than a whole line breaks after
 * a hyphen or at a space that does not break otherwise, and only then between letters. Nothing is left out.
 */
export function breakLines(text: string, width: number, measure: (text: string) => number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, measure))
}

function breakParagraph(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const words = text.split(' ').flatMap((word) => (measure(word) <= width ? [word] : partsOf(word, width, measure)))
  return pack(words, ' ', width, measure)
}

/** A word that fits no line, in parts that do. */
function partsOf(word: string, width: number, measure: (text: string) => number): readonly string[] {
  const parts = word.split('\u00a0').flatMap((part) => {
    if (measure(part) <= width) return [part]
    const pieces = part
      .split(/(?<=[-/@.])/)
      .flatMap((piece) => (measure(piece) <= width ? [piece] : pack(clustersOf(piece), '', width, measure)))
    return pack(pieces, '', width, measure)
  })
  return pack(parts, '\u00a0', width, measure)
}

/** Puts pieces on as few lines as they need, in order. */
function pack(
  pieces: readonly string[],
  between: string,
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  const lines: string[] = []
  let line: string | null = null
  for (const piece of pieces) {
    const longer: string = line === null ? piece : `${line}${between}${piece}`
    if (line === null || measure(longer) <= width) line = longer
    else {
      lines.push(line)
      line = piece
    }
  }
  if (line !== null) lines.push(line)
  return lines
}
