/** Widths of letters of the board's type in em, rounded up: a line that is counted must never need a second one. */
const widths: readonly (readonly [letters: RegExp, em: number])[] = [
  [/[ .,:;'’іїІЇil|!]/u, 0.34],
  [/[ШЩЖЮФМЫW]/u, 1.02],
  [/[шщжюфмыw]/u, 0.9],
  [/\p{Lu}/u, 0.76],
]
const otherwise = 0.61

/** Width of a text in em, a little more than it takes. */
export function textWidth(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (widths.find(([letters]) => letters.test(letter))?.[1] ?? otherwise),
    0,
  )
}

/** Lines a text takes in a box, words kept whole where they fit. @param boxEm width of the box in em of its type */
export function linesOf(text: string, boxEm: number): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const width = textWidth(word)
    const wanted = used === 0 ? width : used + textWidth(' ') + width
    if (wanted <= boxEm) {
      used = wanted
      continue
    }
    if (used > 0) lines += 1
    lines += Math.ceil(width / boxEm) - 1
    used = width <= boxEm ? width : width % boxEm
  }
  return lines
}

/** Shares rows out over pages of one height; a row that is higher than a page has one of its own. */
export function pagesOf<T>(rows: readonly T[], heightOf: (row: T) => number, room: number): readonly (readonly T[])[] {
  const pages: T[][] = []
  let left = 0
  for (const row of rows) {
    const height = heightOf(row)
    const last = pages.at(-1)
    if (last !== undefined && height <= left) last.push(row)
    else {
      pages.push([row])
      left = room
    }
    left -= height
  }
  return pages
}
