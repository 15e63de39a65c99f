import type { CaseClient } from '../model/client.ts'
import { scanName, scanProblem, scanType } from '../model/scans.ts'
import { troubleOf } from './folders.ts'
import { type SendTimes, untilAnswered } from './sending.ts'
import type { CasesStore, Upload } from './state.ts'

export interface Uploads {
  /** Sends the files one after another. @returns the hashes are the case's own: it is read again when all are sent. */
  add(id: string, files: readonly File[], document: string | null): Promise<void>
  /** Takes lines of files that were not taken off the list. */
  dismiss(key: string): void
}

interface Surroundings {
  readonly client: CaseClient
  readonly times: SendTimes
  readonly newId: () => string
  readonly onSignedOut: () => void
  readonly onDone: (id: string) => Promise<void>
}

export function createUploads(store: CasesStore, { client, times, newId, onSignedOut, onDone }: Surroundings): Uploads {
  let line: Promise<void> = Promise.resolve()

  const change = (key: string, changes: Partial<Upload>): void =>
    store.setState(({ uploads }) => ({
      uploads: uploads.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)),
    }))
  const isListed = (key: string): boolean => store.getState().uploads.some((upload) => upload.key === key)

  async function send({ key, case: id, document, name }: Upload, file: File): Promise<void> {
    if (!isListed(key)) return
    change(key, { state: 'sending' })
    const got = await untilAnswered(
      () => client.addFile(id, { name, document, commandId: key, type: scanType(file) ?? '', bytes: file }),
      times,
      () => undefined,
      () => !isListed(key),
    )
    if (got.ok) return change(key, { state: 'done' })
    if (got.problem.code === 'signed-out') return onSignedOut()
    change(key, { state: 'stopped', problem: troubleOf(got.problem) })
  }

  async function add(id: string, files: readonly File[], document: string | null): Promise<void> {
    const given = files.map((file) => {
      const problem = scanProblem(file)
      const upload: Upload = {
        key: newId(),
        case: id,
        document,
        name: scanName(file.name),
        state: problem === null ? 'waiting' : 'stopped',
        problem,
      }
      return { upload, file }
    })
    store.setState(({ uploads }) => ({ uploads: [...uploads, ...given.map(({ upload }) => upload)] }))
    const mine = line.then(async () => {
      for (const { upload, file } of given) if (upload.state === 'waiting') await send(upload, file)
    })
    line = mine
    await mine
    await onDone(id)
    // what was taken shows in the case itself
    store.setState(({ uploads }) => ({ uploads: uploads.filter(({ state }) => state !== 'done') }))
  }

  return {
    add,
    dismiss: (key) => store.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.key !== key) })),
  }
}
