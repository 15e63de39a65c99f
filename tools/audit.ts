import { audit } from './audit/command.ts'

const { code, out, err } = audit(process.argv.slice(2))
process.stdout.write(out)
process.stderr.write(err)
process.exitCode = code
