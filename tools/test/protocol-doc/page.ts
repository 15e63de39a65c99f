/** A Markdown page cut into its sections: what stands between one heading and the next of the same or a higher level. */
export interface Page {
  /** Text of the section under the heading, sub-sections included. Throws when there is no such heading, or more than one. */
  section(heading: string): string
  /** Headings of the level, in order. */
  headings(level: number): readonly string[]
}

interface Heading {
  readonly level: number
  readonly text: string
  readonly line: number
}

export function readPage(markdown: string): Page {
  const lines = markdown.split('\n')
  const headings: Heading[] = []
  let inCode = false
  for (const [line, content] of lines.entries()) {
    if (content.startsWith('```')) inCode = !inCode
    const match = inCode ? null : /^(#+) (.+)$/.exec(content)
    if (match !== null) headings.push({ level: match[1]?.length ?? 0, text: match[2]?.trim() ?? '', line })
  }
  return {
    headings: (level) => headings.filter((heading) => heading.level === level).map(({ text }) => text),
    section(wanted) {
      const [found, ...others] = headings.filter(({ text }) => text === wanted)
      if (found === undefined || others.length > 0)
        throw new Error(`${others.length + (found ? 1 : 0)} headings "${wanted}"`)
      const end = headings.find(({ line, level }) => line > found.line && level <= found.level)
      return lines.slice(found.line + 1, end?.line).join('\n')
    },
  }
}

/** Everything written as `code`, in order. */
export function codesIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
}

/** Everything written as `code` in the first column of the tables, in order. */
export function firstColumn(text: string): string[] {
  return rowsOf(text).flatMap(([first = '']) => codesIn(first))
}

/** Cells of the tables' rows. */
export function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}
