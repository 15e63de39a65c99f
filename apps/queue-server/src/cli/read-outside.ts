import { checkedOutside, type OutsideConfig } from '../connectors/config.ts'
import { readCheckedFile } from './read-config.ts'

/** Where the outside systems are; null: nothing is named. @throws what `readCheckedFile` throws */
export function readOutside(path: string | undefined): OutsideConfig | null {
  return path === undefined ? null : readCheckedFile(path, 'outside configuration', checkedOutside)
}
