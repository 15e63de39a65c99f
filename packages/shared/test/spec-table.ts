import { readFileSync } from 'node:fs'

const specs = new URL('../../../docs/spec/', import.meta.url)

/** The rows of a table of docs/spec, its head first, each as the texts of its cells; the table is found by how it begins. */
export function specTable(file: string, beginning: string): string[][] {
  const lines = readFileSync(new URL(file, specs), 'utf8').split(/\r?\n/)
  const start = lines.findIndex((line) => line.startsWith(`| ${beginning} |`))
  if (start < 0) throw new Error(`${file} has no table that begins with "${beginning}"`)
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'))
  const table = lines.slice(start, length < 0 ? undefined : start + length)
  return table.filter((line) => !/^[|: -]+$/.test(line)).map(cells)
}

function cells(line: string): string[] {
  return line
    .replace(/^\|\s*|\s*\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}
