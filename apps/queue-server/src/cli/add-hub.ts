import { enrolmentCodeMs, newEnrolmentCode } from '../accounts/enrolment-code.ts'
import { ServerStartError } from '../server/server-error.ts'
import { readOptions, readPlace } from './arguments.ts'
import { withStores } from './with-stores.ts'

/** `add-hub OFFICE`: a one-time code with which a hub introduces itself. */
export async function addHub(args: readonly string[]): Promise<void> {
  const { values, word: office } = readOptions(
    args,
    { restore: { type: 'boolean', default: false }, data: { type: 'string' } },
    'OFFICE, the four digits of an office',
  )
  const code = await withStores(readPlace(values.data), 'tool', async (stores) => {
    const offices = await stores.officeList.list()
    if (!offices.includes(office)) {
      const known = offices.length === 0 ? 'none yet' : offices.join(', ')
      throw new ServerStartError(`There is no office ${JSON.stringify(office)}; there is ${known}.`, 2)
    }
    const made = newEnrolmentCode()
    const at = Date.now()
    const detail = { restore: values.restore }
    await stores.journal.append({ at, who: 'cli', office, action: 'enrolment-code-made', detail })
    await stores.codes.create({ hash: made.hash, office, restore: values.restore, expiresAt: at + enrolmentCodeMs })
    return made.code
  })
  const restore = values.restore ? ' --restore' : ''
  process.stdout.write(
    `Code for a hub of office ${office}, good for 15 minutes and once: ${code}\n` +
      `On the hub’s computer: npm run hub --${restore} --enrol ${code} --server URL --data DIR\n`,
  )
}
