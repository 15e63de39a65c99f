import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { renderEscPos } from './emulator/esc-pos.ts'
import { sheets } from './layout/sheet.ts'

/** Draws printed jobs: `FILE.bin` → `FILE.png` beside it. Exit 2 and one sentence when something cannot be drawn. */
function main(args: string[]): number {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { paper: { type: 'string', default: '80' } },
    })
    if (positionals.length === 0) return refuse('Usage: emulate-cli.ts [--paper 80|58] FILE.bin…')
    if (values.paper !== '80' && values.paper !== '58')
      return refuse(`There is no paper «${values.paper}»: use 80 or 58.`)
    const { width } = sheets[values.paper === '80' ? 80 : 58]
    for (const file of positionals) {
      const target = `${file.replace(/\.bin$/, '')}.png`
      const roll = draw(file, width)
      writeFileSync(target, roll.png)
      process.stdout.write(`${target} ${roll.width}×${roll.height}, cuts: ${roll.cuts}\n`)
    }
    return 0
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function draw(file: string, width: number): ReturnType<typeof renderEscPos> {
  const bytes = readFileSync(file)
  try {
    return renderEscPos(bytes, { width })
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 2
}

process.exitCode = main(process.argv.slice(2))
