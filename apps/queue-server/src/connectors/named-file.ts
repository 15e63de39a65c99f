import { readFileSync } from 'node:fs'
import { ServerStartError } from '../server/server-error.ts'

/** Content of a file the configuration names. @throws ServerStartError when it cannot be read */
export function readNamed(path: string, what: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new ServerStartError(
      `The ${what} ${path}, which the outside configuration names, cannot be read; give the path of a file.`,
      2,
      { cause },
    )
  }
}
