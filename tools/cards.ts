import { cards } from './cards/command.ts'

const { code, out, err } = cards(process.argv.slice(2))
process.stdout.write(out)
process.stderr.write(err)
process.exitCode = code
