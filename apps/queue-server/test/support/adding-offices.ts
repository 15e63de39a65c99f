import { openDatabase } from '../../src/store/database.ts'
import { openStores } from '../../src/store/stores.ts'

// Started by a test that kills it: opens the data as a server and tells of each office that was acknowledged.
const [, , dataDir = '', prefix = ''] = process.argv
const database = await openDatabase({ dataDir, log: { info: () => {}, warn: () => {}, error: () => {} } })
const { officeList } = openStores(database)
for (let n = 1; n <= 9999; n++) {
  const code = `${prefix}-${n}`
  await officeList.add(code, n)
  process.stdout.write(`${code}\n`)
}
