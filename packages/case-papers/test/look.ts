import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makePaper } from '../src/index.ts'
import { scenarios } from './scenarios.ts'

/**
 * `node packages/case-papers/test/look.ts FOLDER [NAME…]`: writes the papers of the tests as PDF, and their pages as PNG
 * where `pdftoppm` (poppler-utils) is installed, to be looked at.
 */
const [folder, ...names] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('Which folder? node packages/case-papers/test/look.ts FOLDER [NAME…]\n')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
for (const { name, model } of scenarios()) {
  if (names.length > 0 && !names.includes(name)) continue
  const file = path.join(folder, `${name}.pdf`)
  writeFileSync(file, await makePaper(model))
  try {
    execFileSync('pdftoppm', ['-r', '70', '-png', file, path.join(folder, name)], { stdio: 'ignore' })
  } catch {
    process.stdout.write('no pictures: pdftoppm is not installed\n')
  }
  process.stdout.write(`${file}\n`)
}
