import type { OfficeConfig } from '@cherha/shared/protocol'
import { pathText } from '@cherha/shared/calendar'
import { z } from 'zod'
import { servingProblems } from '../http/serving-office.ts'
import { readConsoleFile } from '../server/console-file.ts'
import { type PutOffice, putOffice } from '../server/put-office.ts'
import { RunningOffices } from '../server/running-offices.ts'
import { ServerStartError } from '../server/server-error.ts'
import { systemClock } from '../server/system-clock.ts'
import { readOptions, readPlace } from './arguments.ts'
import { readConfigFile } from './read-config.ts'
import { type Place, withStores } from './with-stores.ts'

const Answer = z.union([
  z.strictObject({ done: z.enum(['created', 'changed', 'same']), version: z.int() }),
  z.strictObject({ error: z.looseObject({ code: z.string(), message: z.string() }) }),
])

/** `import-config FILE`: a new office, or a new version of one; the server may be running. */
export async function importConfig(args: readonly string[]): Promise<void> {
  const { values, word: file } = readOptions(args, { data: { type: 'string' } }, 'FILE, an office’s configuration')
  const config = readConfigFile(file)
  const place = readPlace(values.data)
  const put = (await askServer(place, config)) ?? (await putHere(place, config, file))
  if (put === null) throw new ServerStartError('Somebody has changed the office meanwhile; nothing is imported.', 1)
  const said = {
    created: 'created',
    changed: `version ${put.version}`,
    same: `nothing is new, version ${put.version} stays`,
  }[put.done]
  process.stdout.write(`Office ${config.code} (${config.name.en}): ${said}.\n`)
}

/** The server that runs on the data folder writes; null: none runs. */
async function askServer({ dataDir }: Place, config: OfficeConfig): Promise<PutOffice | null> {
  const server = readConsoleFile(dataDir)
  if (server === null) return null
  let response: Response
  try {
    response = await fetch(`${server.url}/api/console/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-console-token': server.token },
      body: JSON.stringify({ config }),
    })
  } catch {
    // a server that was killed has left its file
    return null
  }
  const answer = Answer.safeParse(await response.json())
  if (answer.success && 'done' in answer.data) return answer.data
  const error = answer.success && 'error' in answer.data ? answer.data.error : null
  const exitCode = error?.code === 'invalid-config' ? 2 : 1
  const why = error?.message ?? 'it does not say why'
  throw new ServerStartError(`The server on this data folder refuses: ${why}.`, exitCode)
}

function putHere(place: Place, config: OfficeConfig, file: string): Promise<PutOffice | null> {
  const clock = systemClock()
  return withStores(place, 'server', async (stores) => {
    const offices = await RunningOffices.open(stores, clock, (message, cause) => {
      throw new ServerStartError(`${message}.`, 1, { cause })
    })
    try {
      const [wrong] = servingProblems(config, offices)
      if (wrong !== undefined) throw new ServerStartError(`${file}: ${pathText(wrong.path)}: ${wrong.message}`, 2)
      return await putOffice({ stores, offices, clock }, config)
    } finally {
      await offices.close()
    }
  })
}
