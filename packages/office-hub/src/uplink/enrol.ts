import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteLog } from '@cherha/event-log'
import { EnrolAnswer, EnrolRequest } from '@cherha/shared/protocol'
import { z } from 'zod'
import { dataFiles, lockDataDir } from '../data-dir.ts'
import { foldLog } from '../engine/fold.ts'
import { HubStartError } from '../errors.ts'
import { openKeyFile } from '../secrets/key-file.ts'
import { epochFile } from './epoch-file.ts'
import { newHubKey, readServerFile, type ServerFile, writeServerFile } from './identity-file.ts'
import { readServerUrl } from './server-url.ts'

const answerMs = 30_000
const ErrorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

export interface Enrolment {
  readonly dataDir: string
  readonly server: string
  /** The one-time code, as typed. */
  readonly code: string
  /** A replacement of a lost hub: it takes the office's log from the server's copy. */
  readonly restore: boolean
}

/**
 * Makes this data folder the hub of an office of the queue server. Whatever fails, the folder is as it was. Throws
 * `HubStartError` with a sentence for the console.
 */
export async function enrol({ dataDir, server, code, restore }: Enrolment): Promise<ServerFile> {
  const url = readServerUrl(server)
  if (!EnrolRequest.shape.code.safeParse(code).success) {
    throw new HubStartError('--enrol must be the code from the queue server, for example ABCD-EFGH-JKLM.', 2)
  }
  const lock = lockDataDir(dataDir)
  try {
    const known = readServerFile(dataDir)
    if (known !== null) throw alreadyEnrolled(known)
    const before = ownPast(dataDir)
    if (restore && before !== null) {
      throw new HubStartError(`--restore needs an empty data folder; ${dataDir} holds a log already.`, 2)
    }
    const { publicKey, privateKey } = newHubKey()
    const keys = before === null ? {} : { keys: before.keys }
    const answer = await post(url, { code, publicKey, restore, ...keys })
    if (before !== null && before.office !== answer.office) {
      throw new HubStartError(
        `The code is for office ${answer.office}, and this data folder holds the log of office ${before.office}.`,
        2,
      )
    }
    const file: ServerFile = { version: 1, url, privateKey, ...answer }
    // before the identity: a hub that is killed in between must not begin with numbers the lost one has given
    if (restore) epochFile(dataDir).set('restored')
    if (!writeServerFile(dataDir, file)) throw alreadyEnrolled(readServerFile(dataDir) ?? file)
    return file
  } finally {
    lock.release()
  }
}

function alreadyEnrolled({ office, url }: ServerFile): HubStartError {
  return new HubStartError(
    `This hub belongs to office ${office} at ${url} already; leave --enrol out, or use an empty data folder.`,
    2,
  )
}

/** What a hub that has run without a server brings with it; null: the folder has no log. */
function ownPast(dataDir: string) {
  const path = join(dataDir, dataFiles.log)
  if (!existsSync(path)) return null
  const log = openSqliteLog(path)
  try {
    const { state } = foldLog(log)
    if (state.config === null) return null
    const { office, days } = openKeyFile(join(dataDir, dataFiles.keys))
    const texts = [...days].map(([date, key]) => [date, key.toString('base64')] as const)
    return {
      office: state.config.code,
      keys: { office: office.toString('base64'), days: Object.fromEntries(texts) },
    }
  } finally {
    log.close()
  }
}

async function post(url: string, body: EnrolRequest): Promise<EnrolAnswer> {
  let response: Response
  let text: string
  try {
    response = await fetch(`${url}/api/hubs/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(answerMs),
    })
    text = await response.text()
  } catch (cause) {
    throw new HubStartError(`The queue server at ${url} cannot be reached; check the address and the network.`, 1, {
      cause,
    })
  }
  const answer = response.ok ? EnrolAnswer.safeParse(jsonOf(text)) : null
  if (answer?.success === true) return answer.data
  const refused = ErrorAnswer.safeParse(jsonOf(text))
  if (!refused.success) throw new HubStartError(`At ${url} is no queue server this hub can talk to.`, 1)
  throw refusal(refused.data.error)
}

/** The server's refusals as sentences for whoever sits at the hub. */
function refusal({ code, message }: { code: string; message: string }): HubStartError {
  switch (code) {
    case 'wrong-enrolment-code':
      return new HubStartError('The code is wrong, was used, or is older than 15 minutes; ask for a new one.', 2)
    case 'keys-exist':
      return new HubStartError(
        'The office has run with another hub already; enrol with an empty data folder, or with --restore.',
        2,
      )
    default:
      return new HubStartError(`The queue server refuses this hub: ${message.replace(/\.$/, '')}.`, 2)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
